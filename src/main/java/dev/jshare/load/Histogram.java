package dev.jshare.load;

import java.util.Arrays;

/**
 * Durations in microseconds, counted in buckets that are at most 1/64 wide of what they hold, so that a thousand viewers'
 * measurements fit into some kilobytes. One thread.
 */
final class Histogram {
    private static final int BITS = 6;

    /** About nine hours; longer ones count as this. */
    private static final long LARGEST = (1L << 35) - 1;

    private final long[] counts = new long[index(LARGEST) + 1];
    private long count;
    private long max;

    /** Negative ones, which two clocks can make, count as 0. */
    void add(long micros) {
        long value = Math.max(0, Math.min(LARGEST, micros));
        counts[index(value)]++;
        count++;
        max = Math.max(max, value);
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    LoadReport.Spread spread() {
        return new LoadReport.Spread(count, percentile(50), percentile(90), percentile(99), max);
    }

    /** The least value that this percentage of all does not exceed, to the width of its bucket; 0 if there are none. */
    private long percentile(int percent) {
        long wanted = (count * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(max, highest(i));
            }
        }
        return 0;
    }

    /** Exact below 128; above, the number of bits dropped and the seven that are left. */
    private static int index(long value) {
        int dropped = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(value));
        return (dropped << BITS) + (int) (value >>> dropped);
    }

    private static long highest(int index) {
        int dropped = Math.max(0, (index >> BITS) - 1);
        return ((long) (index - (dropped << BITS) + 1) << dropped) - 1;
    }
}
