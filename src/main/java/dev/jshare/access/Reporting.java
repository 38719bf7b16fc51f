package dev.jshare.access;

/**
 * What the program in the terminal has asked to be told of beside keys (xterm ctlseqs, "Mouse Tracking", "FocusIn/FocusOut").
 *
 * @param focus DECSET 1004
 * @param mouse any of DECSET 9, 1000, 1002, 1003
 * @param sgr DECSET 1006 or 1016
 * @param utf8 DECSET 1005
 * @param urxvt DECSET 1015
 */
public record Reporting(boolean focus, boolean mouse, boolean sgr, boolean utf8, boolean urxvt) {
    /** Nothing. */
    public static final Reporting NONE = new Reporting(false, false, false, false, false);

    /** Whether a report of this kind is understood. */
    boolean wants(InputScanner.Kind report) {
        return switch (report) {
            case FOCUS -> focus;
            case MOUSE -> mouse && (utf8 || !sgr && !urxvt);
            case MOUSE_SGR -> mouse && sgr;
            case MOUSE_URXVT -> mouse && urxvt;
            default -> false;
        };
    }
}
