package dev.jshare.vt;

/** Writes the sequences that bring a viewer's pen from one state to another, as short as they go. */
final class PenWriter {
    /** Flags that SGR turns on and off one by one: bit, code for on, code for off. Those of bg have the last column 1. */
    private static final int[][] FLAGS = {
        {Pen.BOLD, 1, 22, 0},
        {Pen.DIM, 2, 22, 1},
        {Pen.ITALIC, 3, 23, 1},
        {Pen.BLINK, 5, 25, 0},
        {Pen.INVERSE, 7, 27, 0},
        {Pen.INVISIBLE, 8, 28, 0},
        {Pen.STRIKE, 9, 29, 0},
        {Pen.OVERLINE, 53, 55, 1},
    };

    private static final int FG_FLAGS = Pen.BOLD | Pen.BLINK | Pen.INVERSE | Pen.INVISIBLE | Pen.STRIKE;
    private static final int BG_FLAGS = Pen.DIM | Pen.ITALIC | Pen.OVERLINE;
    private static final int UNKNOWN_LINK = -1;

    private final ByteBuilder out;
    private final Links links;
    private final Pen now = new Pen();
    private final Pen wanted = new Pen();
    private boolean open;
    private boolean savedCursorUsed;
    private boolean onNormal;
    private boolean mayNotSave;

    PenWriter(ByteBuilder out, Links links) {
        this.out = out;
        this.links = links;
    }

    /** Has every pen set without the saved cursor, if need be only so that it looks the same. */
    void neverSave() {
        mayNotSave = true;
    }

    /** Says which screen the viewer shows now. */
    void setOnNormal(boolean normal) {
        onNormal = normal;
    }

    /** Returns the background colour the viewer erases and scrolls with. */
    int background() {
        return now.bg & Pen.COLOR_MASK;
    }

    /** Returns whether the saved cursor of the alternate screen was overwritten on the way to a pen; forgets that. */
    boolean takeSavedCursorUsed() {
        boolean used = savedCursorUsed;
        savedCursorUsed = false;
        return used;
    }

    /** The viewer has restored its saved cursor, and with it colours and flags. */
    void restored(int fg, int bg) {
        now.fg = fg;
        now.bg = bg;
    }

    /** Sets what erasing needs, and nothing else. */
    void setBackground(int color) {
        if (background() != color) {
            color(color, 40);
            close();
            now.bg = now.bg & ~Pen.COLOR_MASK | color;
        }
    }

    /** Sets everything but bits that nobody can see on a cell. */
    void setVisible(Pen pen, boolean canSave) {
        makeVisible(pen);
        if ((!canSave || mayNotSave) && !isConsistent(wanted)) {
            wanted.underline = (wanted.fg & Pen.UNDERLINE) == 0 ? 0 : Math.max(1, wanted.underline);
            wanted.updateExtended();
        }
        set(wanted, canSave);
    }

    /** Puts into {@link #wanted} a pen that looks the same and is simpler. */
    private void makeVisible(Pen pen) {
        wanted.set(pen);
        if ((wanted.bg & Pen.EXTENDED) == 0) {
            wanted.set(wanted.fg, wanted.bg, 0, 0, 0);
            int color = wanted.fg & Pen.COLOR_MASK;
            if ((wanted.fg & Pen.UNDERLINE) != 0 && (color & Pen.MODE_MASK) != Pen.PALETTE16) {
                wanted.underline = 1;
                wanted.underlineColor = color;
                wanted.updateExtended();
            }
        } else if (wanted.link != 0) {
            wanted.underline = (wanted.fg & Pen.UNDERLINE) == 0 ? 0 : Math.max(1, wanted.underline);
        } else if (wanted.underline == 0 && (wanted.fg & Pen.UNDERLINE) == 0) {
            wanted.updateExtended();
        }
        if (wanted.underline == 0) {
            wanted.underlineColor = 0;
        }
    }

    /** Returns whether a cell's pen can be set without a saved cursor. */
    boolean isSimple(Pen pen) {
        makeVisible(pen);
        return isConsistent(wanted);
    }

