package dev.jshare.session;

import dev.jshare.protocol.Limits;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way of the shell's output out of the ring, into the log and onto the screen. What comes after a pause goes there at once;
 * what follows shortly is gathered, since a frame has its price however short it is. In turns of the session only, unless a
 * method says else.
 */
final class Intake {
    /** Output is sent at once after a pause of this length, and gathered for the rest of it otherwise. */
    static final long COALESCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** A flood that has paused for so long is drawn: floods pause when the machine is busy. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final OutputRing ring;
    private final OutputLog log;
    private final LiveScreen screen;
    private final InstantSource clock;

    /** Made once: to make it for every key takes longer than all that is done with it. */
    private final Predicate<byte[]> held;

    private final BooleanSupplier hidden;
    private final Runnable taken;
    private final byte[] buffer = new byte[Limits.MESSAGE_OUT];
    private int carried; // Bytes at the start of the buffer: a character that is not complete yet.
    private int unseen; // Of what is carried, bytes that are in the log, but not on the screen; none between turns.
    private long lastFlush = System.nanoTime() - COALESCE_NANOS;
    private volatile int cols;
    private volatile int rows;

    /**
     * @param hidden whether output only goes onto the screen now, and not into the log
     * @param taken told whenever there is more on the screen
     */
    Intake(
            OutputRing ring,
            OutputLog log,
            LiveScreen screen,
            InstantSource clock,
            int cols,
            int rows,
            BooleanSupplier hidden,
            Runnable taken) {
        this.ring = ring;
        this.log = log;
        this.screen = screen;
        this.held = screen::holds;
        this.clock = clock;
        this.cols = cols;
        this.rows = rows;
        this.hidden = hidden;
        this.taken = taken;
    }

    /** Width of the terminal in cells; any thread, as the next one. */
    int cols() {
        return cols;
    }

    int rows() {
        return rows;
    }

    /**
     * Takes bytes that were not put into the ring; false if something is to be taken before them, or they are to be gathered. They
     * are on the screen after {@link #show}.
     */
    boolean takeAtOnce(byte[] bytes, int length) {
        long now = System.nanoTime();
        if (!ring.isEmpty() || screen.isBehind() || now - lastFlush < COALESCE_NANOS) {
            return false;
        }
        System.arraycopy(bytes, 0, buffer, carried, length);
        carried += length;
        unseen = whole();
        if (unseen > 0) {
            log(unseen);
        }
        lastFlush = now;
        return true;
    }

    /** Has the screen show what was taken at once. */
    void show() {
        if (unseen > 0) {
            screen.feed(buffer, unseen);
            taken.run();
        }
        keep(unseen);
        unseen = 0;
    }

    /** Takes what there is, and waits a little for more if there was something just before; whether there was anything. */
    boolean take() throws InterruptedException {
        boolean resized = takeResize();
        if (!ring.isEmpty()) {
            long pause = System.nanoTime() - lastFlush;
            if (pause < COALESCE_NANOS) {
                ring.awaitMore(buffer.length - carried, COALESCE_NANOS - pause);
            }
            append(carried + ring.take(buffer, carried));
            lastFlush = System.nanoTime();
            return true;
        } else if (screen.isBehind() && System.nanoTime() - lastFlush >= QUIET_NANOS) {
            screen.draw();
        }
        return resized;
    }

    /** Takes the end, if it was reached, with half a character before it. */
    boolean takeEnd() {
        boolean end = ring.takeEnd();
        if (end) {
            flush(carried);
        }
        return end;
    }

    /** Takes all that was put into the ring before. */
    void takeAll() throws InterruptedException {
        for (long written = ring.written(); ring.taken() < written; ) {
            take();
        }
    }

    /** Takes all that is in the ring, at once; the bytes of a character that is not complete, which are on no screen. */
    byte[] settle() {
        while (!ring.isEmpty()) {
            takeResize();
            append(carried + ring.take(buffer, carried));
        }
        return Arrays.copyOf(buffer, carried);
    }

    /** After how many nanoseconds there is something to do although nothing happens; {@link Long#MAX_VALUE} for never. */
    long nanosToNextDeadline() {
        return screen.isBehind() ? QUIET_NANOS : Long.MAX_VALUE;
    }

    private boolean takeResize() {
        OutputRing.Resize resize = ring.takeResize();
        if (resize != null) {
            cols = resize.cols();
            rows = resize.rows();
            screen.resize(cols, rows);
            if (!hidden.getAsBoolean()) {
                log.appendResize(cols, rows, clock.millis());
            }
        }
        return resize != null;
    }

    /** Takes the first so many bytes of the buffer, but for a character at the end that is not complete. */
    private void append(int length) {
        carried = length;
        int whole = whole();
        flush(whole);
        keep(whole);
    }

    /** How many of the carried bytes are complete characters. */
    private int whole() {
        return carried - Utf8Boundary.incomplete(buffer, carried);
    }

    /** Keeps what is carried from an index on. */
    private void keep(int from) {
        carried -= from;
        System.arraycopy(buffer, from, buffer, 0, carried);
    }

    private void flush(int length) {
        if (length > 0) {
            Chunk chunk = log(length);
            if (chunk == null) {
                screen.feed(buffer, length);
            } else {
                screen.feed(chunk);
            }
            taken.run();
        }
    }

    /** Puts the first so many bytes of the buffer into the log, unless they are hidden: then null. */
    private @Nullable Chunk log(int length) {
        return hidden.getAsBoolean() ? null : log.append(buffer, length, clock.millis(), held);
    }
}
