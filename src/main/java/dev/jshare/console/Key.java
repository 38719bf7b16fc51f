package dev.jshare.console;

import org.jspecify.annotations.Nullable;

/**
 * A key as terminals send it: a byte, a sequence (xterm ctlseqs, "PC-Style Function Keys"), {@code CSI 93;5u} (kitty's keyboard
 * protocol, xterm's modifyOtherKeys in its other form) or {@code CSI 27;5;93~} (modifyOtherKeys), since the program in the
 * shell may have switched these on.
 *
 * @param code the byte that ASCII has for it, control characters included, or one of the negative numbers below
 * @param length how many bytes it came in
 * @param released whether it was let go, and not pressed
 */
public record Key(int code, int length, boolean released) {
    public static final int ENTER = '\r';
    public static final int ESCAPE = 0x1B;

    /** All that has no number here: other keys, those with Alt, reports of the mouse. */
    public static final int OTHER = -1;

    public static final int UP = -2;
    public static final int DOWN = -3;
    public static final int LEFT = -4;
    public static final int RIGHT = -5;
    public static final int PAGE_UP = -6;
    public static final int PAGE_DOWN = -7;
    public static final int HOME = -8;
    public static final int END = -9;
    public static final int BACK_TAB = -10;

    private static final int SHIFT = 1;
    private static final int CONTROL = 4;

    /** Caps lock and num lock, which kitty tells among the modifiers. */
    private static final int LOCKS = 64 | 128;

    private static final int RELEASED = 3;
    private static final int MOST_NUMBERS = 3;

    /** Reads the key that begins at {@code at}; null if the rest of it is still to come. ESC alone is the key Escape. */
    public static @Nullable Key read(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first != ESCAPE || at + 1 == end || bytes[at + 1] == ESCAPE) {
            return new Key(first >= 0 && first < 0x7F ? first : OTHER, 1, false);
        } else if (bytes[at + 1] != '[' && bytes[at + 1] != 'O') {
            return new Key(OTHER, 2, false);
        }
        int last = at + 2;
        while (last < end && bytes[last] >= ' ' && bytes[last] < '@') {
            last++;
        }
        if (last == end) {
            return null;
        }
        boolean broken = bytes[last] < '@' || bytes[last] == 0x7F; // What breaks it off is the next key.
        return broken ? new Key(OTHER, last - at, false) : sequence(bytes, at, last);
    }

    /** Whether the bytes end where a longer key may go on. */
    public static boolean isCut(byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            Key key = read(bytes, at, bytes.length);
            if (key == null) {
                return true;
            }
            at += key.length;
        }
        return bytes.length > 0 && bytes[bytes.length - 1] == ESCAPE;
    }

    private static Key sequence(byte[] bytes, int at, int last) {
        int[] numbers = new int[MOST_NUMBERS]; // The first of each parameter; of the others only the event counts.
        int event = 1;
        int parameter = 0;
        int part = 0;
        for (int i = at + 2; i < last; i++) {
            int b = bytes[i];
            if (b == ';') {
                parameter++;
                part = 0;
            } else if (b == ':') {
                part++;
            } else if (b < '0' || b > '9') {
                return new Key(OTHER, last + 1 - at, false);
            } else if (part == 0 && parameter < MOST_NUMBERS) {
                numbers[parameter] = Math.min(numbers[parameter] * 10 + b - '0', Character.MAX_VALUE);
            } else if (part == 1 && parameter == 1) {
                event = b - '0';
            }
        }
        int code = bytes[at + 1] == '[' ? code(bytes[last], numbers) : cursor(bytes[last]);
        return new Key(code, last + 1 - at, event == RELEASED);
    }

    private static int code(int last, int[] numbers) {
        return switch (last) {
            case 'Z' -> BACK_TAB;
            case 'u' -> character(numbers[0], numbers[1]);
            case '~' ->
                switch (numbers[0]) {
                    case 1, 7 -> HOME;
                    case 4, 8 -> END;
                    case 5 -> PAGE_UP;
                    case 6 -> PAGE_DOWN;
                    case 27 -> character(numbers[2], numbers[1]);
                    default -> OTHER;
                };
            default -> cursor(last);
        };
    }

    private static int cursor(int last) {
        return switch (last) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            case 'C' -> RIGHT;
            case 'D' -> LEFT;
            case 'F' -> END;
            case 'H' -> HOME;
            default -> OTHER;
        };
    }

    /** @param modifiers a set of bits and 1, or 0 if there is none */
    private static int character(int key, int modifiers) {
        int held = Math.max(0, modifiers - 1) & ~LOCKS;
        if (held == CONTROL && key >= '@' && key < 0x7F) {
            return key & 0x1F;
        } else if (held == SHIFT && key == '\t') {
            return BACK_TAB;
        }
        return held == 0 && key < 0x7F ? key : OTHER;
    }
}
