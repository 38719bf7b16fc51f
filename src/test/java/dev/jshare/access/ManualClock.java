package dev.jshare.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved; any thread. */
public final class ManualClock implements InstantSource {
    private volatile Instant now = Instant.parse("2030-01-02T03:04:05Z");

    private volatile boolean broken;

    /** Every later question for the time fails. */
    public void breakDown() {
        broken = true;
    }

    @Override
    public Instant instant() {
        if (broken) {
            throw new IllegalStateException("the clock is broken");
        }
        return now;
    }

    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }
}
