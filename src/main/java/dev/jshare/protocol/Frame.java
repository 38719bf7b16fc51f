package dev.jshare.protocol;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket message ready to be sent: text (UTF-8) or binary. It is built once and shared by all viewers of a dialect,
 * so {@link #bytes()} hands out a duplicate with its own position.
 */
public final class Frame {
    /** Bytes in front of the output itself. */
    public static final int OUTPUT_HEADER = 1 + Long.BYTES;

    private final boolean text;
    private final ByteBuffer bytes;
    private final @Nullable Runnable release;

    /** {@code bytes} from its position to its limit is the payload; nobody changes it afterwards. */
    public Frame(boolean text, ByteBuffer bytes) {
        this(text, bytes, null);
    }

    private Frame(boolean text, ByteBuffer bytes, @Nullable Runnable release) {
        this.text = text;
        this.bytes = bytes;
        this.release = release;
    }

    /**
     * The frame in which {@code jshare.v1} carries a copy of some output.
     *
     * @param memory where it is to lie: {@link #OUTPUT_HEADER} bytes more at least
     * @param release called whenever somebody who was given the frame is done with it; null if the memory is for it alone
     */
    public static Frame ofOutput(byte[] memory, long offset, ByteBuffer output, @Nullable Runnable release) {
        ByteBuffer payload =
                ByteBuffer.wrap(memory).put(BinaryCodec.OUTPUT).putLong(offset).put(output.duplicate());
        return new Frame(false, payload.flip(), release);
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
        return bytes.duplicate();
    }

    /** Payload bytes. */
    public int length() {
        return bytes.remaining();
    }
}
