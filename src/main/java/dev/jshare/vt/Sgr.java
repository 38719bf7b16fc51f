package dev.jshare.vt;

import java.util.Arrays;

/**
 * Select graphic rendition (ECMA-48 8.3.117, xterm ctlseqs "CSI Pm m").
 *
 * <p>Deviations: 21 is a double underline, 6 is ignored; 59 makes the underline white instead of the colour of the text,
 * as xterm.js does.
 */
final class Sgr {
    private static final int WHITE = Pen.RGB | 0xFFFFFF;

    /** Target, mode, colour space and up to three values of a colour being read. */
    private final int[] slots = new int[6];

    void apply(Params params, Pen pen) {
        for (int i = 0; i < params.count(); i++) {
            int p = params.get(i);
            if (p == 38 || p == 48 || p == 58) {
                i += color(params, i, pen);
            } else if (p >= 30 && p <= 49) {
                basicColor(p, pen);
            } else if (p >= 90 && p <= 97) {
                pen.fg = recolor(pen.fg, Pen.PALETTE16 | p - 90 + 8);
            } else if (p >= 100 && p <= 107) {
                pen.bg = recolor(pen.bg, Pen.PALETTE16 | p - 100 + 8);
            } else if (p < 30) {
                flag(params, i, p, pen);
            } else {
                extended(p, pen);
            }
        }
    }

    private static void basicColor(int p, Pen pen) {
        if (p <= 37) {
            pen.fg = recolor(pen.fg, Pen.PALETTE16 | p - 30);
        } else if (p == 39) {
            pen.fg = recolor(pen.fg, Pen.DEFAULT);
        } else if (p == 49) {
            pen.bg = recolor(pen.bg, Pen.DEFAULT);
        } else {
            pen.bg = recolor(pen.bg, Pen.PALETTE16 | p - 40);
        }
    }

    private static int recolor(int value, int color) {
        return value & ~Pen.COLOR_MASK | color;
    }

    private static void flag(Params params, int i, int p, Pen pen) {
        switch (p) {
            case 0 -> reset(pen);
            case 1 -> pen.fg |= Pen.BOLD;
            case 2 -> pen.bg |= Pen.DIM;
            case 3 -> pen.bg |= Pen.ITALIC;
            case 4 -> underline(params.subCount(i) > 0 ? params.sub(i, 0) : 1, pen);
            case 5 -> pen.fg |= Pen.BLINK;
            case 7 -> pen.fg |= Pen.INVERSE;
            case 8 -> pen.fg |= Pen.INVISIBLE;
            case 9 -> pen.fg |= Pen.STRIKE;
            case 21 -> underline(2, pen);
            case 22 -> {
                pen.fg &= ~Pen.BOLD;
                pen.bg &= ~Pen.DIM;
            }
            case 23 -> pen.bg &= ~Pen.ITALIC;
            case 24 -> underline(0, pen);
            case 25 -> pen.fg &= ~Pen.BLINK;
            case 27 -> pen.fg &= ~Pen.INVERSE;
            case 28 -> pen.fg &= ~Pen.INVISIBLE;
            case 29 -> pen.fg &= ~Pen.STRIKE;
            default -> {
                // Not supported by the reference.
            }
        }
    }

    private static void extended(int p, Pen pen) {
        switch (p) {
            case 53 -> pen.bg |= Pen.OVERLINE;
            case 55 -> pen.bg &= ~Pen.OVERLINE;
            case 59 -> {
                pen.underlineColor = WHITE;
                pen.updateExtended();
            }
            default -> {
                // Not supported by the reference.
            }
        }
    }

    /** Resets all but the hyperlink. Protection (DECSCA) is one of the flags and ends too. */
    private static void reset(Pen pen) {
        pen.set(0, 0, 0, 0, pen.link);
        pen.updateExtended();
    }

    private static void underline(int style, Pen pen) {
        pen.underline = style < 0 || style > 5 ? 1 : style;
        pen.fg = pen.underline == 0 ? pen.fg & ~Pen.UNDERLINE : pen.fg | Pen.UNDERLINE;
        pen.updateExtended();
    }

    /**
     * Applies 38, 48 or 58 in any of its forms ({@code 38;5;n}, {@code 38;2;r;g;b}, {@code 38:2::r:g:b}, mixtures).
     *
     * @return how many further parameters belong to it
     */
    private int color(Params params, int at, Pen pen) {
        int taken = readColor(params, at);
        int color = slots[3] & 0xFF;
        if (slots[1] == 2) {
            color = Pen.RGB | color << 16 | (slots[4] & 0xFF) << 8 | slots[5] & 0xFF;
        } else if (slots[1] == 5) {
            color |= Pen.PALETTE256;
        } else {
            return taken;
        }
        switch (slots[0]) {
            case 38 -> pen.fg = recolor(pen.fg, color);
            case 48 -> pen.bg = recolor(pen.bg, color);
            default -> pen.underlineColor = color;
        }
        return taken;
    }

    /** Fills {@link #slots} with target, mode, colour space and three values; xterm.js's alignment of the forms. */
    private int readColor(Params params, int at) {
        Arrays.fill(slots, 0);
        int shift = 0;
        int taken = 0;
        do {
            slots[taken + shift] = params.get(at + taken);
            int subs = params.subCount(at + taken);
            if (subs > 0) {
                for (int i = 0; i < subs && (i == 0 || taken + i + 1 + shift < slots.length); i++) {
                    if (slots[1] == 5) {
                        shift = 1;
                    }
                    if (taken + i + 1 + shift < slots.length) {
                        slots[taken + i + 1 + shift] = params.sub(at + taken, i);
                    }
                }
                break;
            }
            if (slots[1] == 5 && taken + shift >= 2 || slots[1] == 2 && taken + shift >= 5) {
                break;
            }
            if (slots[1] != 0) {
                shift = 1;
            }
            taken++;
        } while (at + taken < params.count() && taken + shift < slots.length);
        for (int i = 2; i < slots.length; i++) {
            slots[i] = Math.max(slots[i], 0);
        }
        return taken;
    }
}
