package dev.jshare.protocol;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket message ready to be sent: text (UTF-8) or binary. It is built once and shared by all viewers of a dialect,
 * so {@link #bytes()} hands out a duplicate with its own position.
 */
public final class Frame {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final boolean text;
    private final ByteBuffer head;
    private final ByteBuffer body;
    private final @Nullable Runnable release;

    /** {@code bytes} from its position to its limit is the payload; nobody changes it afterwards. */
    public Frame(boolean text, ByteBuffer bytes) {
        this(text, NOTHING, bytes, null);
    }

    private Frame(boolean text, ByteBuffer head, ByteBuffer body, @Nullable Runnable release) {
        this.text = text;
        this.head = head;
        this.body = body;
        this.release = release;
    }

    /** A binary frame of a few bytes and what follows them, which is not copied; nobody changes it afterwards. */
    static Frame of(ByteBuffer head, ByteBuffer body) {
        return new Frame(false, head, body, null);
    }

    /** This frame, whose bytes are changed once whoever was given it has {@link #sent} it. */
    public Frame borrowed(Runnable release) {
        return new Frame(text, head, body, release);
    }

    /** Whether somebody waits for {@link #sent}. */
    public boolean isBorrowed() {
        return release != null;
    }

    /** Whoever was given it has sent it, and is done with its bytes; any thread, once for each time that it was given. */
    public void sent() {
        if (release != null) {
            release.run();
        }
    }

    /** Whether this is a text message (RFC 6455 §5.6). */
    public boolean text() {
        return text;
    }

    /** The payload, to be read by one caller. */
    public ByteBuffer bytes() {
        if (!head.hasRemaining()) {
            return body.duplicate();
        }
        ByteBuffer all = ByteBuffer.allocate(length());
        copy(0, all);
        return all.flip();
    }

    /** Puts the payload from an index on into a buffer, as much as that has room for. */
    public void copy(int from, ByteBuffer into) {
        int inHead = Math.min(from, head.remaining());
        copy(head, inHead, into);
        copy(body, from - inHead, into);
    }

    private static void copy(ByteBuffer bytes, int from, ByteBuffer into) {
        int length = Math.min(bytes.remaining() - from, into.remaining());
        into.put(bytes.slice(bytes.position() + from, length));
    }

    /** Payload bytes. */
    public int length() {
        return head.remaining() + body.remaining();
    }
}
