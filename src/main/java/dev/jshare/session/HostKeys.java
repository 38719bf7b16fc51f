package dev.jshare.session;

import dev.jshare.console.Key;
import dev.jshare.console.PasteWatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what the host types: to the shell, or from the prefix key on to the panel, until that has closed. The prefix pressed
 * twice goes to the shell once. A prefix within a bracketed paste, or behind an ESC (the Meta key), is none. The thread
 * {@code jshare-console}, unless a method says else.
 */
public final class HostKeys {
    /** Takes the keys once the prefix was pressed; called on the thread that reads them, so it returns at once. */
    public interface Panel {
        /** The prefix was pressed. */
        void open(byte[] prefix);

        /** Keys that follow. */
        void press(byte[] keys);

        /** Takes back what was pressed and has not been looked at: none is lost between the panel and the shell. */
        List<byte[]> unread();
    }

    /** The way to the shell. */
    interface Shell {
        void type(byte[] bytes, int length) throws IOException;
    }

    /**
     * What opens what.
     *
     * @param prefix the byte of a control key
     */
    private record Opening(int prefix, Panel panel) {
        /** How many bytes from here on are the prefix: as a negative number if it is let go; 0 if they are another key. */
        int lengthAt(byte[] bytes, int at, int end) {
            if (at >= end || bytes[at] != prefix && bytes[at] != Key.ESCAPE) {
                return 0; // As most bytes.
            }
            Key key = Key.read(bytes, at, end);
            if (key == null || key.code() != prefix) {
                return 0;
            }
            return key.released() ? -key.length() : key.length();
        }
    }

    private final Shell shell;
    private final PasteWatch paste = new PasteWatch();
    private volatile @Nullable Opening opening;
    private final Object handover = new Object();
    private volatile boolean open; // Ends under handover.

    HostKeys(Shell shell) {
        this.shell = shell;
    }

    /** Has a control key, given as its byte, open this panel from now on; any thread. */
    public void listen(int prefix, Panel panel) {
        opening = new Opening(prefix, panel);
    }

    /** Has all keys go to the shell from now on; any thread. */
    public void listenNoMore() {
        opening = null;
        open = false;
    }

    /** The panel is closed; what is typed goes to the shell again, and so does what came too late for it. Any thread. */
    public void close() throws IOException {
        synchronized (handover) {
            Opening known = opening;
            if (open && known != null) {
                for (byte[] keys : known.panel.unread()) {
                    type(keys);
                }
            }
            open = false;
        }
    }

    /** Types something for the panel; any thread. */
    public void type(byte[] bytes) throws IOException {
        shell.type(bytes, bytes.length);
    }

    /** How many of these keys' bytes are the prefix, 0 if they do not begin with it; any thread. */
    public int prefixLength(byte[] keys) {
        Opening known = opening;
        return known == null ? 0 : Math.max(0, known.lengthAt(keys, 0, keys.length));
    }

    /** Takes what was read from the console; the bytes are the reader's again once it returns. */
    void take(byte[] bytes, int length) throws IOException {
        Opening known = opening;
        if (known == null) {
            shell.type(bytes, length);
        } else if (!open || !pressed(bytes, length, known)) {
            sort(bytes, length, known);
        }
    }

    private boolean pressed(byte[] bytes, int length, Opening known) {
        synchronized (handover) {
            if (open) {
                known.panel.press(Arrays.copyOf(bytes, length));
            }
            return open;
        }
    }

    private void sort(byte[] bytes, int length, Opening known) throws IOException {
        int from = 0;
        for (int i = 0; i < length; ) {
            int pressed = prefixAt(bytes, i, length, known);
            if (pressed == 0) {
                paste.see(bytes[i++]);
                continue;
            }
            type(bytes, from, i);
            from = i + Math.abs(pressed);
            int again = prefixAt(bytes, from, length, known);
            if (pressed > 0 && again <= 0) {
                open = true;
                known.panel.open(Arrays.copyOfRange(bytes, i, from));
                if (from < length) {
                    known.panel.press(Arrays.copyOfRange(bytes, from, length));
                }
                return;
            }
            i = pressed > 0 ? from + again : from;
        }
        type(bytes, from, length);
    }

    private int prefixAt(byte[] bytes, int at, int length, Opening known) {
        boolean text = paste.isOpen() || at > 0 && bytes[at - 1] == Key.ESCAPE;
        return text ? 0 : known.lengthAt(bytes, at, length);
    }

    private void type(byte[] bytes, int from, int to) throws IOException {
        if (from == 0 && to > 0) {
            shell.type(bytes, to);
        } else if (to > from) {
            shell.type(Arrays.copyOfRange(bytes, from, to), to - from);
        }
    }
}
