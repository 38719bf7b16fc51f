package dev.jshare.session;

import dev.jshare.access.Reporting;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.vt.HostMark;
import dev.jshare.vt.Terminal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The terminal as it is now, and its snapshots. The session's thread, where nothing else is said. */
final class LiveScreen {
    private final int scrollback;
    private Terminal terminal;
    private int bits;
    private volatile Reporting reporting = Reporting.NONE;
    private @Nullable HostMark covered;

    // Many viewers join or skip at the same offset: they share one snapshot.
    private ServerMessage.@Nullable Snapshot latest;
    private int latestLines;

    /** @param scrollback the most lines above the screen */
    LiveScreen(int cols, int rows, int scrollback) {
        this.terminal = blank(cols, rows, scrollback);
        this.scrollback = scrollback;
    }

    /** The page does the same, so that it does not matter who has how many lines above the screen. */
    private static Terminal blank(int cols, int rows, int scrollback) {
        Terminal terminal = new Terminal(cols, rows, scrollback);
        terminal.saveRows();
        return terminal;
    }

    /** Has queries answered, for sessions without a console: only one terminal may. */
    void answerQueries() {
        terminal.answerQueries(true);
    }

    /** What makes a console plain that does not hear the shell from here on; queries are answered here meanwhile. */
    byte[] cover() {
        covered = terminal.mark();
        terminal.answerQueries(true);
        return terminal.plain();
    }

    /** Whether the console shows the alternate screen while it is covered. */
    boolean coveredAlternate() {
        return covered != null && covered.alternate();
    }

    /** What brings a console that is plain and shows this screen to how things are. */
    byte[] uncoverSame() {
        covered = terminal.mark();
        return uncover();
    }

    /** What brings the console, showing what it showed when it was covered, to how things are. */
    byte[] uncover() {
        HostMark mark = Objects.requireNonNull(covered, "nothing covers the console");
        covered = null;
        terminal.answerQueries(false);
        return terminal.catchUp(mark);
    }

    void feed(byte[] bytes, int length) {
        terminal.feed(bytes, 0, length);
        latest = null;
        if (terminal.reporting() != bits) {
            bits = terminal.reporting();
            reporting = new Reporting(
                    has(Terminal.FOCUS),
                    has(Terminal.MOUSE),
                    has(Terminal.MOUSE_SGR),
                    has(Terminal.MOUSE_UTF8),
                    has(Terminal.MOUSE_URXVT));
        }
    }

    private boolean has(int bit) {
        return (bits & bit) != 0;
    }

    /** What the program wants to be told of beside keys; any thread. */
    Reporting reporting() {
        return reporting;
    }

    void resize(int cols, int rows) {
        terminal.resize(cols, rows);
        latest = null;
    }

    /** Keeps the screen, and nothing of what has left it. */
    void forgetHistory() {
        terminal = terminal.withoutHistory();
        latest = null;
    }

    /** What is to be typed as answers to queries since the last call; empty if there is nothing. */
    byte[] replies() {
        return terminal.takeReplies();
    }

    int cols() {
        return terminal.cols();
    }

    int rows() {
        return terminal.rows();
    }

    String title() {
        return terminal.title();
    }

    /** What the host's own terminal is told beside what viewers are. */
    Terminal terminal() {
        return terminal;
    }

    /** The snapshot at this offset, with at most so many lines above the screen. */
    ServerMessage.Snapshot at(long offset, int lines) {
        int wanted = Math.min(lines, scrollback);
        ServerMessage.Snapshot snapshot = latest;
        if (snapshot == null || latestLines != wanted || snapshot.offset() != offset) {
            snapshot = new ServerMessage.Snapshot(
                    offset, terminal.cols(), terminal.rows(), ByteBuffer.wrap(terminal.snapshot(wanted)));
            latest = snapshot;
            latestLines = wanted;
        }
        return snapshot;
    }

    /** A copy for somebody who is no viewer, with at most so many lines above the screen. */
    ScreenCopy copy(ScreenFormat format, long offset, int lines) {
        int wanted = Math.min(lines, scrollback);
        ByteBuffer content = switch (format) {
            case ANSI -> at(offset, wanted).bytes().duplicate();
            case TEXT -> StandardCharsets.UTF_8.encode(terminal.text(wanted));
            case HTML -> StandardCharsets.UTF_8.encode(terminal.html(wanted));
            case JSON -> StandardCharsets.UTF_8.encode(terminal.json(wanted));
        };
        return new ScreenCopy(offset, terminal.cols(), terminal.rows(), content);
    }
}
