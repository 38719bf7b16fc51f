package dev.jshare.control;

/** Something about the control of sessions that the user can mend; the message is a full sentence that says what to do. */
public final class ControlException extends Exception {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }
}
