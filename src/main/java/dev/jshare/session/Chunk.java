package dev.jshare.session;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the output log: bytes, or a resize (0 bytes long). Immutable; its frames are built once and shared by all
 * viewers. The bytes lie in the binary frame, which the page's viewers get as it is; raw viewers get a part of it.
 */
final class Chunk {
    /** What a chunk costs beside its bytes: the objects around them, so that many tiny chunks count for what they are. */
    static final int OVERHEAD = 200;

    private final long offset;
    private final int length;
    private final ServerMessage message;
    private final @Nullable Frame binary;
    private volatile SoftReference<Frame> json = new SoftReference<>(null);

    private Chunk(long offset, int length, ServerMessage message, @Nullable Frame binary) {
        this.offset = offset;
        this.length = length;
        this.message = message;
        this.binary = binary;
    }

    /** A copy of some bytes; {@code time} is in milliseconds since 1970, {@code since} in those since the last chunk. */
    static Chunk output(long offset, byte[] bytes, int length, long time, long since) {
        ServerMessage.Output source = new ServerMessage.Output(offset, ByteBuffer.wrap(bytes, 0, length), time, since);
        Frame frame = Dialect.BINARY.codec().encode(source);
        if (frame == null) {
            throw new IllegalStateException("jshare.v1 carries output");
        }
        ByteBuffer own = frame.bytes();
        own.position(own.limit() - length);
        return new Chunk(offset, length, new ServerMessage.Output(offset, own.slice(), time, since), frame);
    }

    static Chunk resize(long offset, int cols, int rows, long since) {
        ServerMessage message = new ServerMessage.Resize(offset, cols, rows, since);
        return new Chunk(offset, 0, message, Dialect.BINARY.codec().encode(message));
    }

    /** Offset of the first byte. */
    long offset() {
        return offset;
    }

    /** Offset behind the last byte. */
    long end() {
        return offset + length;
    }

    /** The bytes of output that it holds, which lie in an array; not for a resize. */
    ByteBuffer bytes() {
        return ((ServerMessage.Output) message).bytes();
    }

    /** What it counts for in the log's size. */
    int cost() {
        return length + OVERHEAD;
    }

    /** Where a frame that starts at {@code from} and has at most {@code room} bytes ends: not within a character. */
    long partEnd(long from, int room) {
        if (end() - from <= room || !(message instanceof ServerMessage.Output output)) {
            return end();
        }
        int start = (int) (from - offset);
        byte[] part = new byte[room];
        output.bytes().duplicate().position(start).get(part);
        return from + room - Utf8Boundary.incomplete(part, room);
    }

    /** The frame for the bytes between two offsets, or null where the dialect has no such message; any thread. */
    @Nullable
    Frame frame(long from, long to, Dialect dialect) {
        if (message instanceof ServerMessage.Output output && (from > offset || to < end())) {
            int start = (int) (from - offset);
            ByteBuffer part = output.bytes().slice(start, (int) (to - from));
            return dialect.codec()
                    .encode(new ServerMessage.Output(from, part, output.time(), from > offset ? 0 : output.since()));
        }
        return switch (dialect) {
            case BINARY -> binary;
            case RAW, ALIS -> dialect.codec().encode(message);
            case JSON -> json();
        };
    }

    /** Two threads may build it at once: both get an equal frame, and one of them stays. */
    private @Nullable Frame json() {
        Frame frame = json.get();
        if (frame == null) {
            frame = Dialect.JSON.codec().encode(message);
            json = new SoftReference<>(frame);
        }
        return frame;
    }
}
