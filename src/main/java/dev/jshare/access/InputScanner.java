package dev.jshare.access;

/**
 * Cuts what a terminal sends into keys and what is no key: answers to queries, reports of the focus and the mouse, and the
 * marks around a paste. Sequences of ECMA-48 and xterm ctlseqs, introduced by ESC or by a C1 control, in UTF-8 or as a
 * byte. No byte is looked at more than a few times, whatever comes.
 */
final class InputScanner {

    /** What a piece is. */
    enum Kind {
        KEYS,
        REPLY,
        FOCUS,
        /** X10 and normal encoding, with UTF-8 coordinates or not. */
        MOUSE,
        MOUSE_SGR,
        MOUSE_URXVT,
        PASTE_START,
        PASTE_END,
        /** The rest of the input, which could become something that is no key. */
        UNFINISHED;

        boolean isReport() {
            return this == FOCUS || this == MOUSE || this == MOUSE_SGR || this == MOUSE_URXVT;
        }

        private boolean isKey() {
            return this == KEYS || this == PASTE_START || this == PASTE_END;
        }
    }

    /** What is cut off is taken for the beginning of something up to so many bytes: each message looks at it again. */
    private static final int LONGEST = 1024;

    private static final int ESC = 0x1b;
    private static final int BEL = 0x07;
    private static final int C1_IN_UTF8 = 0xc2;
    private static final int CSI = 0x9b;
    private static final int ST = 0x9c;

    private final byte[] input;
    private final int length;
    private Kind kind = Kind.KEYS;
    private int start;
    private int end;

    /** @param length how many first bytes of the array are the input */
    InputScanner(byte[] input, int length) {
        this.input = input;
        this.length = length;
    }

    /** Whether something in so many first bytes is a key, or may be one. */
    static boolean hasKeys(byte[] input, int length) {
        InputScanner scanner = new InputScanner(input, length);
        while (scanner.next()) {
            if (scanner.kind.isKey()) {
                return true;
            }
        }
        return false;
    }

    /** Goes to the next piece; false at the end. */
    boolean next() {
        start = end;
        if (start == length) {
            return false;
        }
        int from = start;
        while (from < length) {
            int body = introduced(from);
            if (body == 0) {
                from++;
                continue;
            }
            int stop = sequence(body);
            if (kind == Kind.KEYS) {
                from = stop;
            } else if (from == start) {
                end = stop;
                return true;
            } else {
                break; // First the keys before it.
            }
        }
        kind = Kind.KEYS;
        end = from;
        return true;
    }

    Kind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private int at(int i) {
        return i < length ? input[i] & 0xff : -1;
    }

    /** Where the body of a sequence begins whose introducer stands here, 0 if none does. */
    private int introduced(int i) {
        int first = at(i);
        if (first == ESC) {
            return "[]P_".indexOf(at(i + 1)) < 0 ? 0 : i + 2;
        } else if (first == C1_IN_UTF8) {
            return isIntroducer(at(i + 1)) ? i + 2 : 0;
        }
        // As a byte only where it does not continue a character.
        return isIntroducer(first) && (i == 0 || at(i - 1) < 0x80) ? i + 1 : 0;
    }

    private static boolean isIntroducer(int c) {
        return c == CSI || c == 0x9d || c == 0x90 || c == 0x9f;
    }

    /** Sets the kind of the sequence that begins here, and says where it ends; of keys, some place within them. */
    private int sequence(int body) {
        int introducer = at(body - 1);
        if (introducer == '[' || introducer == CSI) {
            return controlSequence(body);
        }
        return string(body, introducer < 0x80 ? introducer : introducer - 0x40);
    }

    private int controlSequence(int body) {
        int last = body;
        while (at(last) >= 0x20 && at(last) < 0x40) {
            last++;
        }
        int code = at(last);
        if (code < 0) {
            return cutOff(body, last > body); // No key sends more than the introducer.
        }
        if (code > 0x7e || code < 0x40) {
            kind = Kind.KEYS;
            return last;
        }
        if (last == body && code == 'M') {
            return mouse(last + 1);
        }
        kind = kindOf(body, last, code);
        return last + 1;
    }

    private Kind kindOf(int body, int last, int code) {
        if (last == body) {
            return code == 'I' || code == 'O' ? Kind.FOCUS : Kind.KEYS;
        } else if (at(body) == '<' && (code == 'M' || code == 'm')) {
            return Kind.MOUSE_SGR;
        } else if (code == 'M' && QueryReplies.numbers(input, body, last) == 3) {
            return Kind.MOUSE_URXVT;
        } else if (code == '~' && last - body == 3 && at(body) == '2' && at(body + 1) == '0') {
            return at(body + 2) == '0' ? Kind.PASTE_START : at(body + 2) == '1' ? Kind.PASTE_END : Kind.KEYS;
        }
        return QueryReplies.isReply(input, body, last) ? Kind.REPLY : Kind.KEYS;
    }

    /** Button, column and row, each a character of UTF-8 or, where that does not fit, a byte. */
    private int mouse(int body) {
        kind = Kind.MOUSE;
        int i = body;
        for (int field = 0; field < 3; field++) {
            boolean wide = at(i) >= 0xc2 && at(i) <= 0xdf && (at(i + 1) & 0xc0) == 0x80;
            i += wide ? 2 : 1;
        }
        if (i <= length) {
            return i;
        } else if (body + 3 <= length) {
            return body + 3;
        }
        return cutOff(body, true);
    }

    /** The input ends within a sequence. */
    private int cutOff(int body, boolean noKey) {
        kind = noKey && length - body <= LONGEST ? Kind.UNFINISHED : Kind.KEYS;
        return length;
    }

    /**
     * DCS, OSC and APC, which end with BEL or ST. A control character or another sequence cuts them off: those come from
     * keys, as Alt with a bracket and what follows.
     */
    private int string(int body, int introducer) {
        int i = body;
        for (; i < length; i++) {
            int c = at(i);
            if (c == BEL) {
                kind = Kind.REPLY;
                return i + 1;
            } else if (c == ESC || c == C1_IN_UTF8 && at(i + 1) == ST) {
                return stringEnd(body, introducer, i);
            } else if (c < 0x20) {
                break;
            }
        }
        if (i == length) {
            return cutOff(body, isAnswer(introducer, at(body)));
        }
        kind = Kind.KEYS;
        return i;
    }

    /** ST stands here, or a sequence that cuts the string off. */
    private int stringEnd(int body, int introducer, int i) {
        if (at(i) == ESC && i + 1 == length) {
            return cutOff(body, isAnswer(introducer, at(body)));
        }
        boolean ends = at(i) != ESC || at(i + 1) == '\\';
        kind = ends ? Kind.REPLY : Kind.KEYS;
        return ends ? i + 2 : i;
    }

    /** Whether the first character is that of an answer, and not what somebody types after Alt with a bracket. */
    private static boolean isAnswer(int introducer, int first) {
        return switch (introducer) {
            case ']' -> first >= '0' && first <= '9' || first == 'l' || first == 'L';
            case 'P' -> first >= '0' && first <= '9' || first == '>' || first == '!';
            default -> first == 'G';
        };
    }
}
