package dev.jshare.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments as people say them: how long ago, how long until. */
final class Ago {
    private Ago() {}

    /** How long it has been, such as {@code 5 min 3 s}; empty for null. */
    static String since(@Nullable Instant moment, Instant now) {
        return moment == null ? "" : between(moment, now);
    }

    /** When a link is over: {@code in 7 h 58 min}, {@code never} or {@code over}. */
    static String until(@Nullable Instant end, Instant now) {
        if (end == null) {
            return "never";
        }
        return end.isAfter(now) ? "in " + between(now, end) : "over";
    }

    private static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to).plusMillis(500);
        return Lifetime.inWords(time.isNegative() ? Duration.ZERO : time);
    }
}
