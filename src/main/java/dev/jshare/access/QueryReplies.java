package dev.jshare.access;

import java.util.Arrays;

/**
 * Removes what a terminal answers by itself from what a viewer types. Every viewer's terminal sees the queries in the
 * output, but only one terminal may answer them: the host's. The page already keeps its replies back; this is for viewers
 * which do not.
 *
 * <p>Known replies (xterm ctlseqs): DA1–DA3, DSR and CPR, DECRQM, DECRQSS, XTGETTCAP, XTVERSION, XTSMGRAPHICS,
 * window reports, OSC reports. A reply comes in one message, so nothing is held back between messages: a lone ESC stays the Escape key.
 */
public final class QueryReplies {
    private static final int ESC = 0x1b;

    private QueryReplies() {}

    /** Whether so many first bytes are replies and nothing else. */
    public static boolean only(byte[] input, int length) {
        if (length == 0 || input[0] != ESC) {
            return false;
        }
        byte[] part = Arrays.copyOf(input, length);
        for (int i = 0; i < length; ) {
            i = part[i] == ESC ? replyEnd(part, i) : -1;
            if (i < 0) {
                return false;
            }
        }
        return true;
    }

    /** The input without complete replies; the same array if there were none. */
    public static byte[] strip(byte[] input) {
        int kept = 0;
        byte[] out = input;
        for (int i = 0; i < input.length; ) {
            int end = input[i] == ESC ? replyEnd(input, i) : -1;
            if (end < 0) {
                out[kept++] = input[i++];
            } else {
                if (out == input) {
                    out = input.clone();
                }
                i = end;
            }
        }
        return kept == input.length ? input : Arrays.copyOf(out, kept);
    }

    /** Where the reply that starts at {@code i} ends, or -1 if it is no reply. */
    private static int replyEnd(byte[] input, int i) {
        if (i + 1 >= input.length) {
            return -1;
        }
        return switch (input[i + 1]) {
            case '[' -> csiEnd(input, i + 2);
            case 'P', ']' -> stringEnd(input, i + 2);
            default -> -1;
        };
    }

    private static int csiEnd(byte[] input, int start) {
        int i = start;
        while (i < input.length && input[i] >= 0x20 && input[i] < 0x40) {
            i++;
        }
        if (i == start || i == input.length) {
            return -1;
        }
        boolean marked = input[start] >= '<' && input[start] <= '?';
        boolean reply = switch (input[i]) {
            case 'c', 'n' -> true; // DA, DSR: no key sends these.
            case 'y' -> input[i - 1] == '$'; // DECRQM.
            case 't' -> true; // Window reports.
            case 'u', 'S' -> marked; // Kitty keyboard flags, XTSMGRAPHICS; without the mark they are keys.
            case 'R' -> marked || !modifiedF3(input, start, i); // CPR, DECXCPR.
            default -> false;
        };
        return reply ? i + 1 : -1;
    }

    /** {@code CSI 1 ; m R} with a modifier m of 2 to 16 is F3 with Shift, Alt, Ctrl or Meta; CPR looks the same there. */
    private static boolean modifiedF3(byte[] input, int start, int end) {
        if (input[start] != '1' || end - start < 3 || end - start > 4 || input[start + 1] != ';') {
            return false;
        }
        int modifier = 0;
        for (int i = start + 2; i < end; i++) {
            modifier = modifier * 10 + input[i] - '0';
        }
        return modifier >= 2 && modifier <= 16;
    }

    /**
     * DCS and OSC never come from a key; they end with BEL or ST. Any other sequence cuts them off, so that no byte is
     * looked at twice, however many of them begin.
     */
    private static int stringEnd(byte[] input, int start) {
        for (int i = start; i < input.length; i++) {
            if (input[i] == 0x07) {
                return i + 1;
            } else if (input[i] == ESC) {
                return i + 1 < input.length && input[i + 1] == '\\' ? i + 2 : -1;
            }
        }
        return -1;
    }
}
