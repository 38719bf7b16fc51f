package dev.jshare.vt;

import java.util.Arrays;

/**
 * Splits terminal output into text and control functions (ECMA-48), without giving them a meaning.
 *
 * <p>Bytes are UTF-8; C1 controls count only as the characters U+0080 to U+009F. Nothing can fail: what is malformed is
 * dropped the way xterm.js drops it. A string command acts at any ESC, BEL (OSC only) or ST; CAN and SUB cancel it.
 */
final class Parser {
    /** Longest string command that is kept; room for 256 colours in one OSC 4, and a bound on an endless one. */
    static final int MAX_STRING = 16 * 1024;

    /** Longest text for the clipboard (OSC 52), as base64: 96 KiB of it, which is what programs that send such keep to. */
    static final int MAX_CLIPBOARD = 128 * 1024;

    private static final int CLIPBOARD = 52;

    /** Stands for any larger OSC number; none of those has a meaning. */
    private static final int MAX_OSC_ID = 1_000_000;

    private static final int NO_ID = -1;
    private static final int DEL = 0x7F;
    private static final int ESC = 0x1B;

    /** How much of an OSC command was read: its number, its text, or something that makes it void. */
    private enum OscPart {
        NUMBER,
        TEXT,
        VOID
    }

    private final ParserHandler handler;
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final Params params = new Params();
    private int state = Transitions.GROUND;
    private int collected;
    private boolean printing;

    private OscPart oscPart = OscPart.NUMBER;
    private int oscId = NO_ID;
    private int dcsId;
    private char[] string = new char[64];
    private int stringLength;
    private int mostString = MAX_STRING;

    Parser(ParserHandler handler) {
        this.handler = handler;
    }