    /** Sets the whole pen, hidden bits included; for some this needs the viewer's saved cursor. */
    void set(Pen pen, boolean canSave) {
        if (now.sameAs(pen)) {
            return;
        }
        if (isConsistent(pen)) {
            setConsistent(pen);
        } else if (canSave) {
            setInconsistent(pen);
        } else {
            setVisible(pen, false);
        }
    }

    /** Returns whether {@link #setOverSaved} can reach a pen. */
    static boolean isReachableOverSaved(Pen pen, int savedFg, int savedBg) {
        boolean extended = (pen.bg & Pen.EXTENDED) != 0;
        return ((pen.fg ^ savedFg) & Pen.UNDERLINE) == 0
                && (((pen.bg ^ savedBg) & Pen.EXTENDED) == 0 || extended == (pen.underline != 0 || pen.link != 0));
    }

    /** Returns whether flags and extension agree, as they do until DECRC separates them. */
    static boolean isConsistent(Pen pen) {
        boolean underlined = (pen.fg & Pen.UNDERLINE) != 0;
        boolean extended = (pen.bg & Pen.EXTENDED) != 0;
        return underlined == (pen.underline != 0) && extended == (pen.underline != 0 || pen.link != 0);
    }

    private void setConsistent(Pen pen) {
        setLink(pen.link);
        boolean turnsOff = (now.fg & ~pen.fg & (FG_FLAGS | Pen.UNDERLINE)) != 0
                || (now.bg & ~pen.bg & (BG_FLAGS | Pen.PROTECTED)) != 0
                || now.underline != 0 && pen.underline == 0
                || now.underlineColor != pen.underlineColor && pen.underlineColor == 0;
        if (turnsOff || !isConsistent(now)) {
            param(0);
            now.set(0, 0, 0, 0, pen.link);
            now.updateExtended();
        }
        writeFlags(pen);
        writeUnderline(pen);
        writeColors(pen);
        close();
        writeProtection(pen);
        now.set(pen);
    }

    /**
     * Reaches a pen whose flags and extension disagree, as the program did: by restoring saved flags over another
     * extension. This is done on the alternate screen, whose saved cursor can be put right last; the cursor goes there and
     * back without moving.
     */
    private void setInconsistent(Pen pen) {
        boolean underlined = (pen.fg & Pen.UNDERLINE) != 0;
        boolean extended = (pen.bg & Pen.EXTENDED) != 0;
        if (onNormal) {
            out.put("\033[?47h");
        }
        Pen flags = new Pen();
        flags.set(pen.fg, pen.bg | Pen.EXTENDED, underlined ? 1 : 0, pen.underlineColor, 0);
        if (!underlined) {
            openAnyLink();
            flags.link = UNKNOWN_LINK;
        }
        setConsistent(flags);
        out.put("\0337");
        savedCursorUsed = true;
        if (!underlined) {
            setLink(0);
        }
        if (pen.underline == 0) {
            param(24);
        } else {
            underline(pen.underline);
        }
        close();
        if (extended) {
            now.link = UNKNOWN_LINK;
            setLink(pen.link);
        }
        out.put("\0338");
        if (!extended) {
            // Closing a link, even if none is open, drops the bit where there is nothing to extend.
            now.link = UNKNOWN_LINK;
            setLink(0);
        }
        if (onNormal) {
            out.put("\033[?47l");
        }
        now.set(pen);
    }

    /**
     * Sets a pen whose flags came from the viewer's saved cursor: writes the extension, lets {@code restore} bring the
     * flags back, then changes what else differs.
     */
    void setOverSaved(Pen pen, int savedFg, int savedBg) {
        Pen extension = new Pen();
        extension.set(0, 0, pen.underline, pen.underlineColor, pen.link);
        if (pen.underline != 0) {
            extension.fg |= Pen.UNDERLINE;
        }
        extension.updateExtended();
        setConsistent(extension);
        out.put("\0338");
        restored(savedFg, savedBg);
        if (((now.bg ^ pen.bg) & Pen.EXTENDED) != 0) {
            // Setting the link again, or none, brings the bit into agreement.
            now.link = UNKNOWN_LINK;
            setLink(pen.link);
        }
        changeFlags(pen);
        writeColors(pen);
        close();
        writeProtection(pen);
        now.set(pen);
    }

