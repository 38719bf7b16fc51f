package dev.jshare.access;

/** An allowance that fills up again with time (a token bucket). One thread at a time; times are nanoseconds. */
public final class RateLimit {
    private static final double NANOS = 1e9;

    private final double rate;
    private final double burst;
    private double allowance;
    private long last;

    /**
     * @param rate what comes back in a second
     * @param burst the most there can be, and is at first
     */
    public RateLimit(int rate, int burst, long now) {
        this.rate = rate;
        this.burst = burst;
        this.allowance = burst;
        this.last = now;
    }

    /** Takes so much, or nothing and says false if there is not so much. */
    public boolean take(int amount, long now) {
        allowance = Math.min(burst, allowance + (now - last) / NANOS * rate);
        last = now;
        if (amount > allowance) {
            return false;
        }
        allowance -= amount;
        return true;
    }
}
