package dev.jshare.access;

/**
 * The one place that decides whether a viewer's bytes are typed: the role, then the rate. One for each viewer, used by one
 * thread at a time. Times are {@link System#nanoTime()} values of the caller.
 */
public final class InputPolicy {

    /** What becomes of an input. */
    public enum Verdict {
        PASS,
        READ_ONLY,
        TOO_FAST
    }

    private final RateLimit bytes;

    /**
     * @param rate bytes per second in the long run
     * @param burst bytes at once, ahead of the rate
     */
    public InputPolicy(int rate, int burst, long now) {
        this.bytes = new RateLimit(rate, burst, now);
    }

    /** Judges one input as a whole, and charges it if it passes. */
    public Verdict judge(Role role, int length, long now) {
        if (role != Role.TYPE) {
            return Verdict.READ_ONLY;
        }
        return bytes.take(length, now) ? Verdict.PASS : Verdict.TOO_FAST;
    }
}
