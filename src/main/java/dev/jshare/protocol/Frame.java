package dev.jshare.protocol;

import java.nio.ByteBuffer;

/**
 * One WebSocket message ready to be sent: text (UTF-8) or binary. It is built once and shared by all viewers of a dialect,
 * so {@link #bytes()} hands out a duplicate with its own position.
 */
public final class Frame {
    private final boolean text;
    private final ByteBuffer bytes;

    /** {@code bytes} from its position to its limit is the payload; nobody changes it afterwards. */
    public Frame(boolean text, ByteBuffer bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** Whether this is a text message (RFC 6455 §5.6). */
    public boolean text() {
        return text;
    }

    /** The payload, to be read by one caller. */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Payload bytes. */
    public int length() {
        return bytes.remaining();
    }
}
