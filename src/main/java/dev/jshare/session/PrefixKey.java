package dev.jshare.session;

/**
 * A control key in the forms in which terminals send it: as the byte, as {@code CSI 93;5u} (kitty's keyboard protocol, xterm's
 * modifyOtherKeys in its other form) and as {@code CSI 27;5;93~} (modifyOtherKeys).
 */
final class PrefixKey {
    private static final int ESC = 0x1B;

    /** Caps lock and num lock, which kitty tells among the modifiers. */
    private static final int LOCKS = 64 | 128;

    private static final int CONTROL = 4;
    private static final int RELEASED = 3;
    private static final int MAX_NUMBERS = 3;

    private final int control;

    PrefixKey(int control) {
        this.control = control;
    }

    /** Whether this byte may be the first of it: the only look at most bytes. */
    boolean mayBegin(byte first) {
        return first == control || first == ESC;
    }

    /**
     * How many bytes from {@code at} on are the key, as a negative number if it is let go and not pressed; 0 if it is another
     * one or not complete.
     */
    int length(byte[] bytes, int at, int end) {
        if (at < end && bytes[at] == control) {
            return 1;
        }
        if (at + 2 >= end || bytes[at] != ESC || bytes[at + 1] != '[') {
            return 0;
        }
        int[] numbers = new int[MAX_NUMBERS]; // The first of each parameter; only the event is a second one.
        int event = 1;
        int parameter = 0;
        int sub = 0;
        for (int i = at + 2; i < end; i++) {
            int b = bytes[i];
            if (b >= '0' && b <= '9' && sub == 0) {
                numbers[parameter] = Math.min(numbers[parameter] * 10 + b - '0', Character.MAX_VALUE);
            } else if (b >= '0' && b <= '9') {
                event = parameter == 1 && sub == 1 ? b - '0' : event;
            } else if (b == ':') {
                sub++;
            } else if (b == ';' && parameter + 1 < MAX_NUMBERS) {
                parameter++;
                sub = 0;
            } else {
                int length = event == RELEASED ? at - i - 1 : i + 1 - at;
                return isKey(numbers, (char) b) ? length : 0;
            }
        }
        return 0;
    }

    private boolean isKey(int[] numbers, char end) {
        int key = end == '~' && numbers[0] == 27 ? numbers[2] : end == 'u' ? numbers[0] : -1;
        boolean plain = (numbers[1] - 1 & ~LOCKS) == CONTROL;
        return plain && key >= ' ' && (key & 0x1F) == control && Character.toUpperCase(key) >= '@' && key < 0x7F;
    }
}
