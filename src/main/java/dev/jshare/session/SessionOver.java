package dev.jshare.session;

/** The session that was to do something is over. */
public final class SessionOver extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SessionOver() {
        super("the session is over");
    }
}
