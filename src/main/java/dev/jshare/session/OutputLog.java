package dev.jshare.session;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest output of a session, as chunks in order. The session's thread appends; any thread reads by position. A
 * position is the number of chunks that were ever appended before it.
 */
final class OutputLog {
    private static final int INITIAL = 64;

    /** Output from this size on lies in memory that is used again. */
    private static final int LARGE = 32 * 1024;

    /** How much memory waits to be used again: what lags behind is what viewers read, and what is not drawn. */
    private static final int DROPPED = 4;

    private final int capacity;
    private @Nullable Chunk[] chunks = new Chunk[INITIAL]; // Guarded by this, as is all below; a ring, grown when full.
    private final ArrayDeque<SharedBuffer> dropped = new ArrayDeque<>(); // Memory of chunks that are forgotten.
    private long bytes;
    private long newest = -1; // When something was appended last, in milliseconds since 1970.

    // Changed under the lock, and looked at without it: a thousand viewers look for each frame.
    private volatile long first;
    private volatile long next;
    private volatile long end;

    /** @param capacity the most bytes to keep, chunk overheads included */
    OutputLog(int capacity) {
        this.capacity = capacity;
    }

    /** The most bytes that are kept. */
    int capacity() {
        return capacity;
    }

    /**
     * Appends a copy of some output; what it was made.
     *
     * @param time when it was printed, in milliseconds since 1970
     * @param held whether somebody who is no reader still needs the bytes of a chunk that was appended before
     */
    synchronized Chunk append(byte[] output, int length, long time, Predicate<byte[]> held) {
        SharedBuffer memory = length < LARGE ? null : memory(length, held);
        Chunk chunk = Chunk.output(end, output, length, time, since(time), memory);
        append(chunk);
        return chunk;
    }

    private SharedBuffer memory(int size, Predicate<byte[]> held) {
        for (SharedBuffer memory : dropped) {
            if (memory.fits(size) && memory.free() && !held.test(memory.bytes())) {
                dropped.remove(memory);
                return memory;
            }
        }
        return new SharedBuffer(size);
    }

    /** Appends a new size in cells, which the terminal has since that time. */
    synchronized void appendResize(int cols, int rows, long time) {
        append(Chunk.resize(end, cols, rows, since(time)));
    }

    /** Milliseconds since the last time; the machine's clock may be set back. */
    private long since(long time) {
        long since = newest < 0 ? 0 : Math.max(0, time - newest);
        newest = time;
        return since;
    }

    /** Appends a chunk that starts at {@link #end()}, and forgets the oldest ones over the capacity. */
    private void append(Chunk chunk) {
        if (next - first == chunks.length) {
            grow();
        }
        long position = next;
        chunks[index(position)] = chunk;
        bytes += chunk.cost();
        end = chunk.end();
        next = position + 1;
        for (long forget = first; bytes > capacity && forget < position; forget++) {
            first = forget + 1;
            int oldest = index(forget);
            Chunk forgotten = at(oldest);
            bytes -= forgotten.cost();
            chunks[oldest] = null;
            keep(forgotten.memory());
        }
    }

    private void keep(@Nullable SharedBuffer memory) {
        if (memory != null) {
            if (dropped.size() == DROPPED) {
                dropped.remove();
            }
            dropped.add(memory);
        }
    }

    private void grow() {
        @Nullable Chunk[] larger = new Chunk[chunks.length * 2];
        for (long position = first; position < next; position++) {
            larger[(int) (position % larger.length)] = chunks[index(position)];
        }
        chunks = larger;
    }

    /** What an index holds between the first position and the next. */
    private Chunk at(int index) {
        return Objects.requireNonNull(chunks[index]);
    }

    private int index(long position) {
        return (int) (position % chunks.length);
    }

    /** Forgets all, and leaves a gap of one byte behind it, so that nobody who saw what was before goes on without a snapshot. */
    synchronized void gap() {
        clear();
        end = end + 1;
    }

    /** Forgets all, for whoever needs the memory more. */
    synchronized void clear() {
        dropped.clear();
        first = next;
        bytes = 0;
        Arrays.fill(chunks, null);
    }

    /** The chunk at a position, or null if it is not there yet. */
    synchronized @Nullable Chunk get(long position) {
        return position >= first && position < next ? chunks[index(position)] : null;
    }

    /** The same for a reader, who gives it {@link Chunk#giveBack back}. */
    @Nullable
    Chunk borrow(long position) {
        return position < next ? lend(position) : null;
    }

    private synchronized @Nullable Chunk lend(long position) {
        Chunk chunk = get(position);
        if (chunk != null) {
            chunk.lend();
        }
        return chunk;
    }

    /** Whether the chunk at this position was there and is forgotten. */
    boolean forgot(long position) {
        return position < first;
    }

    /** Whether a new size is at this position. */
    boolean hasResize(long position) {
        Chunk chunk = get(position);
        return chunk != null && chunk.isResize();
    }

    /** The position behind the newest chunk. */
    long next() {
        return next;
    }

    /** The offset behind the newest byte. */
    long end() {
        return end;
    }

    /**
     * Where to go on for someone who has everything before this offset: the position of the oldest chunk that starts at or
     * holds it, resizes among them, or -1 if that is forgotten or the offset is not reached yet.
     */
    synchronized long find(long offset) {
        long low = first;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Chunk chunk = at(index(middle));
            if (chunk.offset() >= offset || chunk.end() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == next) {
            return offset == end ? next : -1;
        }
        return at(index(low)).offset() <= offset ? low : -1;
    }
}
