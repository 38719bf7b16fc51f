package dev.jshare.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved; any thread. */
public final class ManualClock implements InstantSource {
    private volatile Instant now = Instant.parse("2030-01-02T03:04:05Z");

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }
}
