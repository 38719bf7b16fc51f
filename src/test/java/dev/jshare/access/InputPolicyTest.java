package dev.jshare.access;

import static dev.jshare.access.InputPolicy.Verdict.PASS;
import static dev.jshare.access.InputPolicy.Verdict.READ_ONLY;
import static dev.jshare.access.InputPolicy.Verdict.TOO_FAST;
import static dev.jshare.access.InputPolicy.Verdict.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jshare.access.InputPolicy.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputPolicyTest {
    private static final long START = Long.MAX_VALUE - 5; // System.nanoTime() may overflow.
    private static final int ANN = 1;
    private static final int BO = 2;
    private static final Reporting FOCUS = new Reporting(true, false, false, false, false);
    private static final Reporting MOUSE = new Reporting(false, true, false, false, false);
    private static final Reporting SGR = new Reporting(false, true, true, false, false);
    private static final Reporting URXVT = new Reporting(false, true, false, false, true);

    private final ManualClock clock = new ManualClock();
    private final Lease lease = new Lease(clock, false, () -> {});
    private final InputPolicy policy = new InputPolicy(ANN, lease, 5000, 100, 1000, START);
    private final InputPolicy bo = new InputPolicy(BO, lease, 5000, 100, 1000, START);

    private Verdict judge(Role role, int length, long now) {
        return policy.judge(role, new byte[length], Reporting.NONE, now).verdict();
    }

    private static String type(InputPolicy policy, String text, Reporting wanted) {
        InputPolicy.Ruling ruling = policy.judge(Role.TYPE, text.getBytes(UTF_8), wanted, START);
        return ruling.verdict() == PASS
                ? new String(ruling.bytes(), UTF_8)
                : ruling.verdict().name();
    }

    private String type(String text) {
        return type(policy, text, Reporting.NONE);
    }

    @Test
    void trap12WatchersNeverType() {
        assertEquals(READ_ONLY, judge(Role.WATCH, 0, START));
        assertEquals(READ_ONLY, judge(Role.WATCH, 1, START));
        assertEquals(PASS, judge(Role.TYPE, 1000, START), "what was refused is not charged");
    }

    @Test
    void aBurstPassesAndThenTheRateHolds() {
        assertEquals(PASS, judge(Role.TYPE, 600, START));
        assertEquals(PASS, judge(Role.TYPE, 400, START));
        assertEquals(TOO_FAST, judge(Role.TYPE, 1, START));
        assertEquals(PASS, judge(Role.TYPE, 0, START));
        assertEquals(TOO_FAST, judge(Role.TYPE, 101, after(1_000)));
        assertEquals(PASS, judge(Role.TYPE, 100, after(1_000)));
        assertEquals(TOO_FAST, judge(Role.TYPE, 1, after(1_000)));
    }

    @Test
    void theAllowanceGrowsToTheBurstAndNoFurther() {
        assertEquals(PASS, judge(Role.TYPE, 1000, START));
        assertEquals(TOO_FAST, judge(Role.TYPE, 1001, after(3_600_000)));
        assertEquals(PASS, judge(Role.TYPE, 1000, after(3_600_000)));
    }

    @Test
    void manySmallStepsGiveNoMoreThanOneLargeOne() {
        judge(Role.TYPE, 1000, START);
        int passed = 0;
        for (int millis = 1; millis <= 10_000; millis++) {
            passed += judge(Role.TYPE, 1, after(millis)) == PASS ? 1 : 0;
        }
        assertEquals(1000, passed, 1);
    }

    @Test
    void anInputHasALargestSize() {
        assertEquals(TOO_LARGE, judge(Role.TYPE, 5001, START));
        assertEquals(READ_ONLY, judge(Role.WATCH, 5001, START));
    }

    @Test
    void keysNeedTheTurn() {
        assertEquals("a", type("a"));
        assertEquals("NO_TURN", type(bo, "b", Reporting.NONE));
        assertEquals("", type(bo, "", Reporting.NONE));
        clock.advance(Duration.ofSeconds(2));
        assertEquals("b", type(bo, "b", Reporting.NONE));
        assertEquals("NO_TURN", type("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[I', FOCUS", "'\u001b[O', FOCUS",
        "'\u001b[M !!', MOUSE", "'\u001b[MC\u0123\u0456', MOUSE",
        "'\u001b[<0;12;7M', SGR", "'\u001b[<35;120;40m', SGR",
        "'\u001b[32;12;7M', URXVT"
    })
    void trap12ReportsPassIfTheProgramAskedForThemAndOnlyFromTheTypist(String report, String asked) {
        Map<String, Reporting> all = Map.of("FOCUS", FOCUS, "MOUSE", MOUSE, "SGR", SGR, "URXVT", URXVT);
        Reporting wanted = all.get(asked);
        assertEquals("", type(policy, report, wanted), "nobody has typed yet");
        assertEquals("a", type("a"));
        all.forEach((name, reporting) ->
                assertEquals(name.equals(asked) ? report : "", type(policy, report, reporting), name));
        assertEquals("", type(policy, report, Reporting.NONE));
        assertEquals("", type(bo, report, wanted), "silently");
        clock.advance(Duration.ofSeconds(2));
        assertEquals(report, type(policy, report, wanted), "who typed last still has the mouse");
        assertEquals("", type(bo, report, wanted));
        assertEquals(Lease.NOBODY, lease.holder(), "and no mouse takes the turn");
        assertEquals("b" + report, type(bo, "b" + report, wanted));
        assertEquals("", type(policy, report, wanted));
        assertEquals("xyz", type(bo, "x" + report + "y" + report + "z", Reporting.NONE));
    }

    @Test
    void whereAllMayTypeAllHaveTheMouse() {
        Lease free = new Lease(clock, true, () -> {});
        InputPolicy one = new InputPolicy(ANN, free, 5000, 100, 1000, START);
        InputPolicy two = new InputPolicy(BO, free, 5000, 100, 1000, START);
        assertEquals("a", type(one, "a", SGR));
        assertEquals("\u001b[<0;1;1M", type(two, "\u001b[<0;1;1M", SGR));
        assertEquals("b", type(two, "b", SGR));
    }

    @Test
    void trap19APasteEndsWithTheMarkAtTheEndOfAMessage() {
        assertEquals("\u001b[200~a\nrm -rf\n\u001b[201~", type("\u001b[200~a\u001b[201~\nrm -rf\n\u001b[201~"));
        assertEquals("\u001b[200~ab\u001b[201~\r", type("\u001b[200~a\u001b[201~b\u001b[201~\r"));
        assertEquals("ls\r", type("ls\r"), "and after it keys are keys");
        assertEquals("x", type("\u001b[201~x"), "there is no paste to end");
        assertEquals("\u001b[200~a\u001b[201~", type("\u001b[200~a\u009b201~\u001b[201~"));
    }

    @Test
    void trap19HalvesOfAMarkDoNotMakeOne() {
        assertEquals("\u001b[200~1~x\u001b[201~", type("\u001b[200~\u001b[20\u001b[201~1~x\u001b[201~"));
        assertEquals("\u001b[200~[201~x\u001b[201~", type("\u001b[200~\u001b\u001b[201~[201~x\u001b[201~"));
        assertEquals("\u001b[200~1~x\u001b[201~", type("\u001b[200~\u001b[20\u001b[0n1~x\u001b[201~"));
    }

    @Test
    void trap19APasteIsOneWhereverItIsCut() {
        String paste = "\u001b[200~one\u001b[201~\rrm\r\u001b[0ntwo\u001b[201~";
        for (int cut = 1; cut < paste.length(); cut++) {
            InputPolicy fresh = new InputPolicy(ANN, lease, 5000, 100, 1000, START);
            String typed = type(fresh, paste.substring(0, cut), Reporting.NONE)
                    + type(fresh, paste.substring(cut), Reporting.NONE);
            if (cut == paste.indexOf("\rrm") || cut == paste.indexOf("rm")) {
                continue; // A message ends with the mark here, or with it and an Enter: that is how a paste ends.
            }
            assertEquals("\u001b[200~one\rrm\rtwo\u001b[201~", typed, "cut at " + cut);
            assertEquals("ls\r", type(fresh, "ls\r", Reporting.NONE));
        }
    }

    @Test
    void trap19TheRestOfAPasteThatWasCutShortIsNoInput() {
        String end = "\u001b[201~\r";
        for (int cut = 0; cut <= end.length(); cut++) {
            assertEquals("\u001b[200~one", type("\u001b[200~one"));
            lease.takeForHost(true);
            assertEquals("", type("two\u001b[201~three\r"), "whoever has the turn");
            assertEquals(Lease.NOBODY, lease.holder(), "it takes none");
            assertEquals("", type("rm -rf\r" + end.substring(0, cut)));
            if (cut < end.length() - 1) {
                assertEquals("", type(end.substring(cut)));
            }
            assertEquals("ls\r", type("ls\r"), "behind the mark keys are keys, cut at " + cut);
            assertEquals("\u001b", type("\u001b"));
        }
    }

    @Test
    void trap19ARestThatWasRefusedIsGoneAsWell() {
        assertEquals("\u001b[200~one", type("\u001b[200~one"));
        policy.miss("two\r".getBytes(UTF_8), START);
        assertEquals("", type("three\r"));
        policy.miss("four\u001b[201~".getBytes(UTF_8), START);
        assertEquals("five\r", type("five\r"));
    }

    @Test
    void trap19APasteWhoseBeginningWasRefusedDoesNotGoOnAsKeys() {
        lease.takeForHost(false);
        assertEquals("NO_TURN", type("\u001b[200~one\r"));
        lease.takeForHost(true);
        assertEquals("", type("two\r"));
        assertEquals("", type("three\u001b[201~"));
        assertEquals("ls\r", type("ls\r"));
        lease.takeForHost(false);
        assertEquals("NO_TURN", type("\u001b[200~whole\u001b[201~"));
        lease.takeForHost(true);
        assertEquals("ls\r", type("ls\r"), "nothing of that one is missing");
        String fast = "\u001b[200~" + "x".repeat(1000);
        assertEquals("TOO_FAST", type(fast));
        assertEquals("", type("two\r"));
        assertEquals("", type("\u001b[201~"));
        assertEquals("ls\r", type("ls\r"));
    }

    @Test
    void whoNeverEndsAPasteIsHeardAgain() {
        assertEquals("\u001b[200~one", type("\u001b[200~one"));
        lease.takeForHost(true);
        assertEquals("", type("two"));
        assertEquals("\u001b[200~another\u001b[201~", type("\u001b[200~another\u001b[201~"));
        assertEquals("\u001b[200~one", type("\u001b[200~one"));
        lease.takeForHost(true);
        assertEquals("", type("two"));
        InputPolicy.Ruling late = policy.judge(Role.TYPE, "ls\r".getBytes(UTF_8), Reporting.NONE, after(10_001));
        assertEquals("ls\r", new String(late.bytes(), UTF_8));
    }

    @Test
    void escapeWaitsForNothingEvenInAPaste() {
        assertEquals("\u001b[200~one", type("\u001b[200~one\u001b"), "that one is part of a text");
        assertEquals("\u001btwo\u001b[201~", type("two\u001b[201~"));
        assertEquals("\u001b[200~", type("\u001b[200~"));
        assertEquals("\u001b", type("\u001b"));
    }

    @Test
    void aMillionBytesOfEverythingTakeNoTimeToSpeakOf() {
        Random random = new Random(19);
        String[] parts = {
            "\u001b", "[", "20", "1~", "0~", "\u001b[201~", "\u001b[0n", "]1", "P1", "<1;1", "1".repeat(50)
        };
        InputFilter filter = new InputFilter();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int round = 0; round < 50; round++) {
                StringBuilder text = new StringBuilder(round % 2 == 0 ? "\u001b[200~" : "");
                while (text.length() < 64_000) {
                    text.append(parts[random.nextInt(parts.length)]);
                }
                filter.pass(text.toString().getBytes(UTF_8), SGR, true);
            }
            for (int round = 0; round < 200_000; round++) {
                filter.pass(new byte[] {(byte) "\u001b[]01;".charAt(random.nextInt(6))}, SGR, true);
            }
        });
    }

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
