package dev.jshare.web;

import dev.jshare.protocol.CloseCode;

/** A client has sent what RFC 6455 or our limits do not allow; its connection fails (§7.1.7). */
final class BrokenFrameException extends Exception {
    private static final long serialVersionUID = 1;

    private final CloseCode code;

    BrokenFrameException(CloseCode code, String message) {
        super(message);
        this.code = code;
    }

    /** What the client is told. */
    CloseCode code() {
        return code;
    }
}
