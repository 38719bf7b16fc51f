package dev.jshare.vt;

import java.util.Arrays;

/**
 * State table of the parser: Paul Williams' DEC ANSI parser (vt100.net/emu/dec_ansi_parser) as xterm.js extends it.
 *
 * <p>C1 controls act in every state, colons are parameter bytes, and a character above U+009F counts as {@link #UNICODE}.
 * An entry is {@code action << 4 | next state}; what the table leaves out drops the character and returns to ground.
 */
final class Transitions {
    static final int GROUND = 0;
    static final int ESCAPE = 1;
    static final int ESCAPE_INTERMEDIATE = 2;
    static final int CSI_ENTRY = 3;
    static final int CSI_PARAM = 4;
    static final int CSI_INTERMEDIATE = 5;
    static final int CSI_IGNORE = 6;
    static final int SOS_PM_APC_STRING = 7;
    static final int OSC_STRING = 8;
    static final int DCS_ENTRY = 9;
    static final int DCS_PARAM = 10;
    static final int DCS_IGNORE = 11;
    static final int DCS_INTERMEDIATE = 12;
    static final int DCS_PASSTHROUGH = 13;

    static final int IGNORE = 0;
    static final int PRINT = 1;
    static final int EXECUTE = 2;
    static final int OSC_START = 3;
    static final int OSC_PUT = 4;
    static final int OSC_END = 5;
    static final int CSI_DISPATCH = 6;
    static final int PARAM = 7;
    static final int COLLECT = 8;
    static final int ESC_DISPATCH = 9;
    static final int CLEAR = 10;
    static final int DCS_HOOK = 11;
    static final int DCS_PUT = 12;
    static final int DCS_UNHOOK = 13;

    /** Stands for every character from U+00A0 on. */
    static final int UNICODE = 0xA0;

    private static final int STATES = 14;
    private static final byte[] TABLE = build();

    private Transitions() {}

    static int lookup(int state, int code) {
        return TABLE[state << 8 | Math.min(code, UNICODE)] & 0xFF;
    }

    private static byte[] build() {
        byte[] table = new byte[STATES << 8];
        Arrays.fill(table, (byte) (IGNORE << 4 | GROUND));
        add(table, GROUND, 0x20, 0x7E, PRINT, GROUND);
        add(table, GROUND, UNICODE, UNICODE, PRINT, GROUND);
        for (int state = 0; state < STATES; state++) {
            anywhere(table, state);
        }
        controls(table, GROUND, EXECUTE);
        escape(table);
        csi(table);
        dcs(table);
        strings(table);
        return table;
    }

    private static void anywhere(byte[] table, int state) {
        add(table, state, 0x18, 0x18, EXECUTE, GROUND);
        add(table, state, 0x1A, 0x1A, EXECUTE, GROUND);
        add(table, state, 0x1B, 0x1B, CLEAR, ESCAPE);
        add(table, state, 0x80, 0x9A, EXECUTE, GROUND);
        add(table, state, 0x90, 0x90, CLEAR, DCS_ENTRY);
        add(table, state, 0x98, 0x98, IGNORE, SOS_PM_APC_STRING);
        add(table, state, 0x9B, 0x9B, CLEAR, CSI_ENTRY);
        add(table, state, 0x9C, 0x9C, IGNORE, GROUND);
        add(table, state, 0x9D, 0x9D, OSC_START, OSC_STRING);
        add(table, state, 0x9E, 0x9F, IGNORE, SOS_PM_APC_STRING);
    }

