package dev.jshare.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void anEmptyOneIsAllZero() {
        assertEquals(new LoadReport.Spread(0, 0, 0, 0, 0), new Histogram().spread());
    }

    @Test
    void percentilesAreWithinASixtyFourthOfTheExactOnes() {
        Random random = new Random(7);
        Histogram one = new Histogram();
        Histogram other = new Histogram();
        long[] values = new long[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong(1L << random.nextInt(1, 35));
            (i % 3 == 0 ? one : other).add(values[i]);
        }
        one.add(other);
        Arrays.sort(values);
        LoadReport.Spread spread = one.spread();
        assertEquals(values.length, spread.count());
        assertEquals(values[9_999], spread.max());
        assertNear(values[4_999], spread.p50());
        assertNear(values[8_999], spread.p90());
        assertNear(values[9_899], spread.p99());
    }

    private static void assertNear(long exact, long found) {
        assertTrue(found >= exact && found <= exact + exact / 64 + 1, found + " for " + exact);
    }

    @Test
    void whatIsOutOfRangeIsAtItsEdge() {
        Histogram histogram = new Histogram();
        histogram.add(-5);
        histogram.add(Long.MAX_VALUE);
        assertEquals(0, histogram.spread().p50());
        assertEquals((1L << 35) - 1, histogram.spread().max());
        histogram.clear();
        assertEquals(0, histogram.spread().count());
    }
}
