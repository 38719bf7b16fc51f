package dev.jshare.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a load test has found. All but the first three is about the measured time only.
 *
 * @param viewers how many were to join
 * @param joined how many of them were shown a screen
 * @param refused by the server or the network
 * @param measured how long was measured
 * @param messages that came, of any kind
 * @param bytes of the terminal's output that were delivered, to all viewers together
 * @param wireBytes the same with everything around them, but for TCP and IP
 * @param stamps time stamps of an {@link Emitter} that came
 * @param missed those which went by in what viewers skipped
 * @param skips snapshots in place of output, to viewers that were too slow
 * @param gaps outputs that did not continue the last one: a fault of the server's
 * @param dropped viewers that lost their connection
 * @param lag from printing a stamp until a viewer had it; empty without an emitter
 * @param roundTrip of a request and its answer
 * @param serverCpu time that the server spent computing, or null if that is not known
 */
public record LoadReport(
        int viewers,
        int joined,
        int refused,
        Duration measured,
        long messages,
        long bytes,
        long wireBytes,
        long stamps,
        long missed,
        long skips,
        long gaps,
        int dropped,
        Spread lag,
        Spread roundTrip,
        @Nullable Duration serverCpu) {

    /** How many durations there were, and in microseconds what half, 90 % and 99 % of them do not exceed, and the longest. */
    public record Spread(long count, long p50, long p90, long p99, long max) {}

    /** Whether all viewers were there to the end, and got all there was to get. */
    public boolean complete() {
        return joined == viewers && dropped == 0 && gaps == 0;
    }
}
