package dev.jshare.vt;

/**
 * What a program has asked of the keyboard and the mouse, for a terminal that sends it what somebody types.
 *
 * @param mouse the mode that reports the mouse (DECSET 9, 1000, 1002, 1003), 0 for none
 * @param encoding how it wants these reports: 1005, 1006, 1015 or 1016, 0 for X10's
 */
public record KeyModes(
        boolean applicationCursor,
        boolean applicationKeypad,
        boolean bracketedPaste,
        boolean focus,
        int mouse,
        int encoding) {
    private static final Mode[] TRACKING = {Mode.MOUSE_X10, Mode.MOUSE_BUTTONS, Mode.MOUSE_DRAG, Mode.MOUSE_MOTION};

    /** What a fresh terminal does. */
    public static final KeyModes PLAIN = new KeyModes(false, false, false, false, 0, 0);

    static KeyModes of(Emulator emulator) {
        Modes modes = emulator.modes;
        int mouse = 0;
        for (Mode mode : TRACKING) {
            mouse = modes.isSet(mode) ? mode.number : mouse;
        }
        int others = emulator.reporting();
        int encoding = modes.isSet(Mode.MOUSE_SGR)
                ? Mode.MOUSE_SGR.number
                : modes.isSet(Mode.MOUSE_SGR_PIXELS)
                        ? Mode.MOUSE_SGR_PIXELS.number
                        : (others & Terminal.MOUSE_URXVT) != 0 ? 1015 : (others & Terminal.MOUSE_UTF8) != 0 ? 1005 : 0;
        return new KeyModes(
                modes.isSet(Mode.APPLICATION_CURSOR),
                modes.isSet(Mode.APPLICATION_KEYPAD),
                modes.isSet(Mode.BRACKETED_PASTE),
                modes.isSet(Mode.FOCUS_EVENTS),
                mouse,
                encoding);
    }
}
