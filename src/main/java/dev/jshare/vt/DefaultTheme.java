package dev.jshare.vt;

/** Colours of xterm.js when nobody sets a theme: the Tango palette and xterm's cube and grey ramp. */
final class DefaultTheme {
    private static final int[] ANSI = {
        0x2E3436, 0xCC0000, 0x4E9A06, 0xC4A000, 0x3465A4, 0x75507B, 0x06989A, 0xD3D7CF,
        0x555753, 0xEF2929, 0x8AE234, 0xFCE94F, 0x729FCF, 0xAD7FA8, 0x34E2E2, 0xEEEEEC,
    };
    private static final int[] LEVELS = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};

    private DefaultTheme() {}

    /** Returns 24 bits of red, green and blue for an index of {@link Palette}. */
    static int color(int index) {
        if (index < ANSI.length) {
            return ANSI[index];
        }
        if (index < 232) {
            int i = index - 16;
            return LEVELS[i / 36] << 16 | LEVELS[i / 6 % 6] << 8 | LEVELS[i % 6];
        }
        if (index < Palette.INDEXED) {
            return (8 + (index - 232) * 10) * 0x10101;
        }
        return index == Palette.BACKGROUND ? 0x000000 : 0xFFFFFF;
    }
}
