package dev.jshare.session;

import dev.jshare.access.Reporting;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.vt.HostMark;
import dev.jshare.vt.Skim;
import dev.jshare.vt.Terminal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The terminal as it is now, and its snapshots. The session's thread, where nothing else is said.
 *
 * <p>A flood is drawn when somebody looks, and until then held as the log's own bytes. What a program asks or tells is no
 * flood: size, title, reports and replies are always those of now.
 */
final class LiveScreen {
    /** What may wait to be drawn: more than 10,000 lines take, and drawn in 20 ms. */
    private static final int UNDRAWN = 4 * 1024 * 1024;

    private final int scrollback;
    private final int undrawn;
    private Terminal terminal;
    private Skim skim;
    private int bits;
    private volatile Reporting reporting = Reporting.NONE;
    private @Nullable HostMark covered;

    // Many viewers join or skip at the same offset: they share one snapshot.
    private @Nullable Picture latest;
    private int latestLines;

    /**
     * @param scrollback the most lines above the screen
     * @param log the most bytes of output that somebody else holds
     */
    LiveScreen(int cols, int rows, int scrollback, int log) {
        this.terminal = blank(cols, rows, scrollback);
        this.scrollback = scrollback;
        this.undrawn = Math.min(UNDRAWN, log);
        this.skim = new Skim(terminal, undrawn);
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
        draw();
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
        draw();
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

    /** Takes output that is drawn at once. */
    void feed(byte[] bytes, int length) {
        draw();
        terminal.feed(bytes, 0, length);
        fed();
    }

    /** Takes output that may be drawn later. */
    void feed(Chunk chunk) {
        ByteBuffer bytes = chunk.bytes();
        if (covered == null) {
            skim.add(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } else {
            terminal.feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        fed();
    }

    /** Whether there is something that is not drawn yet. */
    boolean isBehind() {
        return skim.isBehind();
    }

    /** Whether some of these bytes, as they were fed, are not drawn yet. */
    boolean holds(byte[] bytes) {
        return skim.holds(bytes);
    }

    /** Draws what is not drawn yet. */
    void draw() {
        skim.draw();
    }

    private void fed() {
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
        draw();
        terminal.resize(cols, rows);
        latest = null;
    }

    /** Keeps the screen, and nothing of what has left it. */
    void forgetHistory() {
        draw();
        terminal = terminal.withoutHistory();
        skim = new Skim(terminal, undrawn);
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

    /** How often the title that the host's own terminal shows has changed. */
    int titleChanges() {
        return terminal.titleChanges();
    }

    /** What the host's own terminal is told beside what viewers are. */
    Terminal terminal() {
        draw();
        return terminal;
    }

    /** The snapshot at this offset, with at most so many lines above the screen. */
    Picture at(long offset, int lines) {
        int wanted = Math.min(lines, scrollback);
        Picture picture = latest;
        draw();
        if (picture == null || latestLines != wanted || picture.snapshot().offset() != offset) {
            picture = new Picture(
                    new ServerMessage.Snapshot(
                            offset, terminal.cols(), terminal.rows(), ByteBuffer.wrap(terminal.snapshot(wanted))),
                    wanted < Math.min(Session.JOIN_LINES, terminal.linesKept()));
            latest = picture;
            latestLines = wanted;
        }
        return picture;
    }

    /** A copy for somebody who is no viewer, with at most so many lines above the screen. */
    ScreenCopy copy(ScreenFormat format, long offset, int lines) {
        int wanted = Math.min(lines, scrollback);
        draw();
        ByteBuffer content = switch (format) {
            case ANSI -> at(offset, wanted).snapshot().bytes().duplicate();
            case TEXT -> StandardCharsets.UTF_8.encode(terminal.text(wanted));
            case HTML -> StandardCharsets.UTF_8.encode(terminal.html(wanted));
            case JSON -> StandardCharsets.UTF_8.encode(terminal.json(wanted));
        };
        return new ScreenCopy(offset, terminal.cols(), terminal.rows(), content);
    }
}