    private void changeFlags(Pen pen) {
        for (int[] flag : FLAGS) {
            if (isOn(now, flag) && !isOn(pen, flag)) {
                param(flag[2]);
                now.fg &= flag[3] == 0 ? ~flag[0] : -1;
                now.bg &= flag[3] == 1 ? ~flag[0] : -1;
                if (flag[2] == 22) {
                    now.fg &= ~Pen.BOLD;
                    now.bg &= ~Pen.DIM;
                }
            }
        }
        writeFlags(pen);
    }

    private static boolean isOn(Pen pen, int[] flag) {
        return ((flag[3] == 0 ? pen.fg : pen.bg) & flag[0]) != 0;
    }

    private void writeFlags(Pen pen) {
        if (((pen.fg & ~now.fg & FG_FLAGS) | (pen.bg & ~now.bg & BG_FLAGS)) == 0) {
            return;
        }
        for (int[] flag : FLAGS) {
            if (isOn(pen, flag) && !isOn(now, flag)) {
                param(flag[1]);
            }
        }
    }

    private void writeUnderline(Pen pen) {
        if (pen.underline != now.underline) {
            underline(pen.underline);
        }
        if (pen.underlineColor != now.underlineColor) {
            color(pen.underlineColor, 50);
        }
    }

    private void underline(int style) {
        param(style == 2 ? 21 : 4);
        if (style > 2) {
            out.put(':');
            out.put('0' + style);
        }
    }

    private void writeColors(Pen pen) {
        if (((pen.fg ^ now.fg) & Pen.COLOR_MASK) != 0) {
            color(pen.fg & Pen.COLOR_MASK, 30);
        }
        if (((pen.bg ^ now.bg) & Pen.COLOR_MASK) != 0) {
            color(pen.bg & Pen.COLOR_MASK, 40);
        }
    }

    private void writeProtection(Pen pen) {
        if (((pen.bg ^ now.bg) & Pen.PROTECTED) != 0) {
            out.put((pen.bg & Pen.PROTECTED) != 0 ? "\033[1\"q" : "\033[0\"q");
        }
    }

    private void color(int color, int base) {
        int value = color & Pen.VALUE_MASK;
        switch (color & Pen.MODE_MASK) {
            case Pen.DEFAULT -> param(base + 9);
            case Pen.PALETTE16 -> param(value < 8 ? base + value : base + 60 + value - 8);
            case Pen.PALETTE256 -> {
                param(base + 8);
                param(5);
                param(value);
            }
            default -> {
                param(base + 8);
                param(2);
                param(value >> 16);
                param(value >> 8 & 0xFF);
                param(value & 0xFF);
            }
        }
    }

    private void param(int value) {
        if (open) {
            out.put(';');
        } else {
            out.put("\033[");
            open = true;
        }
        if (value != 0) {
            out.putNumber(value);
        }
    }

    private void close() {
        if (open) {
            out.put('m');
            open = false;
        }
    }

    private void setLink(int link) {
        if (link == now.link) {
            return;
        }
        if (link == 0) {
            out.put("\033]8;;\007");
        } else {
            Links.Link target = links.get(link);
            out.put("\033]8;");
            if (target.id() != null) {
                out.put("id=");
                out.put(target.id());
            }
            out.put(';');
            out.put(target.uri());
            out.put(7);
        }
        now.link = link;
        now.updateExtended();
    }

    private void openAnyLink() {
        out.put("\033]8;;x\007");
        now.link = UNKNOWN_LINK;
        now.updateExtended();
    }

    /** Brings flags alone into a state that DECSC can save: what they extend to is not saved and does not matter. */
    void setFlagsToSave(int fg, int bg) {
        Pen flags = new Pen();
        boolean underlined = (fg & Pen.UNDERLINE) != 0;
        boolean extended = (bg & Pen.EXTENDED) != 0;
        flags.set(fg, bg, underlined ? 1 : 0, 0, 0);
        if (extended && !underlined) {
            openAnyLink();
            flags.link = UNKNOWN_LINK;
        }
        if (underlined && !extended) {
            flags.underline = 0;
            setInconsistent(flags);
        } else {
            setConsistent(flags);
        }
    }
}
