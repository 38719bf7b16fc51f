package dev.jshare.vt;

/**
 * Writes how cells look for a terminal that may be any: always from a plain pen on, and with colons where a terminal that does not
 * know an attribute would take its parameters for others.
 */
final class CanvasPen {
    private static final int[][] FLAGS = {
        {Pen.BOLD, 1, 0},
        {Pen.DIM, 2, 1},
        {Pen.ITALIC, 3, 1},
        {Pen.BLINK, 5, 0},
        {Pen.INVERSE, 7, 0},
        {Pen.INVISIBLE, 8, 0},
        {Pen.STRIKE, 9, 0},
        {Pen.OVERLINE, 53, 1},
    };

    private final ByteBuilder out;
    private final Links links;
    private final Pen now = new Pen();

    CanvasPen(ByteBuilder out, Links links) {
        this.out = out;
        this.links = links;
    }

    /** Takes nothing for granted. */
    void reset() {
        out.put("\033[m");
        now.reset();
    }

    void plain() {
        setLink(0);
        if (now.fg != 0 || now.bg != 0 || now.underline != 0) {
            out.put("\033[m");
        }
        now.reset();
    }

    void set(Pen pen) {
        setLink(pen.link);
        if (now.fg == pen.fg
                && ((now.bg ^ pen.bg) & ~Pen.EXTENDED) == 0
                && now.underline == pen.underline
                && now.underlineColor == pen.underlineColor) {
            return;
        }
        out.put("\033[0");
        for (int[] flag : FLAGS) {
            if (((flag[2] == 0 ? pen.fg : pen.bg) & flag[0]) != 0) {
                param(flag[1]);
            }
        }
        if (pen.underline != 0) {
            param(4);
        }
        color(pen.fg, 30);
        color(pen.bg, 40);
        out.put('m');
        writeUnderlineStyle(pen);
        now.set(pen);
    }

    /** In sequences of their own, which a terminal leaves out whole if it does not know them. */
    private void writeUnderlineStyle(Pen pen) {
        if (pen.underline > 1) {
            out.put("\033[4:");
            out.put('0' + pen.underline);
            out.put('m');
        }
        int value = pen.underlineColor & Pen.VALUE_MASK;
        switch (pen.underlineColor & Pen.MODE_MASK) {
            case Pen.DEFAULT -> {
                // As the text.
            }
            case Pen.RGB -> {
                out.put("\033[58:2::");
                rgb(value, ':');
                out.put('m');
            }
            default -> {
                out.put("\033[58:5:");
                out.putNumber(value);
                out.put('m');
            }
        }
    }

    private void color(int attributes, int base) {
        int value = attributes & Pen.VALUE_MASK;
        switch (attributes & Pen.MODE_MASK) {
            case Pen.DEFAULT -> {
                // As after 0.
            }
            case Pen.PALETTE16 -> param(value < 8 ? base + value : base + 60 + value - 8);
            case Pen.PALETTE256 -> {
                param(base + 8);
                param(5);
                param(value);
            }
            default -> {
                param(base + 8);
                param(2);
                out.put(';');
                rgb(value, ';');
            }
        }
    }

    private void rgb(int value, char separator) {
        out.putNumber(value >> 16);
        out.put(separator);
        out.putNumber(value >> 8 & 0xFF);
        out.put(separator);
        out.putNumber(value & 0xFF);
    }

    private void param(int value) {
        out.put(';');
        out.putNumber(value);
    }

    private void setLink(int link) {
        if (link == now.link) {
            return;
        }
        out.put("\033]8;");
        if (link != 0) {
            Links.Link target = links.get(link);
            if (target.id() != null) {
                out.put("id=");
                out.putNumber(link); // Our own: theirs may be anything.
            }
            out.put(';');
            out.put(target.uri());
        } else {
            out.put(';');
        }
        out.put("\033\\");
        now.link = link;
    }
}
