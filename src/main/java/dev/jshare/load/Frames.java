package dev.jshare.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The frames of one connection (RFC 6455 §5.2), of which the payload is handed on as it comes: a viewer needs no memory for
 * what it receives. One thread.
 */
final class Frames {
    static final int CONTINUATION = 0;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_HEADER = 10;

    /** The largest payload whose length stands in the second byte. */
    private static final int SHORT = 125;

    /** Takes payloads. */
    interface Sink {
        /**
         * A part of a message, perhaps an empty one; control frames come between the parts of another message.
         *
         * @param first whether the message begins with it
         * @param last whether it ends the message
         */
        void take(int opcode, ByteBuffer part, boolean first, boolean last) throws IOException;
    }

    private final Sink sink;
    private final ByteBuffer header = ByteBuffer.allocate(MAX_HEADER);
    private int opcode; // Of the frame that has begun.
    private int message = -1; // The opcode of the message that is not complete, or -1.
    private boolean last;
    private boolean first;
    private long left = -1; // Payload of this frame that has not come yet; -1 while its header is not complete.

    Frames(Sink sink) {
        this.sink = sink;
    }

    /** Takes what has come; all of it is read. */
    void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() || left == 0) {
            if (left < 0) {
                header.put(bytes.get());
                begin();
            } else {
                int length = (int) Math.min(left, bytes.remaining());
                ByteBuffer part = bytes.slice(bytes.position(), length);
                bytes.position(bytes.position() + length);
                left -= length;
                boolean start = first;
                first = false;
                boolean end = left == 0;
                left = end ? -1 : left;
                sink.take(opcode, part, start, end && last);
            }
        }
    }

    /** Reads the header, if it is complete. */
    private void begin() throws IOException {
        int size = header.position();
        int length = size < 2 ? 0 : header.get(1) & 0xff;
        if (length > 127) {
            throw new IOException("the server masks its frames");
        }
        if (size < (length == 127 ? 10 : length == 126 ? 4 : 2)) {
            return;
        }
        left = length == 127 ? header.getLong(2) : length == 126 ? header.getShort(2) & 0xffff : length;
        last = (header.get(0) & FINAL) != 0;
        opcode = header.get(0) & 0x0f;
        first = true;
        if (opcode < CLOSE) {
            first = opcode != CONTINUATION;
            message = first ? opcode : message;
            opcode = message;
            message = last ? -1 : message;
        }
        if (left < 0 || opcode < 0) {
            throw new IOException("a frame that the protocol does not allow");
        }
        header.clear();
    }

    /** A whole message of up to 125 bytes, masked as a client must (§5.3). */
    static ByteBuffer write(int opcode, byte[] payload) {
        if (payload.length > SHORT) {
            throw new IllegalArgumentException("viewers say only short things here");
        }
        int mask = ThreadLocalRandom.current().nextInt();
        ByteBuffer frame = ByteBuffer.allocate(6 + payload.length)
                .put((byte) (FINAL | opcode))
                .put((byte) (MASKED | payload.length))
                .putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask >>> 8 * (3 - (i & 3))));
        }
        return frame.flip();
    }
}
