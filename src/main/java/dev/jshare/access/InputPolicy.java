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

    private static final double NANOS = 1e9;

    private final double rate;
    private final double burst;
    private double allowance;
    private long last;

    /**
     * @param rate bytes per second in the long run
     * @param burst bytes at once, ahead of the rate
     */
    public InputPolicy(int rate, int burst, long now) {
        this.rate = rate;
        this.burst = burst;
        this.allowance = burst;
        this.last = now;
    }

    /** Judges one input as a whole, and charges it if it passes. */
    public Verdict judge(Role role, int length, long now) {
        if (role != Role.TYPE) {
            return Verdict.READ_ONLY;
        }
        allowance = Math.min(burst, allowance + (now - last) / NANOS * rate);
        last = now;
        if (length > allowance) {
            return Verdict.TOO_FAST;
        }
        allowance -= length;
        return Verdict.PASS;
    }
}
