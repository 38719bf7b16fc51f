package dev.jshare.session;

/** Text of viewers as others may see it, on pages and on the host's terminal: what shows, on one line, and not for long. */
public final class VisibleText {
    /** The most marks on one letter: no language needs more, and a tower of them covers what stands above. */
    private static final int MARKS = 3;

    private VisibleText() {}

    /**
     * The text without control, format (bidi, zero-width), private and unassigned characters, and without marks that have no
     * letter; with single blanks, cut to so many code points; it may be empty.
     */
    public static String clean(String presented, int most) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        int marks = MARKS; // At the beginning there is no letter.
        for (int i = 0; i < presented.length() && length < most; ) {
            int c = presented.codePointAt(i);
            i += Character.charCount(c);
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (blank ? text.length() == 0 || text.charAt(text.length() - 1) == ' ' : !visible(c)) {
                continue;
            }
            if (isMark(c)) {
                if (marks == MARKS) {
                    continue;
                }
                marks++;
            } else {
                marks = blank ? MARKS : 0;
            }
            text.appendCodePoint(blank ? ' ' : c);
            length++;
        }
        return text.toString().strip();
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean visible(int c) {
        return switch (c) {
            // Letters and symbols that look like a blank: Hangul fillers, an empty Braille pattern.
            case 0x115f, 0x1160, 0x2800, 0x3164, 0xffa0 -> false;
            default ->
                switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> false;
                    default -> true;
                };
        };
    }
}
