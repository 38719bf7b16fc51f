package dev.jshare.vt;

/** Answers to queries, in the words of xterm.js: DA, DSR, DECRQM, DECRQSS. */
final class Reports {
    private static final int NOT_RECOGNIZED = 0;
    private static final int SET = 1;
    private static final int RESET = 2;
    private static final int PERMANENTLY_SET = 3;
    private static final int PERMANENTLY_RESET = 4;

    private final Emulator emulator;

    Reports(Emulator emulator) {
        this.emulator = emulator;
    }

    private void send(String text) {
        emulator.replies.send(text);
    }

    /** DA1: a VT100 with advanced video option. */
    void primaryAttributes(Params params) {
        if (params.get(0) == 0) {
            send("\033[?1;2c");
        }
    }

    /** DA2: xterm, patch 276. */
    void secondaryAttributes(Params params) {
        if (params.get(0) == 0) {
            send("\033[>0;276;0c");
        }
    }

    /** DSR, DECDSR. Deviation: origin mode does not matter, and a pending wrap counts as a column of its own. */
    void deviceStatus(int what, boolean dec) {
        if (what == 6) {
            Screen screen = emulator.screen;
            send("\033[" + (dec ? "?" : "") + (screen.y + 1) + ";" + (screen.x + 1) + "R");
        } else if (what == 5 && !dec) {
            send("\033[0n");
        }
    }

    /** DECRQM. */
    void mode(int number, boolean dec) {
        send("\033[" + (dec ? "?" : "") + number + ";" + modeState(number, dec) + "$y");
    }

    private int modeState(int number, boolean dec) {
        Mode mode = Mode.find(number, dec);
        if (mode != null) {
            return emulator.modes.isSet(mode) ? SET : RESET;
        }
        if (!dec) {
            return number == 2 ? PERMANENTLY_RESET : number == 12 ? PERMANENTLY_SET : NOT_RECOGNIZED;
        }
        return switch (number) {
            case 8 -> PERMANENTLY_SET;
            case 47, 1047, 1049 -> emulator.isAlternate() ? SET : RESET;
            case 67, 1005, 1015 -> PERMANENTLY_RESET;
            case 1048 -> SET;
            default -> NOT_RECOGNIZED;
        };
    }

    /** DECRQSS. Deviation: SGR is always reported as reset, the cursor style as the one without DECSCUSR. */
    void statusString(String what) {
        Screen screen = emulator.screen;
        String answer = switch (what) {
            case "\"q" -> ((emulator.pen.bg & Pen.PROTECTED) != 0 ? 1 : 0) + "\"q";
            case "\"p" -> "61;1\"p";
            case "r" -> (screen.scrollTop + 1) + ";" + (screen.scrollBottom + 1) + "r";
            case "m" -> "0m";
            case " q" -> (emulator.modes.isSet(Mode.CURSOR_BLINK) ? 1 : 2) + " q";
            default -> "";
        };
        send("\033P" + (answer.isEmpty() ? 0 : 1) + "$r" + answer + "\033\\");
    }
}
