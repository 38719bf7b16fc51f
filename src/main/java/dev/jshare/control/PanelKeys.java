package dev.jshare.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the keys of the panel: printable ASCII as it is, a few others by the numbers below. Also in the forms of kitty's
 * keyboard protocol, since the program in the shell may have switched it on. All else is nothing.
 */
final class PanelKeys {
    static final int UP = -1;
    static final int DOWN = -2;
    static final int ESCAPE = -3;
    static final int ENTER = -4;

    private static final int ESC = 0x1B;
    private static final int RELEASED = 3;

    private PanelKeys() {}

    /** Whether the bytes end where a longer key may go on. */
    static boolean isCut(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == ESC && end(bytes, at) < 0) {
                return true;
            }
        }
        return false;
    }

    static List<Integer> read(byte[] bytes) {
        List<Integer> keys = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int b = bytes[at];
            if (b == ESC) {
                int end = end(bytes, at);
                add(keys, end < 0 ? (bytes.length - at == 1 ? ESCAPE : 0) : sequence(bytes, at, end));
                at = end < 0 ? bytes.length : end;
            } else {
                add(keys, plain(b));
                at++;
            }
        }
        return keys;
    }

    private static void add(List<Integer> keys, int key) {
        if (key != 0) {
            keys.add(key);
        }
    }

    private static int plain(int b) {
        if (b == '\r' || b == '\n') {
            return ENTER;
        }
        return b == '\t' ? DOWN : b >= ' ' && b < 0x7F ? b : 0;
    }

    /** Where the sequence ends that begins with the ESC here, or -1 if that is not there. */
    private static int end(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return -1;
        }
        if (bytes[at + 1] == ESC) {
            return at + 1;
        }
        if (bytes[at + 1] == 'O') {
            return at + 2 < bytes.length ? at + 3 : -1;
        }
        if (bytes[at + 1] != '[') {
            return at + 2;
        }
        for (int i = at + 2; i < bytes.length; i++) {
            if (bytes[i] >= 0x40 && bytes[i] < 0x7F) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int sequence(byte[] bytes, int at, int end) {
        if (end == at + 1) {
            return ESCAPE;
        }
        boolean cursor = bytes[at + 1] == '[' || bytes[at + 1] == 'O';
        return switch (bytes[end - 1]) {
            case 'A' -> cursor ? UP : 0;
            case 'B' -> cursor ? DOWN : 0;
            case 'Z' -> cursor ? UP : 0;
            case 'u' -> bytes[at + 1] == '[' ? unicode(new String(bytes, at + 2, end - at - 3, ISO_8859_1)) : 0;
            default -> 0;
        };
    }

    /** {@code code:others;modifiers:event;text} of kitty's protocol, where all but the first may be missing. */
    private static int unicode(String text) {
        String[] parts = text.split(";", -1);
        String[] modifiers = parts.length > 1 ? parts[1].split(":", -1) : new String[] {""};
        if (modifiers.length > 1 && modifiers[1].equals(String.valueOf(RELEASED))) {
            return 0;
        }
        try {
            int code = Integer.parseInt(parts[0].split(":", -1)[0]);
            return code == ESC ? ESCAPE : plain(code);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
