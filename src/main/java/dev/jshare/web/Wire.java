package dev.jshare.web;

import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame as its bytes on the wire, header and all, outside the heap, where sockets take them without a copy of their own.
 * The server masks nothing (RFC 6455 §5.1), so the same bytes go to every viewer: it keeps those of the frame that was asked for
 * last, and viewers that are served one after the other share them. One thread at a time.
 */
final class Wire {
    private static final int FIN = 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_HEADER = 2 + Long.BYTES;

    /** Any frame of output; what is larger comes in pieces. */
    private static final int LARGEST = Limits.MESSAGE_OUT + 64;

    private static final int FIRST_CAPACITY = 16 * 1024;

    private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_CAPACITY);
    private @Nullable Frame frame;
    private long start;

    /** How many bytes a frame has on the wire. */
    static long length(Frame frame) {
        return headerLength(frame.length()) + (long) frame.length();
    }

    /** Those from an offset on, or the first of them; good until the next call. */
    ByteBuffer from(long offset, Frame wanted) {
        if (frame != wanted || offset < start || offset >= start + bytes.limit()) {
            fill(offset, wanted);
        }
        return bytes.duplicate().position((int) (offset - start));
    }

    /** Holds on to nothing: what is sent next is probably another frame. */
    void forget() {
        frame = null;
    }

    private void fill(long offset, Frame wanted) {
        long left = length(wanted) - offset;
        int count = (int) Math.min(left, LARGEST);
        if (bytes.capacity() < count) {
            bytes = ByteBuffer.allocateDirect(Math.min(LARGEST, Math.max(count, 2 * bytes.capacity())));
        }
        bytes.clear();
        ByteBuffer header = header(wanted.text() ? Opcode.TEXT : Opcode.BINARY, wanted.length());
        int ofHeader = (int) Math.min(offset, header.limit());
        bytes.limit(count).put(header.position(ofHeader));
        wanted.copy((int) offset - ofHeader, bytes);
        bytes.flip();
        frame = wanted;
        start = offset;
    }

    /** A control frame as a whole (RFC 6455 §5.5). */
    static ByteBuffer control(Opcode opcode, ByteBuffer payload) {
        return ByteBuffer.allocate(2 + payload.remaining())
                .put(header(opcode, payload.remaining()))
                .put(payload.duplicate())
                .flip();
    }

    /** RFC 6455 §5.2, without a mask. */
    private static ByteBuffer header(Opcode opcode, int length) {
        ByteBuffer header = ByteBuffer.allocate(MAX_HEADER).put((byte) (FIN | opcode.value()));
        switch (headerLength(length)) {
            case 2 -> header.put((byte) length);
            case 2 + Short.BYTES -> header.put((byte) LENGTH_IN_2_BYTES).putShort((short) length);
            default -> header.put((byte) LENGTH_IN_8_BYTES).putLong(length);
        }
        return header.flip();
    }

    private static int headerLength(int length) {
        if (length < LENGTH_IN_2_BYTES) {
            return 2;
        }
        return length <= 0xffff ? 2 + Short.BYTES : 2 + Long.BYTES;
    }
}
