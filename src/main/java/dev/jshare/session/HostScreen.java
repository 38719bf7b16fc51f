package dev.jshare.session;

import dev.jshare.console.Console;
import dev.jshare.vt.HostPainter;
import dev.jshare.vt.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The host's console, to which the shell's output passes as it is, and where others write between: never within a sequence
 * or a character of the shell's. Whoever writes holds the lock; with it held nothing is on its way from the console to
 * the emulator but what the ring holds, so that the emulator can be brought to just where the console is, and says whether
 * that is such a place. The output pays a free lock for this, and is not looked at.
 *
 * <p>The session's thread never takes the lock: a console that takes nothing stops the shell, and no viewer.
 */
public final class HostScreen {
    /** How long the end of a share waits for a console that takes nothing before it leaves the title as it is. */
    private static final long CLOSING_MILLIS = 100;

    /** A console of fewer rows has none to spare. */
    private static final int ROWS_FOR_ONE = 4;

    private final Console console;
    private final Session session;
    private final HostKeys keys;
    private final ReentrantLock lock =
            new ReentrantLock(true); // Fair: in a flood the shell's output is always there first.
    private final Object sizing = new Object(); // Taken last.
    private volatile int titleChanges;
    private boolean gone; // Guarded by lock, as is all below.
    private boolean closed;
    private final HostTitle title = new HostTitle();
    private HostTitle.@Nullable State covered; // How the title was when the console was covered, or null if it is not.
    private @Nullable HostPainter painter; // Draws the shell's screen if the last row is ours.
    private String lastRow = "";
    private volatile boolean reserved;
    private boolean alternate; // Whether the console shows a screen of ours meanwhile.

    HostScreen(Console console, Session session, HostKeys keys) {
        this.console = console;
        this.session = session;
        this.keys = keys;
    }

    /** What the host types. */
    public HostKeys keys() {
        return keys;
    }

