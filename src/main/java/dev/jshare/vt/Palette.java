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

    /** Returns whether another palette has the same colour there, or as little of its own. */
    boolean isSame(int index, Palette other) {
        return colors[index] == other.colors[index];
    }

    /** Takes a colour, or that there is none of its own, from another palette. */
    void copy(int index, Palette other) {
        colors[index] = other.colors[index];
    }

    /** Appends the command that sets a colour in a terminal as it is here, or gives it back its own. */
    void write(int index, ByteBuilder out) {
        boolean changed = isChanged(index);
        out.put("\033]");
        if (index < INDEXED) {
            out.put(changed ? "4;" : "104;");
            out.putNumber(index);
        } else {
            out.putNumber((changed ? 10 : 110) + index - INDEXED);
        }
        if (changed) {
            out.put(";#");
            for (int shift = 20; shift >= 0; shift -= 4) {
                out.put(Character.forDigit(get(index) >> shift & 15, 16));
            }
        }
        out.put("\033\\");
    }
}
