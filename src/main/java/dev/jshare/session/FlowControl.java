package dev.jshare.session;

import dev.jshare.protocol.Limits;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * How much may be on its way to one viewer. Acknowledgements show how long things take to be drawn there; the window
 * follows, so that a slow line or a slow page is never more than {@link #TARGET_NANOS} behind what was sent, and a fast one
 * gets all it can take (the idea is LEDBAT's, RFC 6817: delay over the least delay ever seen).
 *
 * <p>Counts terminal bytes and those of snapshots. One thread at a time; times are {@link System#nanoTime()} values of the
 * caller.
 */
final class FlowControl {
    /** The delay to keep, beyond that of the line itself: what a person still takes for "now". */
    static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

    /** The least window: a full screen with colours, without which nothing useful arrives. */
    static final int MIN_WINDOW = 16 * 1024;

    /** The first window, unless the viewer saves its acks. */
    static final int FIRST_WINDOW = 2 * MIN_WINDOW;

    /** A part of a chunk is no smaller than this: every frame has its price. */
    private static final int LEAST_FRAME = 4 * 1024;

    /** Frames sent within this time are accounted for together, up to so many bytes. */
    private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int GROUP_BYTES = 4 * 1024;

    private static final class Flight {
        long offset;
        int bytes;
        final long sentAt;

        Flight(long offset, int bytes, long sentAt) {
            this.offset = offset;
            this.bytes = bytes;
            this.sentAt = sentAt;
        }
    }

    private final ArrayDeque<Flight> flights = new ArrayDeque<>(2);
    private final int promisedStep;
    private int window;
    private int inFlight;
    private long fullSince;
    private long leastDelay = Long.MAX_VALUE;
    private boolean slow;

    /** @param promisedStep how many bytes the viewer at most leaves unacknowledged */
    FlowControl(int promisedStep) {
        this.promisedStep = promisedStep;
        this.window = Math.max(FIRST_WINDOW, least());
    }

    /** With less, a viewer that saves its acks would wait for more, and the server for them. */
    private int least() {
        return Math.max(MIN_WINDOW, promisedStep + promisedStep / 2);
    }

    /** Bytes were given to the transport; once all of them are drawn the viewer acknowledges this offset. */
    void sent(long offset, int bytes, long now) {
        boolean wasFull = full();
        Flight last = flights.peekLast();
        if (last != null && last.bytes < GROUP_BYTES && now - last.sentAt < GROUP_NANOS) {
            last.offset = offset;
            last.bytes += bytes;
        } else {
            flights.add(new Flight(offset, bytes, now));
        }
        inFlight += bytes;
        if (!wasFull) {
            fullSince = now;
        }
    }

    /** The viewer has drawn everything up to this offset. */
    void acknowledged(long offset, long now) {
        int drawn = 0;
        long delay = 0;
        for (Flight first = flights.peek(); first != null && first.offset <= offset; first = flights.peek()) {
            flights.remove();
            drawn += first.bytes;
            delay = now - first.sentAt; // That of the newest counts: viewers may save acks, not delay them.
        }
        if (drawn > 0) {
            boolean used = inFlight >= window / 2;
            inFlight -= drawn;
            fullSince = now;
            leastDelay = Math.min(leastDelay, delay);
            adapt(delay - leastDelay, drawn, used);
        }
    }

    private void adapt(long queueing, int drawn, boolean used) {
        if (queueing > TARGET_NANOS) {
            slow = true;
            window = (int) ((double) window * TARGET_NANOS / queueing);
        } else if (queueing < TARGET_NANOS / 2) {
            slow &= !used;
            window += used ? drawn : 0;
        }
        window = Math.min(Limits.WINDOW, Math.max(least(), window));
    }

    /** Whether nothing more may be sent before something is acknowledged. Waits for room that is worth a frame. */
    boolean full() {
        return window - inFlight < window / 4;
    }

    /** Bytes that the next frame may have: a frame is seen when it has come whole, so on slow lines it is small. */
    int room() {
        return Math.min(window - inFlight, Math.max(LEAST_FRAME, window / 4));
    }

    /** Whether the viewer takes things more slowly than they should arrive. */
    boolean slow(long now) {
        return slow || stalled(now) > TARGET_NANOS;
    }

    /** How long nothing could be sent since nothing was acknowledged; 0 if something can. */
    long stalled(long now) {
        return full() ? now - fullSince : 0;
    }

    /** The least delay from sending something until it was drawn, or -1 if there was none yet. */
    long leastDelay() {
        return leastDelay == Long.MAX_VALUE ? -1 : leastDelay;
    }

    /** Bytes that may be on the way at once. */
    int window() {
        return window;
    }
}
