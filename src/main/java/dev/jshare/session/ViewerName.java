package dev.jshare.session;

import dev.jshare.protocol.Limits;
import org.jspecify.annotations.Nullable;

/** What a viewer may be called: names are shown to others, on pages and on the host's terminal. */
final class ViewerName {
    /** The most marks on one letter: no language needs more, and a tower of them covers what stands above. */
    private static final int MARKS = 3;

    private ViewerName() {}

    /**
     * The name without control, format (bidi, zero-width), private and unassigned characters, and without marks that have no
     * letter; with single blanks, cut to {@link Limits#NAME} code points. {@code guest N} if nothing is left to see.
     */
    static String clean(@Nullable String presented, ViewerId id) {
        StringBuilder name = new StringBuilder();
        int length = 0;
        int marks = MARKS; // At the beginning there is no letter.
        for (int i = 0; presented != null && i < presented.length() && length < Limits.NAME; ) {
            int c = presented.codePointAt(i);
            i += Character.charCount(c);
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (blank ? name.length() == 0 || name.charAt(name.length() - 1) == ' ' : !visible(c)) {
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
            name.appendCodePoint(blank ? ' ' : c);
            length++;
        }
        String clean = name.toString().strip();
        return clean.isEmpty() ? "guest " + id.value() : clean;
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
