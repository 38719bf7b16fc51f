package dev.jshare.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory for one large chunk of output, with a count of those who read it: once the log has dropped the chunk and nobody reads
 * it, a flood goes on in the same memory, where it would keep the collector busy otherwise. Who forgets to release one costs
 * memory, and nothing worse.
 */
final class SharedBuffer {
    /** Sizes are multiples of this, so that one fits the next chunk, too. */
    private static final int UNIT = 32 * 1024;

    private final byte[] bytes;
    private final AtomicInteger readers = new AtomicInteger();

    /** @param least bytes that it has to hold */
    SharedBuffer(int least) {
        bytes = new byte[(least + UNIT - 1) / UNIT * UNIT];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether so many bytes fill at least half of it. */
    boolean fits(int length) {
        return length <= bytes.length && length > bytes.length / 2;
    }

    /** Counts a reader; under the lock of the log that still has it. */
    void retain() {
        readers.incrementAndGet();
    }

    /** One reader is done; any thread. */
    void release() {
        readers.decrementAndGet();
    }

    /** Whether nobody reads it; for good, once no log has it. */
    boolean free() {
        return readers.get() == 0;
    }
}
