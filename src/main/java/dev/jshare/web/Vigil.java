package dev.jshare.web;

/**
 * Tells by times whether a viewer is still there. One thread at a time; times are {@link System#nanoTime()} values of the caller.
 *
 * <p>Time in which nobody looked counts for nobody's silence: this process was stopped then, or its machine stood still, and has
 * neither asked nor listened.
 */
final class Vigil {
    /** What is to be done about a viewer. */
    enum Verdict {
        NOTHING,
        /** Ask whether it is there. */
        PING,
        /** Say goodbye: nothing is heard of it. */
        GOODBYE,
        /** Cut it off: it takes nothing, not even a goodbye. */
        CUT
    }

    private final long ping;
    private final long dead;
    private final long stall;
    private final long check;
    private long looked;
    private long heard;
    private long sent;
    private long pinged;
    private long moved; // When its socket had taken more than before.
    private long taken; // How much of messages that was.
    private long closed;

    Vigil(Patience patience, long now) {
        ping = patience.ping().toNanos();
        dead = patience.dead().toNanos();
        stall = patience.stall().toNanos();
        check = patience.check().toNanos();
        looked = now;
        heard = now;
        sent = now;
        pinged = now;
        moved = now;
    }

    /** A message has come. */
    void heard(long now) {
        heard = now;
    }

    /** One was begun to be sent. */
    void sent(long now) {
        sent = now;
    }

    /** One of the two has said goodbye. */
    void closed(long now) {
        closed = now;
    }

    /** To be called at the interval at which viewers are looked at, before {@link #judge}. */
    void look(long now, long takenSoFar) {
        long late = now - looked - check;
        looked = now;
        if (late > check) {
            heard = later(heard, late, now);
            sent = later(sent, late, now);
            pinged = later(pinged, late, now);
            moved = later(moved, late, now);
            closed = later(closed, late, now);
        }
        if (takenSoFar != taken) {
            taken = takenSoFar;
            moved = now;
        }
    }

    /** What has happened since the process runs again is no later than now. */
    private static long later(long then, long nanos, long now) {
        return now - Math.max(0, now - then - nanos);
    }

    /** When its socket was seen to have taken something last. */
    long moved() {
        return moved;
    }

    /**
     * @param goodbye whether one of the two has said it
     * @param sending whether a message is on its way
     */
    Verdict judge(long now, boolean goodbye, boolean sending) {
        if (goodbye) {
            return now - closed > stall ? Verdict.CUT : Verdict.NOTHING; // It does not answer the close frame.
        } else if (sending && Math.min(now - sent, now - moved) > stall) {
            return Verdict.CUT;
        } else if (now - heard > dead) {
            return Verdict.GOODBYE;
        } else if (Math.min(now - heard, now - pinged) > ping) {
            pinged = now;
            return Verdict.PING;
        }
        return Verdict.NOTHING;
    }
}
