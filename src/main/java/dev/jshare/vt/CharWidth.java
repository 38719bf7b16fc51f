package dev.jshare.vt;

import java.util.Arrays;

/**
 * Columns a character takes: 0, 1 or 2, as xterm.js has it with its Unicode 11 add-on.
 *
 * <p>Widths are those of single characters; an emoji sequence takes as many columns as its parts.
 */
public final class CharWidth {
    /** Planes 0 and 1 hold nearly all text, so their widths are looked up directly. */
    private static final int DIRECT = 0x20000;

    private static final byte[] WIDTHS = new byte[DIRECT];

    static {
        Arrays.fill(WIDTHS, (byte) 1);
        Arrays.fill(WIDTHS, 0, 0x20, (byte) 0);
        Arrays.fill(WIDTHS, 0x7F, 0xA0, (byte) 0);
        fill(CharWidthTables.ZERO, 0);
        fill(CharWidthTables.WIDE, 2);
    }

    private CharWidth() {}

    private static void fill(int[] ranges, int width) {
        for (int i = 0; i < ranges.length && ranges[i] < DIRECT; i += 2) {
            Arrays.fill(WIDTHS, ranges[i], ranges[i + 1] + 1, (byte) width);
        }
    }

    /** The columns of one character. */
    public static int of(int codePoint) {
        if (codePoint < DIRECT) {
            return WIDTHS[codePoint];
        }
        return contains(CharWidthTables.ZERO, codePoint) ? 0 : contains(CharWidthTables.WIDE, codePoint) ? 2 : 1;
    }

    private static boolean contains(int[] ranges, int codePoint) {
        for (int i = ranges.length - 2; i >= 0 && ranges[i + 1] >= DIRECT; i -= 2) {
            if (codePoint >= ranges[i] && codePoint <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
