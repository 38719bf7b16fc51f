package dev.jshare.access;

import java.util.Locale;

/** What a link allows. */
public enum Role {
    /** Sees the terminal. */
    WATCH,
    /** Sees the terminal and types into it. */
    TYPE;

    /** The name on the wire and in the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
