package dev.jshare.session;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the output log: bytes, or a resize (0 bytes long). Immutable; its frames are built once and shared by all
 * viewers, and those of bytes as they are hold no copy.
 */
final class Chunk {
    /** What a chunk costs beside its bytes: the objects around them, so that many tiny chunks count for what they are. */
    static final int OVERHEAD = 200;

    /** What is deflated at once: large enough to find what repeats, small enough for slow lines, whose frames are small. */
    static final int BLOCK = 16 * 1024;

    /** What the last viewer got of the binary frame: in a crowd the next one wants the same. */
    private record Part(long from, long to, Frame frame) {}

    private final long offset;
    private final int length;
    private final ServerMessage message;
    private final @Nullable Frame binary;
    private final @Nullable SharedBuffer memory;
    private volatile SoftReference<Frame> json = new SoftReference<>(null);
    private volatile SoftReference<Part> part = new SoftReference<>(null);
    private SoftReference<Map<Long, Optional<Frame>>> blocks = new SoftReference<>(null); // Guarded by this.

    private Chunk(long offset, int length, ServerMessage message, @Nullable SharedBuffer memory) {
        this.offset = offset;
        this.length = length;
        this.message = message;
        this.memory = memory;
        this.binary = encode(message, Dialect.BINARY);
    }

    /**
     * A copy of some bytes.
     *
     * @param time in milliseconds since 1970
     * @param since in milliseconds since the last chunk
     * @param memory where the copy is to lie; null for memory that is this chunk's alone
     */
    static Chunk output(long offset, byte[] bytes, int length, long time, long since, @Nullable SharedBuffer memory) {
        byte[] own = memory == null ? new byte[length] : memory.bytes();
        System.arraycopy(bytes, 0, own, 0, length);
        ByteBuffer output = ByteBuffer.wrap(own, 0, length);
        return new Chunk(offset, length, new ServerMessage.Output(offset, output, time, since), memory);
    }

    /** The memory that is used again after it; null for what is small. */
    @Nullable
    SharedBuffer memory() {
        return memory;
    }

    /** Counts a reader, who is to call {@link #giveBack}; under the lock of the log that has it. */
    void lend() {
        if (memory != null) {
            memory.retain();
        }
    }

    /** The reader is done with it, but for a frame of its bytes, which is to be {@link Frame#sent sent} first; any thread. */
    void giveBack(@Nullable Frame frame) {
        if (memory != null && (frame == null || !frame.isBorrowed())) {
            memory.release();
        }
    }

    /** A frame of what lies in the memory, which is to be sent before that is used again; JSON is a copy. */
    private @Nullable Frame encode(ServerMessage part, Dialect dialect) {
        Frame frame = dialect.codec().encode(part);
        return memory == null || frame == null || dialect == Dialect.JSON ? frame : frame.borrowed(memory::release);
    }

    static Chunk resize(long offset, int cols, int rows, long since) {
        ServerMessage message = new ServerMessage.Resize(offset, cols, rows, since);
        return new Chunk(offset, 0, message, null);
    }

    boolean isResize() {
        return message instanceof ServerMessage.Resize;
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
        return (memory == null ? length : memory.bytes().length) + OVERHEAD;
    }

    /** Where a frame that starts at {@code from} and has at most {@code room} bytes ends: not within a character. */
    long partEnd(long from, int room) {
        if (end() - from <= room || !(message instanceof ServerMessage.Output output)) {
            return end();
        }
        byte[] last = new byte[Math.min(room, Utf8Boundary.MOST)];
        output.bytes().get((int) (from - offset) + room - last.length, last);
        return from + room - Utf8Boundary.incomplete(last, last.length);
    }

    /** Where the block ends that begins at this offset, which is the same for all viewers but for their first one. */
    long blockEnd(long from) {
        long at = from - offset;
        // The block before may have ended some bytes early: within a character nothing ends.
        long next = (at + Utf8Boundary.MOST) / BLOCK + 1;
        return partEnd(from, (int) (next * BLOCK - at));
    }

    /** A block in its deflated frame, made once for all viewers; null if that does not pay. Any thread. */
    @Nullable
    Frame deflated(long from, long to) {
        if (!Deflation.suits(to - from) || !(message instanceof ServerMessage.Output output)) {
            return null;
        }
        synchronized (this) {
            Map<Long, Optional<Frame>> made = blocks.get();
            if (made == null) {
                made = new HashMap<>();
                blocks = new SoftReference<>(made);
            }
            return made.computeIfAbsent(
                            from,
                            start -> deflate(from, output.bytes().slice((int) (from - offset), (int) (to - from))))
                    .orElse(null);
        }
    }

    private static Optional<Frame> deflate(long from, ByteBuffer block) {
        int length = block.remaining();
        ByteBuffer deflated = Deflation.deflate(block);
        return deflated == null
                ? Optional.empty()
                : Optional.ofNullable(
                        Dialect.BINARY.codec().encode(new ServerMessage.Deflated(from, length, deflated)));
    }

    /** The frame for the bytes between two offsets, or null where the dialect has no such message; any thread. */
    @Nullable
    Frame frame(long from, long to, Dialect dialect) {
        if (message instanceof ServerMessage.Output output && (from > offset || to < end())) {
            return part(from, to, dialect, output);
        }
        return switch (dialect) {
            case BINARY -> binary;
            case RAW, ALIS -> encode(message, dialect);
            case JSON -> json();
        };
    }

    private @Nullable Frame part(long from, long to, Dialect dialect, ServerMessage.Output output) {
        Part last = part.get();
        if (dialect == Dialect.BINARY && last != null && last.from == from && last.to == to) {
            return last.frame;
        }
        ByteBuffer bytes = output.bytes().slice((int) (from - offset), (int) (to - from));
        Frame frame = encode(
                new ServerMessage.Output(from, bytes, output.time(), from > offset ? 0 : output.since()), dialect);
        if (dialect == Dialect.BINARY && frame != null) {
            part = new SoftReference<>(new Part(from, to, frame));
        }
        return frame;
    }

    /** Two threads may build it at once: both get an equal frame, and one of them stays. */
    private @Nullable Frame json() {
        Frame frame = json.get();
        if (frame == null) {
            frame = encode(message, Dialect.JSON);
            json = new SoftReference<>(frame);
        }
        return frame;
    }
}
