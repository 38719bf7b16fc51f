package dev.jshare.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions that other processes bring about. */
final class Await {
    /** How long a condition may take; much more than any does, even on a slow machine that others load. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(15);

    private Await() {}

    /** A look at something that changes. */
    @FunctionalInterface
    interface Look<T> {
        T look() throws Exception;
    }

    /** Waits until the condition holds; {@code evidence} is what a failure shows of how things stand. */
    static void until(String what, Look<Boolean> condition, Look<String> evidence) throws Exception {
        value(what, () -> condition.look() ? Optional.of(true) : Optional.empty(), evidence);
    }

    static void until(String what, Look<Boolean> condition) throws Exception {
        until(what, condition, () -> "");
    }

    /** Waits until there is a value. */
    static <T> T value(String what, Look<Optional<T>> source, Look<String> evidence) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Optional<T> value = source.look();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what + "\n" + shown(evidence));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** What failed is not hidden by evidence that cannot be had. */
    private static String shown(Look<String> evidence) {
        try {
            return evidence.look();
        } catch (Exception e) {
            return "no evidence: " + e;
        }
    }
}