    private static void escape(byte[] table) {
        controls(table, ESCAPE, EXECUTE);
        add(table, ESCAPE, 0x7F, 0x7F, IGNORE, ESCAPE);
        add(table, ESCAPE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
        add(table, ESCAPE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
        add(table, ESCAPE, 'P', 'P', CLEAR, DCS_ENTRY);
        add(table, ESCAPE, 'X', 'X', IGNORE, SOS_PM_APC_STRING);
        add(table, ESCAPE, '[', '[', CLEAR, CSI_ENTRY);
        add(table, ESCAPE, ']', ']', OSC_START, OSC_STRING);
        add(table, ESCAPE, '^', '_', IGNORE, SOS_PM_APC_STRING);
        controls(table, ESCAPE_INTERMEDIATE, EXECUTE);
        add(table, ESCAPE_INTERMEDIATE, 0x7F, 0x7F, IGNORE, ESCAPE_INTERMEDIATE);
        add(table, ESCAPE_INTERMEDIATE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
        add(table, ESCAPE_INTERMEDIATE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
    }

    private static void csi(byte[] table) {
        for (int state = CSI_ENTRY; state <= CSI_IGNORE; state++) {
            controls(table, state, EXECUTE);
            add(table, state, 0x7F, 0x7F, IGNORE, state);
            add(table, state, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
            add(table, state, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        }
        add(table, CSI_ENTRY, 0x30, 0x3B, PARAM, CSI_PARAM);
        add(table, CSI_ENTRY, 0x3C, 0x3F, COLLECT, CSI_PARAM);
        add(table, CSI_PARAM, 0x30, 0x3B, PARAM, CSI_PARAM);
        add(table, CSI_PARAM, 0x3C, 0x3F, IGNORE, CSI_IGNORE);
        add(table, CSI_INTERMEDIATE, 0x30, 0x3F, IGNORE, CSI_IGNORE);
        add(table, CSI_IGNORE, 0x20, 0x3F, IGNORE, CSI_IGNORE);
        add(table, CSI_IGNORE, 0x40, 0x7E, IGNORE, GROUND);
        add(table, CSI_IGNORE, UNICODE, UNICODE, IGNORE, CSI_IGNORE);
    }

    private static void dcs(byte[] table) {
        for (int state = DCS_ENTRY; state <= DCS_INTERMEDIATE; state++) {
            controls(table, state, IGNORE);
            add(table, state, 0x7F, 0x7F, IGNORE, state);
            add(table, state, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
            add(table, state, 0x40, 0x7E, DCS_HOOK, DCS_PASSTHROUGH);
        }
        add(table, DCS_ENTRY, 0x30, 0x3B, PARAM, DCS_PARAM);
        add(table, DCS_ENTRY, 0x3C, 0x3F, COLLECT, DCS_PARAM);
        add(table, DCS_PARAM, 0x30, 0x3B, PARAM, DCS_PARAM);
        add(table, DCS_PARAM, 0x3C, 0x3F, IGNORE, DCS_IGNORE);
        add(table, DCS_INTERMEDIATE, 0x30, 0x3F, IGNORE, DCS_IGNORE);
        add(table, DCS_IGNORE, 0x20, 0x7F, IGNORE, DCS_IGNORE);
        add(table, DCS_IGNORE, UNICODE, UNICODE, IGNORE, DCS_IGNORE);
        controls(table, DCS_PASSTHROUGH, DCS_PUT);
        add(table, DCS_PASSTHROUGH, 0x20, 0x7E, DCS_PUT, DCS_PASSTHROUGH);
        add(table, DCS_PASSTHROUGH, 0x7F, 0x7F, IGNORE, DCS_PASSTHROUGH);
        add(table, DCS_PASSTHROUGH, UNICODE, UNICODE, DCS_PUT, DCS_PASSTHROUGH);
        for (int end : new int[] {0x18, 0x1A, 0x1B, 0x9C}) {
            add(table, DCS_PASSTHROUGH, end, end, DCS_UNHOOK, GROUND);
        }
    }

    private static void strings(byte[] table) {
        controls(table, OSC_STRING, IGNORE);
        add(table, OSC_STRING, 0x20, 0x7F, OSC_PUT, OSC_STRING);
        add(table, OSC_STRING, UNICODE, UNICODE, OSC_PUT, OSC_STRING);
        for (int end : new int[] {0x07, 0x18, 0x1A, 0x1B, 0x9C}) {
            add(table, OSC_STRING, end, end, OSC_END, GROUND);
        }
        controls(table, SOS_PM_APC_STRING, IGNORE);
        add(table, SOS_PM_APC_STRING, 0x20, 0x7F, IGNORE, SOS_PM_APC_STRING);
    }

    /** C0 controls other than CAN, SUB and ESC. */
    private static void controls(byte[] table, int state, int action) {
        add(table, state, 0x00, 0x17, action, state);
        add(table, state, 0x19, 0x19, action, state);
        add(table, state, 0x1C, 0x1F, action, state);
    }

    private static void add(byte[] table, int state, int from, int to, int action, int next) {
        Arrays.fill(table, state << 8 | from, (state << 8 | to) + 1, (byte) (action << 4 | next));
    }
}
