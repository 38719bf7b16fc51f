package dev.jshare.client;

import org.jspecify.annotations.Nullable;

/**
 * One key that is for us and not for the shell.
 *
 * @param name a character, or what the key is called
 * @param length how many bytes it came in
 */
record Key(String name, int length) {
    static final String UP = "up";
    static final String DOWN = "down";
    static final String LEFT = "left";
    static final String RIGHT = "right";
    static final String PAGE_UP = "page up";
    static final String PAGE_DOWN = "page down";
    static final String HOME = "home";
    static final String END = "end";
    static final String OTHER = "other";

    private static final int ESC = 0x1B;

    /** Reads the key that begins at {@code at}; null if the rest of it is still to come. */
    static @Nullable Key read(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first != ESC || at + 1 == end || bytes[at + 1] != '[' && bytes[at + 1] != 'O') {
            return new Key(first > ' ' && first < 0x7F ? String.valueOf((char) first) : OTHER, 1);
        }
        int i = at + 2;
        while (i < end && bytes[i] >= ' ' && bytes[i] < '@') {
            i++;
        }
        if (i == end) {
            return null;
        }
        int number = i > at + 2 ? bytes[at + 2] - '0' : 0;
        return new Key(name(bytes[i], number), i + 1 - at);
    }

    private static String name(int last, int number) {
        return switch (last) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            case 'C' -> RIGHT;
            case 'D' -> LEFT;
            case 'H' -> HOME;
            case 'F' -> END;
            case '~' ->
                switch (number) {
                    case 1, 7 -> HOME;
                    case 4, 8 -> END;
                    case 5 -> PAGE_UP;
                    case 6 -> PAGE_DOWN;
                    default -> OTHER;
                };
            default -> OTHER;
        };
    }

    boolean scrolls() {
        return switch (name) {
            case UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END -> true;
            default -> false;
        };
    }
}
