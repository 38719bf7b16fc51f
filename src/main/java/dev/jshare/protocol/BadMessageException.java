package dev.jshare.protocol;

/** A message from a viewer that cannot be decoded; the connection is closed with {@link CloseCode#BAD_REQUEST}. */
public final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** {@code message} says in one sentence what is wrong; it holds nothing that the viewer sent. */
    public BadMessageException(String message) {
        super(message, null, false, false);
    }
}
