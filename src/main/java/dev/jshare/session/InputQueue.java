package dev.jshare.session;

import dev.jshare.access.InputPolicy;
import dev.jshare.access.Lease;
import dev.jshare.console.PasteWatch;
import dev.jshare.pty.Pty;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the pty: what the host types goes first and at once, what viewers type follows. Every key is written whole,
 * so that nobody's paste splits an escape sequence of somebody else's. The host's keys take the {@link Lease} from a viewer, and
 * what that one has typed ahead is dropped: nothing of it follows them.
 *
 * <p>A viewer's key is written at once where nothing waits before it and there is room. Otherwise the thread
 * {@code jshare-input} writes it, and waits for room without holding the lock: the host does not wait behind somebody's paste
 * into a program that does not read.
 */
final class InputQueue implements Runnable {
    /** What viewers may have typed ahead of a shell that does not read; beyond it input is dropped. */
    static final int CAPACITY = 4 * 1024 * 1024;

    /** What a piece costs beside its bytes, so that many tiny ones count for what they are. */
    private static final int OVERHEAD = 64;

    /** The most that is written of a viewer's piece before the host may come between: more than any key. */
    private static final int PART = 256;

    /** What a sequence is at most that is not cut. */
    private static final int SEQUENCE = 32;

    private static final byte[] NOTHING = {};

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
    private final ReentrantLock writing = new ReentrantLock(); // Taken before waiting, where both are.
    private final PasteWatch paste = new PasteWatch(); // Guarded by writing, as are the next three.
    private int paster = Lease.NOBODY;
    private long pasted; // How often things had been dropped by then.
    private byte[] begun = NOTHING; // The rest of a key, which comes before all else.
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>(); // Guarded by itself.
    private int queued; // Guarded by waiting.
    private boolean busy; // The thread has a piece. Guarded by waiting.
    private boolean closed; // Guarded by waiting.
    private long drops; // Guarded by waiting.

    /**
     * What is to be typed.
     *
     * @param viewer who typed it, {@link Lease#NOBODY} for answers
     * @param drops how often things had been dropped when it came
     */
    private record Piece(int viewer, byte[] bytes, long drops) {
        int cost() {
            return bytes.length + OVERHEAD;
        }
    }

    InputQueue(Pty pty, Lease lease) {
        this.pty = pty;
        this.lease = lease;
    }

    /** Types what the host's terminal sent; waits while the shell does not take it. */
    void typeNow(byte[] bytes, int length) throws IOException {
        boolean keys = takeTurn(bytes, length);
        writing.lock();
        try {
            finish();
            if (keys) {
                endPaste(Lease.HOST);
            }
            pty.write(bytes, length);
        } finally {
            writing.unlock();
        }
        Thread.yield(); // The kernel's thread that passes them on may be waiting for this processor.
    }

    /** Whether there are keys among it: what the terminal sends by itself while a viewer types says nothing about the host. */
    private boolean takeTurn(byte[] bytes, int length) {
        try {
            boolean keys = InputPolicy.hasKeys(bytes, length);
            if (keys && lease.takeForHost(endsLine(bytes[length - 1]))) {
                drop();
            }
            return keys;
        } catch (RuntimeException | Error e) {
            return false; // A fault of ours may cost the sharing, and not the host a key.
        }
    }

    /** Enter, or what shells take for it. */
    private static boolean endsLine(byte key) {
        return key == '\r' || key == '\n';
    }

    /** Writes what is left of a key. */
    private void finish() throws IOException {
        if (begun.length > 0) {
            byte[] rest = begun;
            begun = NOTHING;
            pty.write(rest, rest.length);
        }
    }

    /** A paste that its viewer cannot finish any more is ended before somebody types: it would swallow the keys. */
    private void endPaste(int typist) throws IOException {
        if (leftOpen(typist)) {
            byte[] end = PasteWatch.end();
            pty.write(end, end.length);
            paste.close();
        }
    }

    private boolean leftOpen(int typist) {
        return paste.isOpen() && typist != Lease.NOBODY && (pasted != drops() || !lease.typedLast(paster));
    }

    /** Has a viewer's bytes typed now or soon, if it has the turn still. Waits for nothing. */
    Fate type(int viewer, byte[] bytes) {
        if (bytes.length <= PART && writing.tryLock()) {
            try {
                return typeAtOnce(viewer, bytes);
            } finally {
                writing.unlock();
            }
        }
        synchronized (waiting) {
            return admit(viewer, bytes);
        }
    }

