package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/**
 * Terminal mode (ECMA-48 7, DEC private modes in xterm ctlseqs): the one table behind SM, RM, DECRQM, RIS, DECSTR and the
 * snapshot.
 *
 * <p>Deviation: which resets a mode survives is what xterm.js does. It keeps LNM, cursor blink and cursor visibility over
 * RIS, and mouse modes over DECSTR.
 */
enum Mode {
    INSERT(4, false, false, Reset.SOFT_AND_FULL, Group.NONE),
    NEW_LINE(20, false, false, Reset.NEVER, Group.NONE),
    APPLICATION_CURSOR(1, true, false, Reset.SOFT_AND_FULL, Group.NONE),
    ORIGIN(6, true, false, Reset.SOFT_AND_FULL, Group.NONE),
    AUTO_WRAP(7, true, true, Reset.SOFT_AND_FULL, Group.NONE),
    MOUSE_X10(9, true, false, Reset.FULL, Group.MOUSE_TRACKING),
    CURSOR_BLINK(12, true, false, Reset.NEVER, Group.NONE),
    CURSOR_VISIBLE(25, true, true, Reset.SOFT, Group.NONE),
    REVERSE_WRAP(45, true, false, Reset.SOFT_AND_FULL, Group.NONE),
    APPLICATION_KEYPAD(66, true, false, Reset.SOFT_AND_FULL, Group.NONE),
    MOUSE_BUTTONS(1000, true, false, Reset.FULL, Group.MOUSE_TRACKING),
    MOUSE_DRAG(1002, true, false, Reset.FULL, Group.MOUSE_TRACKING),
    MOUSE_MOTION(1003, true, false, Reset.FULL, Group.MOUSE_TRACKING),
    FOCUS_EVENTS(1004, true, false, Reset.SOFT_AND_FULL, Group.NONE),
    MOUSE_SGR(1006, true, false, Reset.FULL, Group.MOUSE_ENCODING),
    MOUSE_SGR_PIXELS(1016, true, false, Reset.FULL, Group.MOUSE_ENCODING),
    BRACKETED_PASTE(2004, true, false, Reset.SOFT_AND_FULL, Group.NONE),
    SYNCHRONIZED_OUTPUT(2026, true, false, Reset.SOFT_AND_FULL, Group.NONE);

    /** What returns a mode to its default. */
    enum Reset {
        NEVER,
        SOFT,
        FULL,
        SOFT_AND_FULL
    }

    /** Modes of which one at most is set; resetting any of them resets all. */
    enum Group {
        NONE,
        MOUSE_TRACKING,
        MOUSE_ENCODING
    }

    private static final Mode[] ALL = values();

    final int number;
    /** Whether the number is a DEC private one ({@code CSI ? number h}). */
    final boolean dec;

    final boolean initial;
    final Reset reset;
    final Group group;

    Mode(int number, boolean dec, boolean initial, Reset reset, Group group) {
        this.number = number;
        this.dec = dec;
        this.initial = initial;
        this.reset = reset;
        this.group = group;
    }

    int bit() {
        return 1 << ordinal();
    }

    /** Appends what sets or resets it; for the keypad DECKPAM and DECKPNM, which more terminals know. */
    void write(boolean on, ByteBuilder out) {
        if (this == APPLICATION_KEYPAD) {
            out.put(on ? "\033=" : "\033>");
            return;
        }
        out.put(dec ? "\033[?" : "\033[");
        out.putNumber(number);
        out.put(on ? 'h' : 'l');
    }

    static @Nullable Mode find(int number, boolean dec) {
        for (Mode mode : ALL) {
            if (mode.number == number && mode.dec == dec) {
                return mode;
            }
        }
        return null;
    }

    static Mode[] all() {
        return ALL;
    }
}
