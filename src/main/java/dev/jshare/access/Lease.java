package dev.jshare.access;

import java.time.InstantSource;

/**
 * The turn to type: whoever typed last has it until nothing was typed for two seconds, so that two people's keys do not mix.
 * The host takes it from anybody at once. Any thread; taking it costs a key nothing but an uncontended lock.
 */
public final class Lease {
    /** Stands for the host where viewers have their numbers, which begin at 1. */
    public static final int HOST = 0;

    /** Stands for nobody. */
    public static final int NOBODY = -1;

    /** How long the turn lasts after a key, in milliseconds. */
    public static final long MILLIS = 2_000;

    private final InstantSource clock;
    private final boolean free;
    private final Runnable changed;
    private int last = NOBODY; // Guarded by this, as is lastMillis.
    private long lastMillis;

    /**
     * @param free whether everybody may type at any time; then there is still one of whom it is said
     * @param changed called when somebody else types, and never for every key
     */
    public Lease(InstantSource clock, boolean free, Runnable changed) {
        this.clock = clock;
        this.free = free;
        this.changed = changed;
    }

    /** A viewer types: whose turn it is then, which is somebody else's if the viewer may not. */
    public int take(int viewer) {
        long now = clock.millis();
        synchronized (this) {
            int holder = holder(now);
            if (holder != NOBODY && holder != viewer) {
                return free ? viewer : holder;
            }
            last = viewer;
            lastMillis = now;
            if (holder == viewer) {
                return viewer;
            }
        }
        changed.run();
        return viewer;
    }

    /**
     * The host types. True if a viewer could have been typing, who has to stop.
     *
     * @param finished whether that was the end of a line, after which nobody's keys get into it: the turn ends at once
     */
    public boolean takeForHost(boolean finished) {
        long now = clock.millis();
        boolean same;
        boolean other;
        synchronized (this) {
            int holder = holder(now);
            if (free && holder > HOST) {
                return false;
            }
            same = holder == HOST;
            other = last > HOST;
            last = HOST;
            lastMillis = finished ? now - MILLIS : now;
        }
        if (!same || finished) {
            changed.run();
        }
        return other && !free;
    }

    /** Whether this viewer typed last, however long ago; where everybody may type at any time, whether it could have. */
    public synchronized boolean typedLast(int viewer) {
        return free || last == viewer;
    }

    /** Whose turn it is: a viewer's, {@link #HOST}'s, or {@link #NOBODY}'s. */
    public synchronized int holder() {
        return holder(clock.millis());
    }

    private int holder(long now) {
        // A clock that was set back ends the turn: it would last for as long.
        return now >= lastMillis && now - lastMillis < MILLIS ? last : NOBODY;
    }

    /** Milliseconds until the turn ends if nobody types, 0 if it is nobody's. */
    public synchronized long millisLeft() {
        long now = clock.millis();
        return holder(now) == NOBODY ? 0 : lastMillis + MILLIS - now;
    }

    /** Ends the turn of a viewer that has left. */
    public synchronized void end(int viewer) {
        if (last == viewer) {
            last = NOBODY;
        }
    }

    /** Ends the turn of any viewer, since who may type has changed. */
    public synchronized void endViewers() {
        if (last > HOST) {
            last = NOBODY;
        }
    }
}
