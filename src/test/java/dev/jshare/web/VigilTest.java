package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VigilTest {
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(50); // It overflows, as the clock may.
    private final Vigil vigil = new Vigil(Patience.USUAL, now);
    private boolean goodbye;
    private boolean sending;

    private Vigil.Verdict after(Duration time) {
        now += time.toNanos();
        vigil.look(now, 0);
        return vigil.judge(now, goodbye, sending);
    }

    private Vigil.Verdict after5Seconds() {
        return after(Patience.USUAL.check());
    }

    /** How often it is looked until this is to be done. */
    private int looksUntil(Vigil.Verdict verdict) {
        int looks = 1;
        while (after5Seconds() != verdict) {
            looks++;
        }
        return looks;
    }

    @Test
    void whoIsSilentIsAskedAndThenTakenForGone() {
        assertEquals(7, looksUntil(Vigil.Verdict.PING));
        assertEquals(7, looksUntil(Vigil.Verdict.PING));
        assertEquals(5, looksUntil(Vigil.Verdict.GOODBYE));
    }

    @Test
    void whoTakesNothingIsCutOff() {
        sending = true;
        assertEquals(7, looksUntil(Vigil.Verdict.CUT));
    }

    @Test
    void whoDoesNotAnswerAGoodbyeIsCutOff() {
        vigil.closed(now);
        goodbye = true;
        assertEquals(7, looksUntil(Vigil.Verdict.CUT));
    }

    @Test
    void aStoppedServerHasListenedToNobody() {
        assertEquals(Vigil.Verdict.NOTHING, after5Seconds());
        assertEquals(Vigil.Verdict.NOTHING, after(Duration.ofHours(1)), "nobody was asked");
        assertEquals(5, looksUntil(Vigil.Verdict.PING));
        assertEquals(Vigil.Verdict.NOTHING, after(Duration.ofHours(1)), "nobody read the answer");
        assertEquals(6, looksUntil(Vigil.Verdict.PING));
        assertEquals(5, looksUntil(Vigil.Verdict.GOODBYE), "and then silence counts");
    }

    @Test
    void aStoppedServerHasSentNothing() {
        sending = true;
        assertEquals(Vigil.Verdict.NOTHING, after(Duration.ofHours(1)));
        assertEquals(6, looksUntil(Vigil.Verdict.CUT));
        vigil.closed(now);
        goodbye = true;
        assertEquals(Vigil.Verdict.NOTHING, after(Duration.ofHours(1)));
    }

    @Test
    void whatIsHeardOnceItRunsAgainCountsFromThen() {
        now += Duration.ofHours(1).toNanos();
        vigil.heard(now);
        assertEquals(Vigil.Verdict.NOTHING, after5Seconds());
        assertEquals(7, looksUntil(Vigil.Verdict.PING), "and not from later on");
    }
}
