package dev.jshare.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which the screen can be had outside of a viewer. */
public enum ScreenFormat {
    /** Lines, without colours. */
    TEXT("text/plain; charset=utf-8"),
    /** Escape sequences which rebuild the terminal. */
    ANSI("text/plain; charset=utf-8"),
    /** A fragment with inline styles. */
    HTML("text/html; charset=utf-8"),
    /** Cells and cursor. */
    JSON("application/json");

    private final String mediaType;

    ScreenFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format of this name in lower case, if there is one. */
    public static Optional<ScreenFormat> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** For the header Content-Type. */
    public String mediaType() {
        return mediaType;
    }
}
