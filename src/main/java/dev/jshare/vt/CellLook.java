package dev.jshare.vt;

import java.util.BitSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Simplifies what cells look like to what any terminal can be told: colours that a program has changed become fixed ones,
 * links are those that are safe to open, and nothing is left that cannot be seen.
 */
final class CellLook {
    private static final Pattern SAFE_LINK = Pattern.compile("(?:https?://|mailto:)[!-~]{1,2000}");

    private final Links links;
    private final boolean trueColour;
    private final Consumer<BitSet> markUsed;
    private @Nullable Emulator emulator;
    private int lastLink;
    private int lastResult;

    /**
     * @param links takes the links of the cells
     * @param markUsed adds the numbers of those that cells still have
     */
    CellLook(Links links, boolean trueColour, Consumer<BitSet> markUsed) {
        this.markUsed = markUsed;
        this.links = links;
        this.trueColour = trueColour;
    }

    /** Says whose cells come next. */
    void take(Emulator source) {
        emulator = source;
        lastLink = 0;
        lastResult = 0;
    }

    void apply(Pen pen) {
        boolean extended = (pen.bg & Pen.EXTENDED) != 0;
        boolean underlined = (pen.fg & Pen.UNDERLINE) != 0;
        pen.underline = !underlined ? 0 : extended ? Math.max(1, pen.underline) : 1;
        pen.underlineColor = pen.underline == 0 ? 0 : color(pen.underlineColor, -1);
        pen.link = extended && pen.link != 0 ? link(pen.link) : 0;
        pen.fg = pen.fg & ~Pen.COLOR_MASK | color(pen.fg, Palette.FOREGROUND);
        pen.bg = pen.bg & ~(Pen.COLOR_MASK | Pen.PROTECTED) | color(pen.bg, Palette.BACKGROUND);
        pen.updateExtended();
    }

    private int link(int number) {
        if (number != lastLink && emulator != null) {
            Links.Link link = emulator.links.get(number);
            lastLink = number;
            boolean safe = SAFE_LINK.matcher(link.uri()).matches();
            lastResult = safe ? links.number(link.id(), link.uri(), markUsed) : 0;
        }
        return lastResult;
    }

    /** @param unset what stands in the palette for the default colour, or -1 */
    private int color(int attributes, int unset) {
        int color = attributes & Pen.COLOR_MASK;
        int mode = color & Pen.MODE_MASK;
        int value = color & Pen.VALUE_MASK;
        int index = mode == Pen.DEFAULT ? unset : mode == Pen.RGB ? -1 : value & 0xFF;
        if (index >= 0 && emulator != null && emulator.palette.isChanged(index)) {
            color = Pen.RGB | emulator.palette.get(index);
        }
        return trueColour || (color & Pen.MODE_MASK) != Pen.RGB ? color : Pen.PALETTE256 | nearest(color);
    }

    /** The nearest of xterm's 256 colours, but for the first 16, which themes change: a cube of 6 levels, and 24 greys. */
    private static int nearest(int rgb) {
        int r = rgb >> 16 & 0xFF;
        int g = rgb >> 8 & 0xFF;
        int b = rgb & 0xFF;
        int cube = 16 + 36 * level(r) + 6 * level(g) + level(b);
        int grey = Math.max(0, Math.min(23, ((r + g + b) / 3 - 3) / 10));
        int shade = 8 + 10 * grey;
        int far = distance(r, value(level(r))) + distance(g, value(level(g))) + distance(b, value(level(b)));
        return distance(r, shade) + distance(g, shade) + distance(b, shade) < far ? 232 + grey : cube;
    }

    private static int level(int component) {
        return component < 48 ? 0 : component < 115 ? 1 : (component - 35) / 40;
    }

    private static int value(int level) {
        return level == 0 ? 0 : 55 + 40 * level;
    }

    private static int distance(int a, int b) {
        return (a - b) * (a - b);
    }

    /** Whether a character turns the direction of writing, and with it the order of cells, in terminals that can. */
    static boolean isBidi(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
    }
}
