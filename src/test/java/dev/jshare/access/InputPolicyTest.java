package dev.jshare.access;

import static dev.jshare.access.InputPolicy.Verdict.PASS;
import static dev.jshare.access.InputPolicy.Verdict.READ_ONLY;
import static dev.jshare.access.InputPolicy.Verdict.TOO_FAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InputPolicyTest {
    private static final long START = Long.MAX_VALUE - 5; // System.nanoTime() may overflow.
    private final InputPolicy policy = new InputPolicy(100, 1000, START);

    @Test
    void trap12WatchersNeverType() {
        assertEquals(READ_ONLY, policy.judge(Role.WATCH, 0, START));
        assertEquals(READ_ONLY, policy.judge(Role.WATCH, 1, START));
        assertEquals(PASS, policy.judge(Role.TYPE, 1000, START), "what was refused is not charged");
    }

    @Test
    void aBurstPassesAndThenTheRateHolds() {
        assertEquals(PASS, policy.judge(Role.TYPE, 600, START));
        assertEquals(PASS, policy.judge(Role.TYPE, 400, START));
        assertEquals(TOO_FAST, policy.judge(Role.TYPE, 1, START));
        assertEquals(PASS, policy.judge(Role.TYPE, 0, START));
        assertEquals(TOO_FAST, policy.judge(Role.TYPE, 101, after(1_000)));
        assertEquals(PASS, policy.judge(Role.TYPE, 100, after(1_000)));
        assertEquals(TOO_FAST, policy.judge(Role.TYPE, 1, after(1_000)));
    }

    @Test
    void theAllowanceGrowsToTheBurstAndNoFurther() {
        assertEquals(PASS, policy.judge(Role.TYPE, 1000, START));
        assertEquals(TOO_FAST, policy.judge(Role.TYPE, 1001, after(3_600_000)));
        assertEquals(PASS, policy.judge(Role.TYPE, 1000, after(3_600_000)));
    }

    @Test
    void manySmallStepsGiveNoMoreThanOneLargeOne() {
        policy.judge(Role.TYPE, 1000, START);
        int passed = 0;
        for (int millis = 1; millis <= 10_000; millis++) {
            passed += policy.judge(Role.TYPE, 1, after(millis)) == PASS ? 1 : 0;
        }
        assertEquals(1000, passed, 1);
    }

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
