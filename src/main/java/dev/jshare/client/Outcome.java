package dev.jshare.client;

/**
 * How a visit ended.
 *
 * @param status the exit status of the session's shell, where that has ended
 * @param words one sentence for people, empty if there is nothing to say
 */
public record Outcome(Kind kind, int status, String words) {

    /** The ways in which a visit ends. */
    public enum Kind {
        /** The shell has ended. */
        ENDED,
        /** Whoever watched has left. */
        LEFT,
        /** The server could not be reached, or is none that one can join. */
        UNREACHABLE,
        /** The server does not take the link, or no more viewers. */
        REFUSED,
        /** The link has expired or was taken back. */
        EXPIRED,
        /** The host has removed this viewer. */
        REMOVED
    }

    Outcome(Kind kind, String words) {
        this(kind, 0, words);
    }
}
