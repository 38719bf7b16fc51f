package dev.jshare.vt;

import java.util.Arrays;

/** Colours changed by OSC 4, 10, 11 and 12; those of the viewer's theme are not known here. */
final class Palette {
    static final int FOREGROUND = 256;
    static final int BACKGROUND = 257;
    static final int CURSOR = 258;
    static final int INDEXED = 256;
    static final int SIZE = 259;

    private static final int UNCHANGED = -1;

    private final int[] colors = new int[SIZE];

    Palette() {
        Arrays.fill(colors, UNCHANGED);
    }

    void set(int index, int rgb) {
        colors[index] = rgb;
    }

    void restore(int index) {
        colors[index] = UNCHANGED;
    }

    /** Restores the indexed colours, but not foreground, background and cursor (OSC 104). */
    void restoreIndexed() {
        Arrays.fill(colors, 0, INDEXED, UNCHANGED);
    }

    boolean isChanged(int index) {
        return colors[index] != UNCHANGED;
    }

    /** Returns the colour now in force, xterm.js's default theme where it was not changed. */
    int get(int index) {
        return isChanged(index) ? colors[index] : DefaultTheme.color(index);
    }
}
