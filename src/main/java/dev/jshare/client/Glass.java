package dev.jshare.client;

import dev.jshare.console.Console;
import dev.jshare.vt.KeyModes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The own terminal while it shows another one: its alternate screen, its modes and its title, all of which are given back at the
 * end, whoever brings that about. Any thread.
 */
final class Glass {
    /** What the end waits for a terminal that takes nothing. */
    private static final long CLOSING_MILLIS = 200;

    private static final String ENTER = "\033[?1049h\033[?7l\033[m\033[2J";
    private static final String LEAVE = "\033[?2026l\033[m\033[2J\033[?7h\033[0 q\033[?25h\033[?1049l";
    private static final String SAVE_TITLE = "\033[22;2t";
    private static final String RESTORE_TITLE = "\033[23;2t";

    private final Console console;
    private final boolean titled;
    private final ReentrantLock lock = new ReentrantLock();
    private KeyModes modes = KeyModes.PLAIN; // Guarded by lock, as is all below.
    private boolean open;
    private boolean gone;

    /** @param titled whether the terminal has a title, and keeps quiet about sequences that it does not know */
    Glass(Console console, boolean titled) {
        this.console = console;
        this.titled = titled;
    }

    void open() {
        lock.lock();
        try {
            console.enterRaw();
            open = true;
            write((titled ? SAVE_TITLE : "") + ENTER);
        } finally {
            lock.unlock();
        }
    }

    /** Shows bytes, unless it is closed. */
    void show(byte[] bytes) {
        lock.lock();
        try {
            if (open && bytes.length > 0) {
                write(bytes);
            }
        } finally {
            lock.unlock();
        }
    }

    /** @param title without control characters */
    void title(String title) {
        if (titled) {
            show(("\033]2;" + title + "\007").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Has the terminal send keys as a program wants them. */
    void modes(KeyModes wanted) {
        lock.lock();
        try {
            if (open && !wanted.equals(modes)) {
                write(change(modes, wanted));
                modes = wanted;
            }
        } finally {
            lock.unlock();
        }
    }

    private static String change(KeyModes from, KeyModes to) {
        StringBuilder out = new StringBuilder();
        if (from.applicationKeypad() != to.applicationKeypad()) {
            out.append(to.applicationKeypad() ? "\033=" : "\033>");
        }
        set(out, 1, from.applicationCursor(), to.applicationCursor());
        set(out, 2004, from.bracketedPaste(), to.bracketedPaste());
        set(out, 1004, from.focus(), to.focus());
        if (from.mouse() != to.mouse()) {
            set(out, from.mouse(), from.mouse() != 0, false);
            set(out, to.mouse(), false, to.mouse() != 0);
            // Always in this form, whatever the program wants: Mouse translates.
            set(out, 1006, from.mouse() != 0, to.mouse() != 0);
        }
        return out.toString();
    }

    private static void set(StringBuilder out, int mode, boolean from, boolean to) {
        if (from != to) {
            out.append("\033[?").append(mode).append(to ? 'h' : 'l');
        }
    }

    /** Gives the terminal back; any number of times. */
    void close() {
        boolean locked = false;
        try {
            locked = lock.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
            if (locked && open) {
                write(change(modes, KeyModes.PLAIN) + LEAVE + (titled ? RESTORE_TITLE : ""));
                open = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            console.restore();
            if (locked) {
                lock.unlock();
            }
        }
    }

    private void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        if (!gone) {
            try {
                console.write(bytes, bytes.length);
            } catch (IOException e) {
                gone = true; // The reader of keys finds out, too.
            }
        }
    }
}