    private Fate typeAtOnce(int viewer, byte[] bytes) {
        long before;
        synchronized (waiting) {
            if (closed || busy || !waiting.isEmpty() || begun.length > 0 || leftOpen(viewer)) {
                return admit(viewer, bytes);
            } else if (!lease.typedLast(viewer)) {
                return Fate.NO_TURN;
            }
            before = drops;
        }
        try {
            int length = pty.offer(bytes, bytes.length);
            if (length == 0) {
                synchronized (waiting) {
                    return admit(viewer, bytes);
                }
            }
            Thread.yield(); // As for the host.
            typed(viewer, bytes, before);
            if (length < bytes.length) {
                begun = Arrays.copyOfRange(bytes, length, bytes.length);
                synchronized (waiting) {
                    add(Lease.NOBODY, NOTHING); // Has the thread finish it.
                }
            }
            return Fate.TAKEN;
        } catch (IOException e) {
            close(); // The shell is gone; the session ends by itself.
            return Fate.FULL;
        }
    }

    /** Remembers what was typed last, for {@link #endPaste}. */
    private void typed(int viewer, byte[] bytes, long before) {
        if (viewer != Lease.NOBODY) {
            paste.see(bytes);
            paster = viewer;
            pasted = before;
        }
    }

    private Fate admit(int viewer, byte[] bytes) {
        // Where waiting is locked, since the host takes the lease before it drops what waits: what comes later must not
        // slip through.
        return lease.typedLast(viewer) ? add(viewer, bytes) : Fate.NO_TURN;
    }

    /** Has a terminal's answers typed soon, whoever types; what does not fit is lost. */
    void answer(byte[] bytes) {
        if (bytes.length > 0) {
            synchronized (waiting) {
                add(Lease.NOBODY, bytes);
            }
        }
    }

    private Fate add(int viewer, byte[] bytes) {
        Piece piece = new Piece(viewer, bytes, drops);
        if (closed || queued + piece.cost() > CAPACITY) {
            return Fate.FULL;
        }
        waiting.add(piece);
        queued += piece.cost();
        waiting.notifyAll();
        return Fate.TAKEN;
    }

    /** Forgets what viewers have typed ahead, but for the part that is being written. Any thread. */
    void drop() {
        synchronized (waiting) {
            waiting.removeIf(piece -> piece.bytes().length > 0); // A key that was begun is finished all the same.
            queued = waiting.size() * OVERHEAD;
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
            for (Piece piece = next(); piece != null; piece = next()) {
                byte[] bytes = piece.bytes();
                int at = 0;
                do {
                    int end = cut(bytes, at);
                    pty.awaitRoom();
                    write(piece, Arrays.copyOfRange(bytes, at, end));
                    at = end;
                } while (at < bytes.length && piece.drops() == drops());
            }
        } catch (IOException | InterruptedException e) {
            close(); // The shell is gone; the session ends by itself.
        }
    }

    /** Where the part that begins here ends: not within a character, nor within a sequence if that is short. */
    static int cut(byte[] bytes, int from) {
        int end = from + PART;
        if (end >= bytes.length) {
            return bytes.length;
        }
        for (int i = end - 1; i > Math.max(from, end - SEQUENCE); i--) {
            if (bytes[i] == 0x1b) {
                return i;
            }
        }
        return end - Utf8Boundary.incomplete(bytes, end);
    }

    /** Writes a part, unless what viewers typed was dropped meanwhile: then a key of the host's is next. */
    private void write(Piece piece, byte[] part) throws IOException {
        writing.lock();
        try {
            finish();
            if (piece.drops() == drops()) {
                endPaste(piece.viewer());
                pty.write(part, part.length);
                typed(piece.viewer(), part, piece.drops());
            }
        } finally {
            writing.unlock();
        }
    }

    /** The next piece, or null at the end. */
    private @Nullable Piece next() throws InterruptedException {
        synchronized (waiting) {
            busy = false;
            while (waiting.isEmpty() && !closed) {
                waiting.wait();
            }
            if (closed) {
                return null;
            }
            busy = true;
            Piece piece = waiting.remove();
            queued -= piece.cost();
            return piece;
        }
    }
}
