package dev.jshare.access;

/**
 * Knows what a terminal answers by itself in control sequences. Every viewer's terminal sees the queries in the output, but
 * only one terminal may answer them: the host's. The page already keeps its replies back; this is for viewers which do not.
 *
 * <p>Known replies (xterm ctlseqs): DA1 and DA2, DSR and CPR, DECRQM, XTSMGRAPHICS, window reports, kitty's keyboard flags.
 * All that comes as a DCS, OSC or APC string is a reply, too, since no key sends such.
 */
final class QueryReplies {
    private QueryReplies() {}

    /** Whether the control sequence is one whose parameters begin at {@code start} and whose final byte stands at {@code end}. */
    static boolean isReply(byte[] input, int start, int end) {
        boolean marked = input[start] >= '<' && input[start] <= '?';
        return switch (input[end]) {
            case 'c', 'n' -> true; // DA, DSR: no key sends these.
            case 'y' -> input[end - 1] == '$'; // DECRQM.
            case 't' -> true; // Window reports.
            case 'u', 'S' -> marked; // Kitty keyboard flags, XTSMGRAPHICS; without the mark they are keys.
            case 'R' -> marked || !modifiedF3(input, start, end); // CPR, DECXCPR.
            default -> false;
        };
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

    /** How many numbers stand there, each with digits and one semicolon between them; 0 if anything else does. */
    static int numbers(byte[] input, int start, int end) {
        int numbers = 1;
        boolean digits = false;
        for (int i = start; i < end; i++) {
            if (input[i] == ';' && digits) {
                numbers++;
                digits = false;
            } else if (input[i] >= '0' && input[i] <= '9') {
                digits = true;
            } else {
                return 0;
            }
        }
        return digits ? numbers : 0;
    }
}
