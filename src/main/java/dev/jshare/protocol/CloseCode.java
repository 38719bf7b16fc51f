package dev.jshare.protocol;

/** Why the server closes a connection: WebSocket close codes (RFC 6455 §7.4) with the reason text that goes along. */
public enum CloseCode {
    ENDED(1000, "the shell has ended"),
    GOING_AWAY(1001, "the server goes away"),
    INVALID_FRAME(1002, "a frame that RFC 6455 does not allow"),
    INVALID_TEXT(1007, "text that is not UTF-8"),
    TOO_BIG(1009, "the message is too big"),
    BAD_REQUEST(4400, "the message cannot be decoded"),
    LINK_GONE(4401, "the link has expired or was revoked"),
    REMOVED(4403, "removed by the host"),
    IDLE(4408, "nothing was heard or taken for too long"),
    TOO_MANY(4429, "too many messages"),
    INTERNAL(4500, "internal error");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The text on the wire, under the 123 bytes of RFC 6455 §5.5. */
    public String reason() {
        return reason;
    }
}
