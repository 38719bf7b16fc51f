package dev.jshare.client;

import dev.jshare.console.Key;
import dev.jshare.console.PasteWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;

/**
 * Sorts what is pressed on the own terminal: to the shell, or to us from the prefix key on. A prefix within a bracketed paste is
 * text; pressed twice it goes to the shell once.
 */
final class KeySorter {
    /** Takes what was sorted. */
    interface Keys {
        /** Whether keys go to the shell now; else all are commands. */
        boolean typing();

        /** For the shell; one message, so that the mark that ends a paste stands at an end. False if it is not taken. */
        boolean type(byte[] bytes);

        /** The mouse, over the own terminal. */
        void mouse(Matcher report);

        /** A key behind the prefix, by its number in {@link Key}. */
        void command(int key);

        /** A key without the prefix, while nothing is typed; likewise. */
        void idle(int key);
    }

    private static final byte[] PASTED = PasteWatch.end();
    private static final byte[] REPORT = Mouse.START.getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_REPORT = 24;

    private final int prefix;
    private final Keys keys;
    private final PasteWatch paste = new PasteWatch();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private byte[] rest = {};
    private boolean prefixed;
    private boolean lost; // A part of the paste that is open.

    /** @param prefix the byte of a control key */
    KeySorter(int prefix, Keys keys) {
        this.prefix = prefix;
        this.keys = keys;
    }

    void take(byte[] read) {
        byte[] bytes = rest.length == 0 ? read : Arrays.copyOf(rest, rest.length + read.length);
        System.arraycopy(read, 0, bytes, bytes.length - read.length, read.length);
        rest = new byte[0];
        int at = 0;
        while (at < bytes.length) {
            int length = prefixed
                    ? command(bytes, at)
                    : keys.typing() || paste.isOpen() ? typing(bytes, at) : idle(bytes, at);
            if (length == 0) {
                rest = Arrays.copyOfRange(bytes, at, bytes.length);
                break;
            }
            at += length;
        }
        send();
    }

    /** What was typed so far may not have arrived: the rest of an open paste would be keys without its beginning. */
    void lose() {
        lost = paste.isOpen();
    }

    private void send() {
        if (typed.size() > 0 && !lost && !keys.type(typed.toByteArray())) {
            lose();
        }
        typed.reset();
        lost &= paste.isOpen();
    }

    private int command(byte[] bytes, int at) {
        if (bytes[at] == prefix) {
            prefixed = false;
            if (keys.typing()) {
                typed.write(prefix);
            }
            return 1;
        }
        Key key = Key.read(bytes, at, bytes.length);
        if (key == null) {
            return 0;
        }
        if (!key.released()) {
            prefixed = false;
            send();
            keys.command(key.code());
        }
        return key.length();
    }

    private int idle(byte[] bytes, int at) {
        if (bytes[at] == prefix) {
            prefixed = true;
            return 1;
        }
        Key key = Key.read(bytes, at, bytes.length);
        if (key == null) {
            return 0;
        }
        if (!key.released()) {
            keys.idle(key.code());
        }
        return key.length();
    }

    private int typing(byte[] bytes, int at) {
        boolean pasting = paste.isOpen();
        if (bytes[at] == prefix && !pasting) {
            prefixed = true;
            return 1;
        } else if (bytes[at] == Key.ESCAPE && !pasting && startsWith(bytes, at, REPORT)) {
            return mouse(bytes, at);
        } else if (pasting && isCutEnd(bytes, at)) {
            return 0;
        }
        write(bytes[at]);
        if (pasting && !paste.isOpen()) {
            send();
        }
        return 1;
    }

    private void write(byte next) {
        typed.write(next);
        paste.see(next);
    }

    /** Whether all that is left is a part of the mark that ends a paste, which has to stand in one message. */
    private static boolean isCutEnd(byte[] bytes, int at) {
        int left = bytes.length - at;
        return left < PASTED.length && Arrays.equals(bytes, at, bytes.length, PASTED, 0, left);
    }

    private int mouse(byte[] bytes, int at) {
        int end = Math.min(bytes.length, at + LONGEST_REPORT);
        Matcher report = Mouse.REPORT.matcher(new String(bytes, at, end - at, StandardCharsets.ISO_8859_1));
        if (report.lookingAt()) {
            send();
            keys.mouse(report);
            return report.end();
        }
        if (report.hitEnd() && end == bytes.length) {
            return 0;
        }
        write(bytes[at]);
        return 1;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        return bytes.length - at >= wanted.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
