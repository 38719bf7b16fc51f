package dev.jshare.session;

import dev.jshare.protocol.Limits;
import org.jspecify.annotations.Nullable;

/** What a viewer may be called: names are shown to others, on pages and on the host's terminal. */
final class ViewerName {
    private ViewerName() {}

    /**
     * The name without control, format (bidi, zero-width), private and unassigned characters, with single blanks, cut to
     * {@link Limits#NAME} characters; {@code guest N} if nothing is left.
     */
    static String clean(@Nullable String presented, ViewerId id) {
        if (presented != null) {
            String name = presented
                    .codePoints()
                    .map(c -> Character.isWhitespace(c) ? ' ' : c)
                    .filter(ViewerName::visible)
                    .limit(Limits.NAME)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .replaceAll(" +", " ")
                    .strip();
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "guest " + id.value();
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
