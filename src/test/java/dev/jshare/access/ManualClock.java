package dev.jshare.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is moved; any thread. */
public final class ManualClock implements InstantSource {
    private volatile Instant now = Instant.parse("2030-01-02T03:04:05Z");

    private volatile @Nullable Supplier<Error> fault;

    /** Every later question for the time fails. */
    public void breakDown(Supplier<Error> with) {
        fault = with;
    }

    @Override
    public Instant instant() {
        Supplier<Error> broken = fault;
        if (broken != null) {
            throw broken.get();
        }
        return now;
    }

    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }
}
