package dev.jshare.session;

import dev.jshare.access.Lease;
import dev.jshare.access.QueryReplies;
import dev.jshare.pty.Pty;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The only way to the pty: what the host types goes first and at once, what viewers type follows. Every key is written whole,
 * so that nobody's paste splits an escape sequence of somebody else's. The host's keys take the {@link Lease} from a viewer, and
 * what that one has typed ahead is dropped: nothing of it follows them.
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

    /** What becomes of a viewer's bytes. */
    enum Fate {
        TAKEN,
        /** Too much is waiting already; nothing of it is typed. */
        FULL,
        /** Somebody else types. */
        NO_TURN
    }

    private final Pty pty;
    private final Lease lease;
    private final Object writing = new Object();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(); // Guarded by itself.
    private int queued; // Guarded by waiting.
    private boolean closed; // Guarded by waiting.
    private long drops; // Guarded by waiting.

    InputQueue(Pty pty, Lease lease) {
        this.pty = pty;
        this.lease = lease;
    }

    /** Types what the host's terminal sent; waits while the shell does not take it. */
    void typeNow(byte[] bytes, int length) throws IOException {
        takeTurn(bytes, length);
        synchronized (writing) {
            pty.write(bytes, length);
        }
    }

    private void takeTurn(byte[] bytes, int length) {
        try {
            // What the terminal answers by itself while a viewer types says nothing about the host.
            if (!QueryReplies.only(bytes, length) && lease.takeForHost()) {
                drop();
            }
        } catch (RuntimeException e) {
            // A fault of ours may cost the sharing, and not the host a key.
        }
    }

    /** Has a viewer's bytes typed soon, if it is its turn. Waits for nothing. */
    Fate type(int viewer, byte[] bytes) {
        if (bytes.length == 0) {
            return Fate.TAKEN;
        }
        int turn = lease.take(viewer);
        if (turn != viewer) {
            return Fate.NO_TURN;
        }
        synchronized (waiting) {
            // Again, since the host takes the lease before it drops what waits: what comes later must not slip through.
            return lease.typedLast(viewer) ? add(bytes) : Fate.NO_TURN;
        }
    }

    /** Has a terminal's answers typed soon, whoever types; what does not fit is lost. */
    void answer(byte[] bytes) {
        synchronized (waiting) {
            if (bytes.length > 0) {
                add(bytes);
            }
        }
    }

    private Fate add(byte[] bytes) {
        if (closed || queued + cost(bytes) > CAPACITY) {
            return Fate.FULL;
        }
        waiting.add(bytes);
        queued += cost(bytes);
        waiting.notifyAll();
        return Fate.TAKEN;
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
                    write(part, wanted);
                }
            }
        } catch (IOException | InterruptedException e) {
            close(); // The shell is gone; the session ends by itself.
        }
    }

    /** Writes a part, unless what viewers typed was dropped meanwhile: then the host's key is written already, or will be. */
    private void write(byte[] part, long wanted) throws IOException {
        synchronized (writing) {
            if (wanted == drops()) {
                pty.write(part, part.length);
            }
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
