package dev.jshare.session;

import dev.jshare.pty.Pty;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The only way to the pty: what the host types goes first and at once, what viewers type follows. Every key is written whole,
 * so that nobody's paste splits an escape sequence of somebody else's.
 *
 * <p>The thread {@code jshare-input} writes the viewers' pieces, and waits for room without holding the lock: the host does
 * not wait behind somebody's paste into a program that does not read.
 */
final class InputQueue implements Runnable {
    /** What viewers may have typed ahead of a shell that does not read; beyond it input is dropped. */
    static final int CAPACITY = 4 * 1024 * 1024;

    /** What a piece costs beside its bytes, so that many tiny ones count for what they are. */
    private static final int OVERHEAD = 64;

    /** The most that is written of a viewer's piece before the host may come between: more than any key. */
    private static final int PART = 256;

    private final Pty pty;
    private final Object writing = new Object();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(); // Guarded by itself.
    private int queued; // Guarded by waiting.
    private boolean closed; // Guarded by waiting.
    private long drops; // Guarded by waiting.

    InputQueue(Pty pty) {
        this.pty = pty;
    }

    /** Types what the host typed; waits while the shell does not take it. */
    void typeNow(byte[] bytes, int length) throws IOException {
        synchronized (writing) {
            pty.write(bytes, length);
        }
    }

    /** Has bytes typed soon; false if too much is waiting already, and then nothing of it is typed. Waits for nothing. */
    boolean offer(byte[] bytes) {
        synchronized (waiting) {
            if (closed || queued + cost(bytes) > CAPACITY) {
                return false;
            }
            waiting.add(bytes);
            queued += cost(bytes);
            waiting.notifyAll();
            return true;
        }
    }

    private static int cost(byte[] bytes) {
        return bytes.length + OVERHEAD;
    }

    /** Forgets what viewers have typed ahead, but for the part that is being written. Any thread. */
    void drop() {
        synchronized (waiting) {
            waiting.clear();
            queued = 0;
            drops++;
        }
    }

    private long drops() {
        synchronized (waiting) {
            return drops;
        }
    }

    /** Ends the thread; what is still waiting is dropped. */
    void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            for (byte[] bytes = next(); bytes.length > 0; bytes = next()) {
                long wanted = drops();
                for (int at = 0; at < bytes.length && wanted == drops(); at += PART) {
                    byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PART));
                    pty.awaitRoom();
                    typeNow(part, part.length);
                }
            }
        } catch (IOException | InterruptedException e) {
            close(); // The shell is gone; the session ends by itself.
        }
    }

    /** The next piece, or an empty one at the end. */
    private byte[] next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !closed) {
                waiting.wait();
            }
            if (closed) {
                return new byte[0];
            }
            byte[] bytes = waiting.remove();
            queued -= cost(bytes);
            return bytes;
        }
    }
}