    void feed(byte[] data, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int b = data[i];
            if (utf8.isPending()) {
                i += decode(b & 0xFF);
            } else if (b < 0) {
                i = characters(data, i, end);
            } else if (state == Transitions.GROUND && b >= ' ' && b != DEL) {
                printing = true;
                i = handler.print(data, i, end);
            } else if (b == ESC && state == Transitions.GROUND && i + 1 < end && data[i + 1] == '[') {
                i = parameters(data, i + 2, end);
            } else {
                accept(b);
                i++;
            }
        }
        endPrint();
    }

    /** Takes the parameters of a control sequence that has just begun; returns the index after them. */
    private int parameters(byte[] data, int from, int end) {
        endPrint();
        clear();
        int i = from;
        while (i < end && data[i] >= '0' && data[i] <= ';') {
            param(data[i++]);
        }
        state = i > from ? Transitions.CSI_PARAM : Transitions.CSI_ENTRY;
        return i;
    }

    /** Takes characters above ASCII as long as they are whole, else one byte; returns the index after them. */
    private int characters(byte[] data, int from, int end) {
        int i = from;
        while (i + 3 < end && data[i] < 0) {
            int length = Utf8Decoder.length(data[i]);
            int cp = length == 0 ? Utf8Decoder.MORE : Utf8Decoder.whole(data, i, length);
            if (cp < Transitions.UNICODE || state != Transitions.GROUND) {
                break;
            }
            printing = true;
            handler.print(cp);
            i += length;
        }
        return i > from ? i : from + decode(data[from] & 0xFF);
    }

    /** Decodes one byte; returns how many were taken. */
    private int decode(int b) {
        int cp = utf8.accept(b);
        if (cp == Utf8Decoder.RETRY) {
            return 0;
        }
        if (cp >= 0) {
            accept(cp);
        }
        return 1;
    }

    private void endPrint() {
        if (printing) {
            printing = false;
            handler.endPrint();
        }
    }

    private void accept(int code) {
        int transition = Transitions.lookup(state, code);
        int action = transition >> 4;
        if (action == Transitions.PRINT) {
            printing = true;
            handler.print(code);
            return;
        }
        endPrint();
        state = transition & 15;
        switch (action) {
            case Transitions.EXECUTE -> handler.execute(code);
            case Transitions.PARAM -> param(code);
            case Transitions.COLLECT -> collected = collected << 8 | code;
            case Transitions.CLEAR -> clear();
            case Transitions.CSI_DISPATCH -> handler.csiDispatch(collected << 8 | code, params);
            case Transitions.ESC_DISPATCH -> handler.escDispatch(collected << 8 | code);
            case Transitions.OSC_START -> startOsc();
            case Transitions.OSC_PUT -> putOsc(code);
            case Transitions.OSC_END -> endOsc(code);
            case Transitions.DCS_HOOK -> hook(code);
            case Transitions.DCS_PUT -> put(code);
            case Transitions.DCS_UNHOOK -> unhook(code);
            default -> {
                // Ignored.
            }
        }
    }

    private void clear() {
        params.reset();
        collected = 0;
    }

    private void param(int code) {
        switch (code) {
            case ';' -> params.nextParam();
            case ':' -> params.nextSubParam();
            default -> params.digit(code - '0');
        }
    }

    private void startOsc() {
        oscPart = OscPart.NUMBER;
        oscId = NO_ID;
        stringLength = 0;
    }

    private void putOsc(int code) {
        if (oscPart == OscPart.TEXT) {
            put(code);
        } else if (oscPart == OscPart.NUMBER) {
            if (code == ';') {
                oscPart = OscPart.TEXT;
                mostString = oscId == CLIPBOARD ? MAX_CLIPBOARD : MAX_STRING;
            } else if (code < '0' || code > '9') {
                oscPart = OscPart.VOID;
            } else {
                oscId = Math.min(Math.max(oscId, 0) * 10 + code - '0', MAX_OSC_ID);
            }
        }
    }

    private void endOsc(int code) {
        if (!isCancel(code) && oscPart != OscPart.VOID && !isTooLong()) {
            handler.oscDispatch(oscId, new String(string, 0, stringLength));
        } else {
            handler.oscDispatch(NO_ID, "");
        }
        endString(code);
    }

    private void hook(int code) {
        dcsId = collected << 8 | code;
        stringLength = 0;
        mostString = MAX_STRING;
    }

    private void unhook(int code) {
        boolean done = !isCancel(code) && !isTooLong();
        handler.dcsDispatch(done ? dcsId : 0, done ? new String(string, 0, stringLength) : "");
        endString(code);
    }

    private void endString(int code) {
        if (code == ESC) {
            state = Transitions.ESCAPE;
        }
        clear();
        stringLength = 0;
        if (string.length > 1024) {
            string = new char[64];
        }
    }

    private static boolean isCancel(int code) {
        return code == 0x18 || code == 0x1A;
    }

    private boolean isTooLong() {
        return stringLength > mostString;
    }

    private void put(int code) {
        if (isTooLong()) {
            return;
        }
        if (stringLength + 2 > string.length) {
            string = Arrays.copyOf(string, string.length * 2);
        }
        if (code < 0x10000) {
            string[stringLength++] = (char) code;
        } else {
            string[stringLength++] = Character.highSurrogate(code);
            string[stringLength++] = Character.lowSurrogate(code);
        }
    }

    /** Returns whether no sequence and no character is open. */
    boolean isAtRest() {
        return state == Transitions.GROUND && !utf8.isPending();
    }

    /** Appends bytes which bring a fresh parser into the state of this one: the unfinished sequence and character. */
    void write(ByteBuilder out) {
        switch (state) {
            case Transitions.GROUND -> {
                // Nothing is open.
            }
            case Transitions.ESCAPE, Transitions.ESCAPE_INTERMEDIATE -> {
                out.put(ESC);
                writeCollected(out, collected);
            }
            case Transitions.OSC_STRING -> writeOsc(out);
            case Transitions.SOS_PM_APC_STRING -> out.put("\033_");
            case Transitions.CSI_IGNORE -> out.put("\033[0?");
            case Transitions.DCS_IGNORE -> out.put("\033P0?");
            case Transitions.DCS_PASSTHROUGH -> {
                out.put("\033P");
                writeFunction(out, dcsId >>> 8);
                out.put(dcsId & 0xFF);
                writeString(out);
            }
            default -> {
                out.put(state <= Transitions.CSI_IGNORE ? "\033[" : "\033P");
                if (state != Transitions.CSI_ENTRY && state != Transitions.DCS_ENTRY) {
                    writeFunction(out, collected);
                }
            }
        }
        utf8.write(out);
    }

    private void writeFunction(ByteBuilder out, int id) {
        int intermediates = id;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int marker = id >>> shift & 0xFF;
            if (marker >= 0x3C) {
                out.put(marker);
                intermediates &= ~(0xFF << shift);
            }
        }
        params.write(out);
        writeCollected(out, intermediates);
    }

    private static void writeCollected(ByteBuilder out, int id) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            int b = id >>> shift & 0xFF;
            if (b != 0) {
                out.put(b);
            }
        }
    }

    private void writeOsc(ByteBuilder out) {
        out.put("\033]");
        if (oscPart == OscPart.VOID || isTooLong()) {
            out.put('x');
            return;
        }
        if (oscId != NO_ID) {
            out.putNumber(oscId);
        }
        if (oscPart == OscPart.TEXT) {
            out.put(';');
            writeString(out);
        }
    }

    private void writeString(ByteBuilder out) {
        out.put(new String(string, 0, Math.min(stringLength, mostString)));
    }
}
