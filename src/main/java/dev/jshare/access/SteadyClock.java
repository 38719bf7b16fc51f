package dev.jshare.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of day, but never slower than time goes by: where the machine's clock is set back, links and leaves to type would be
 * good for as much longer. Any thread.
 */
public final class SteadyClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier ticks;
    private Instant latest; // Guarded by this, as is latestTicks.
    private long latestTicks;

    /** @param ticks nanoseconds that nobody sets, as {@link System#nanoTime()} */
    public SteadyClock(InstantSource wall, LongSupplier ticks) {
        this.wall = wall;
        this.ticks = ticks;
        this.latest = wall.instant();
        this.latestTicks = ticks.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long now = ticks.getAsLong();
        Instant least = latest.plusNanos(now - latestTicks);
        Instant shown = wall.instant();
        latest = shown.isBefore(least) ? least : shown;
        latestTicks = now;
        return latest;
    }
}