    /** Shows what the shell printed, and hands it on; the thread that reads the pty. */
    void pass(byte[] bytes, int length, PtyPump.Sink sink) throws InterruptedException {
        lock.lock();
        try {
            if (covered == null && painter == null) {
                write(bytes, length);
            }
            sink.take(bytes, length);
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes, int length) {
        if (!gone) {
            try {
                console.write(bytes, length);
            } catch (IOException e) {
                gone = true; // The host's terminal is gone; SIGHUP says the rest.
            }
        }
    }

    private void say(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        if (bytes.length > 0) {
            write(bytes, bytes.length);
        }
    }

    /**
     * Puts words in front of the program's own title, or none if they are empty; any thread but the session's.
     *
     * @return false if the shell has just printed half of a sequence: then it is to be tried again soon
     * @throws IllegalStateException if the session is over
     */
    public boolean putBeforeTitle(String words) {
        if (isTitleRight(words)) {
            return true;
        }
        session.settled((screen, incomplete) -> true); // So that the console waits for little below.
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            HostTitle.State now = session.settled(HostScreen::titleOf);
            if (now.inSequence() && covered == null) {
                return false;
            }
            say(title.change(words, now));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The program has changed its window's title so often; whether that is news. The session's thread. */
    boolean noteTitle(int changes) {
        boolean news = titleChanges != changes;
        titleChanges = changes;
        return news;
    }

    private boolean isTitleRight(String words) {
        lock.lock();
        try {
            return closed || title.isRight(words, titleChanges);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the console's title is the program's own, and stays so whatever that does; any thread. */
    public boolean hasOwnTitle() {
        lock.lock();
        try {
            return !title.isTouched();
        } finally {
            lock.unlock();
        }
    }

    private static HostTitle.State titleOf(LiveScreen screen, byte[] incomplete) {
        Terminal terminal = screen.terminal();
        boolean rests = terminal.isAtRest() && incomplete.length == 0;
        return new HostTitle.State(terminal.windowTitle(), terminal.savedTitles(), terminal.titleChanges(), !rests);
    }

    /**
     * Covers the console: the shell runs on and its output reaches all but the console, which is for {@link #paint} until
     * {@link #uncover}. Any thread but the session's.
     *
     * @return false if that is not possible any more
     * @throws IllegalStateException if the session is over
     */
    public boolean cover() {
        session.settled((screen, incomplete) -> true);
        lock.lock();
        try {
            if (closed || covered != null) {
                return false;
            }
            covered = session.settled(HostScreen::titleOf);
            if (painter != null) {
                alternate = false;
                write(session.settled((screen, incomplete) -> screen.terminal().plain()));
                say("\033[r\033[?25l");
                return true;
            }
            write(session.settled((screen, incomplete) -> screen.cover()));
            alternate = !session.settled((screen, incomplete) -> screen.coveredAlternate());
            if (alternate) {
                // What stands above the shell's first line goes where it can be scrolled back to: it is not ours to
                // draw again.
                write(session.settled((screen, incomplete) -> screen.terminal().scrollToTop()));
            }
            say(alternate ? "\033[?1049h\033[?25l" : "\033[?25l");
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Width of the console in cells; any thread, as the next one. */
    public int cols() {
        return console.cols();
    }

    /** Height of the console in cells. */
    public int rows() {
        return console.rows();
    }

    /** Writes to the covered console; false if it is not covered any more. Any thread. */
    public boolean paint(byte[] bytes) {
        lock.lock();
        try {
            if (covered != null) {
                write(bytes);
            }
            return covered != null;
        } finally {
            lock.unlock();
        }
    }

    /** Shows the shell again, as if it had never been covered; any thread but the session's, any number of times. */
    public void uncover() {
        lock.lock();
        try {
            HostTitle.State before = covered;
            HostPainter drawn = painter;
            if (before != null && drawn != null) {
                covered = null;
                drawn.forget(drawn.isAlternate());
                say("\033[?25h");
                paint(drawn);
            } else if (before != null) {
                covered = null;
                say("\033[m\033[?25h" + (alternate ? "\033[?1049l" : ""));
                say(title.after(before, session.settled(HostScreen::titleOf)));
                write(session.settled((screen, incomplete) -> {
                    byte[] now = screen.uncover();
                    byte[] all = Arrays.copyOf(now, now.length + incomplete.length);
                    System.arraycopy(incomplete, 0, all, now.length, incomplete.length);
                    return all;
                }));
            }
        } catch (IllegalStateException e) {
            say("\033[H\033[J"); // The session ended by a fault of ours, and nobody knows the screen.
        } finally {
            lock.unlock();
        }
    }

    /** Has the last row of the console kept from the shell, from {@link #beginRow} on; before the session starts. */
    public void reserveRow() {
        reserved = true;
    }

    /** How many of so many rows are the shell's if one is kept from it. */
    public static int rowsLeft(int rows) {
        return rows < ROWS_FOR_ONE ? rows : rows - 1;
    }

    /** Gives the shell the size that it has on the console now; any thread. Each time both are looked at and set by one. */
    public void fit() {
        synchronized (sizing) {
            session.resize(console.cols(), shellRows());
        }
    }

    /** How many rows of the console are the shell's; any thread. */
    public int shellRows() {
        return reserved ? rowsLeft(console.rows()) : console.rows();
    }

    /**
     * Begins to draw the shell's screen instead of passing its output on, and words in the row below. What the console shows
     * until then goes into its scrollback. Any thread but the session's.
     *
     * @param header lines that stand above the screen until it needs their room
     * @throws IllegalStateException if the session is over
     */
    public void beginRow(List<String> header) {
        lock.lock();
        try {
            if (closed || !reserved || painter != null || covered != null) {
                return;
            }
            write(session.settled((screen, incomplete) -> screen.cover()));
            HostPainter drawn = session.settled((screen, incomplete) -> new HostPainter(screen.terminal(), header));
            drawn.forget(session.settled((screen, incomplete) -> screen.coveredAlternate()));
            if (!drawn.isAlternate()) {
                say("\033[" + console.rows() + ";1H" + "\n".repeat(console.rows()));
            }
            painter = drawn;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Draws what has changed since the last time; any thread but the session's.
     *
     * @param row the words below, with their colours, that fit
     * @return how many bytes that took, -1 if nothing is to be drawn any more
     * @throws IllegalStateException if the session is over
     */
    public int paintRow(String row) {
        lock.lock();
        try {
            HostPainter drawn = painter;
            lastRow = row;
            if (drawn == null || closed) {
                return -1;
            }
            return covered == null ? paint(drawn) : 0;
        } finally {
            lock.unlock();
        }
    }

    private int paint(HostPainter drawn) {
        byte[] bytes = session.settled((screen, incomplete) -> drawn.paint(
                screen.terminal(), console.rows() > screen.terminal().rows() ? lastRow : null));
        write(bytes);
        return bytes.length;
    }

    /** Gives the console back to the shell, with all its rows. */
    private void endRow() {
        HostPainter drawn = painter;
        reserved = false;
        if (drawn == null) {
            return;
        }
        painter = null;
        try {
            paint(drawn);
            write(session.settled((screen, incomplete) -> drawn.leave(screen.terminal())));
            write(session.settled((screen, incomplete) -> screen.uncoverSame()));
            fit();
        } catch (IllegalStateException e) {
            say("\033[m\033[r\033[?25h"); // The session ended by a fault of ours.
        }
    }

    /** Leaves the console as if nothing had been shown beside the shell; any thread, any number of times. */
    public void close() {
        try {
            if (!lock.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            uncover();
            endRow();
            if (!closed && title.isTouched()) {
                say(title.change("", lastTitle()));
            }
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private HostTitle.State lastTitle() {
        try {
            return session.settled(HostScreen::titleOf);
        } catch (IllegalStateException e) {
            return title.last(); // The session ended first.
        }
    }
}
