package dev.jshare.vt;

/**
 * Graphic rendition of the characters to come: colours, flags, underline style, hyperlink, protection.
 *
 * <p>Colours take 26 bits: a mode ({@link #DEFAULT}, {@link #PALETTE16}, {@link #PALETTE256}, {@link #RGB}) above 24 bits
 * of value. The flags sit above them in the same int:
 *
 * <pre>
 *   fg  strike invisible blink underline bold inverse   mode(2) value(24)
 *   bg  -      overline  protected extended dim italic  mode(2) value(24)
 * </pre>
 *
 * <p>Underline style, underline colour and link ("extended") count only while the bit {@link #EXTENDED} is set. DECSC saves
 * the two ints but not what they extend to, so bit and content can disagree: xterm.js does this, and it can be seen.
 */
final class Pen {
    static final int COLOR_MASK = 0x3FFFFFF;
    static final int MODE_MASK = 0x3000000;
    static final int VALUE_MASK = 0xFFFFFF;
    static final int DEFAULT = 0;
    static final int PALETTE16 = 0x1000000;
    static final int PALETTE256 = 0x2000000;
    static final int RGB = 0x3000000;

    static final int INVERSE = 1 << 26;
    static final int BOLD = 1 << 27;
    static final int UNDERLINE = 1 << 28;
    static final int BLINK = 1 << 29;
    static final int INVISIBLE = 1 << 30;
    static final int STRIKE = 1 << 31;

    static final int ITALIC = 1 << 26;
    static final int DIM = 1 << 27;
    static final int EXTENDED = 1 << 28;
    static final int PROTECTED = 1 << 29;
    static final int OVERLINE = 1 << 30;

    int fg;
    int bg;
    /** 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
    int underline;

    int underlineColor;
    /** Index into {@link Links}, 0 for none. */
    int link;

    void reset() {
        set(0, 0, 0, 0, 0);
    }

    void set(Pen other) {
        set(other.fg, other.bg, other.underline, other.underlineColor, other.link);
    }

    void set(int newFg, int newBg, int newUnderline, int newUnderlineColor, int newLink) {
        fg = newFg;
        bg = newBg;
        underline = newUnderline;
        underlineColor = newUnderlineColor;
        link = newLink;
    }

    /** Sets the bit {@link #EXTENDED} by what there is to extend. */
    void updateExtended() {
        if (underline == 0 && link == 0) {
            bg &= ~EXTENDED;
        } else {
            bg |= EXTENDED;
        }
    }

    /** Returns both ints in one, as cells keep them. */
    long attributes() {
        return pack(fg, bg);
    }

    /** Returns the underline style at its place in {@link Row}'s text. */
    int underlineBits() {
        return (bg & EXTENDED) == 0 ? 0 : underline << Row.UNDERLINE_SHIFT;
    }

    /** Returns whether a cell drawn with this pen needs an entry in its row's side tables. */
    boolean isRare() {
        return (bg & EXTENDED) != 0 && (underlineColor | link) != 0;
    }

    /** Returns whether nothing but a background colour is set, as in erased cells. */
    boolean isBackgroundOnly() {
        return fg == 0 && (bg & ~COLOR_MASK) == 0;
    }

    static long pack(int fg, int bg) {
        return (long) fg << 32 | bg & 0xFFFFFFFFL;
    }

    static int fg(long attributes) {
        return (int) (attributes >>> 32);
    }

    static int bg(long attributes) {
        return (int) attributes;
    }

    boolean sameAs(Pen other) {
        return fg == other.fg
                && bg == other.bg
                && underline == other.underline
                && underlineColor == other.underlineColor
                && link == other.link;
    }
}
