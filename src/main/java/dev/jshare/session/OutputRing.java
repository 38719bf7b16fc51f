package dev.jshare.session;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the thread that reads the pty and the session's thread: a ring of bytes with resizes in order
 * between them. The writer waits while the ring is full; since the reader waits for nobody, that is never for long. Copies,
 * and allocates nothing.
 */
final class OutputRing {
    /** A quarter of a second of the fastest output that a pty gives, so that a busy machine does not stop the console. */
    static final int CAPACITY = 1024 * 1024;

    /** As much as a shell's everyday needs; it grows to the above in the first flood. */
    private static final int FIRST_CAPACITY = 32 * 1024;

    /** A new size that holds from the byte at {@code position} on. */
    record Resize(long position, int cols, int rows) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readable = lock.newCondition();
    private final Condition writable = lock.newCondition();
    private byte[] ring = new byte[FIRST_CAPACITY]; // Guarded by lock, as is all below.
    private final ArrayDeque<Resize> resizes = new ArrayDeque<>();
    private long written;
    private long taken;
    private boolean ended;
    private boolean abandoned;
    private boolean signalled;
    private int wanted; // So many bytes are worth waking the reader for.

    /** Appends bytes; the thread that reads the pty. */
    void put(byte[] bytes, int length) throws InterruptedException {
        lock.lock();
        try {
            int done = 0;
            while (done < length) {
                while (written - taken == CAPACITY && !abandoned) {
                    writable.await();
                }
                if (abandoned) {
                    return;
                }
                if (written - taken == ring.length) {
                    grow();
                }
                int at = (int) (written % ring.length);
                int part = Math.min(length - done, Math.min(ring.length - at, ring.length - (int) (written - taken)));
                System.arraycopy(bytes, done, ring, at, part);
                written += part;
                done += part;
            }
            if (written - taken >= wanted) {
                readable.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves what is there: the byte n of all that was ever put lies at n modulo the length. */
    private void grow() {
        byte[] larger = new byte[Math.min(2 * ring.length, CAPACITY)];
        for (long position = taken; position < written; ) {
            int from = (int) (position % ring.length);
            int to = (int) (position % larger.length);
            int length = (int) Math.min(written - position, Math.min(ring.length - from, larger.length - to));
            System.arraycopy(ring, from, larger, to, length);
            position += length;
        }
        ring = larger;
    }

    /** Appends a new size; any thread. Sizes that follow each other without output between them become one. */
    void resize(int cols, int rows) {
        lock.lock();
        try {
            if (abandoned) {
                return;
            }
            Resize last = resizes.peekLast();
            if (last != null && last.position == written) {
                resizes.removeLast();
            }
            resizes.add(new Resize(written, cols, rows));
            readable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            readable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes anything any more: what is there and what comes is thrown away, and the writer never waits. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            taken = written;
            resizes.clear();
            writable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the current or next {@link #await}; any thread. */
    void signal() {
        lock.lock();
        try {
            signalled = true;
            readable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for output, a resize, the end or a {@link #signal}, at most so long; the session's thread, as all below. */
    void await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!signalled && !ended && written == taken && resizes.isEmpty() && left > 0) {
                left = readable.awaitNanos(left);
            }
            signalled = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this many bytes, a resize, the end or a signal are there, at most so long. */
    void awaitMore(int bytes, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            wanted = bytes;
            while (!signalled && !ended && written - taken < bytes && resizes.isEmpty() && left > 0) {
                left = readable.awaitNanos(left);
            }
        } finally {
            wanted = 0;
            lock.unlock();
        }
    }

    /** Takes bytes up to the next resize: how many, 0 if a resize is next or nothing is there. */
    int take(byte[] into, int from) {
        lock.lock();
        try {
            Resize next = resizes.peekFirst();
            long until = next == null ? written : next.position;
            int length = (int) Math.min(until - taken, into.length - from);
            int at = (int) (taken % ring.length);
            int part = Math.min(length, ring.length - at);
            System.arraycopy(ring, at, into, from, part);
            System.arraycopy(ring, 0, into, from + part, length - part);
            taken += length;
            writable.signal();
            return length;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the resize that stands before the next byte, if there is one. */
    @Nullable
    Resize takeResize() {
        lock.lock();
        try {
            Resize next = resizes.peekFirst();
            return next != null && next.position == taken ? resizes.removeFirst() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that were ever appended. */
    long written() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that were ever taken. */
    long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return written == taken && resizes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the end: true once, when it was reached and all before it taken. */
    boolean takeEnd() {
        lock.lock();
        try {
            boolean reached = ended && written == taken && resizes.isEmpty();
            ended &= !reached;
            return reached;
        } finally {
            lock.unlock();
        }
    }
}
