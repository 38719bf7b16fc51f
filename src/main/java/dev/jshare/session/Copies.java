package dev.jshare.session;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * Long pictures of the screen: those for who is no viewer, and those with many lines above it. One at a time, with a pause after
 * each that is four times as long as it took, however many are asked for: the shell's output goes first.
 */
final class Copies {
    /** Who may wait; beyond, requests are refused. */
    static final int MOST = 256;

    private static final int PAUSE = 4;

    private final Runnable bell;
    private final ArrayDeque<Copy> waiting = new ArrayDeque<>(); // Guarded by this.
    private boolean closed; // Guarded by this.
    private final LongSupplier clock;
    private long next; // The session's thread.

    /** @param refused what is done instead, if there is no room, or no session any more */
    private record Copy(Runnable work, Runnable refused) {}

    /** @param bell wakes the session's thread */
    Copies(Runnable bell) {
        this(bell, System::nanoTime);
    }

    /** @param clock in nanoseconds, as {@link System#nanoTime()} */
    Copies(Runnable bell, LongSupplier clock) {
        this.bell = bell;
        this.clock = clock;
        this.next = clock.getAsLong();
    }

    /** Has one of the two done, the first one in a turn of the session; any thread. */
    void add(Runnable work, Runnable refused) {
        boolean taken;
        synchronized (this) {
            taken = !closed && waiting.size() < MOST;
            if (taken) {
                waiting.add(new Copy(work, refused));
            }
        }
        if (taken) {
            bell.run();
        } else {
            refused.run();
        }
    }

    /** Makes one if it is time; whether it did. The session's thread. */
    boolean run() {
        if (nanosToNextDeadline() > 0) {
            return false;
        }
        Copy copy;
        synchronized (this) {
            copy = waiting.remove();
        }
        long start = clock.getAsLong();
        try {
            copy.work.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            refuse(copy); // The asker's problem, not the session's.
        }
        long end = clock.getAsLong();
        next = end + PAUSE * (end - start);
        return true;
    }

    /** Nanoseconds until {@link #run} has something to do, {@link Long#MAX_VALUE} for never; the session's thread. */
    long nanosToNextDeadline() {
        synchronized (this) {
            if (waiting.isEmpty()) {
                return Long.MAX_VALUE;
            }
        }
        return Math.max(0, next - clock.getAsLong());
    }

    /** Refuses all that wait, and all that come; the session's thread. */
    void close() {
        ArrayDeque<Copy> left;
        synchronized (this) {
            closed = true;
            left = waiting.clone();
            waiting.clear();
        }
        left.forEach(Copies::refuse);
    }

    private static void refuse(Copy copy) {
        try {
            copy.refused.run();
        } catch (RuntimeException e) {
            // The server has stopped, and its visitors with it.
        }
    }
}
