package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RosterTest {
    /** The clock may be changed, so it is looked at more often than is needed; the sooner a link ends the more often. */
    @Test
    void trap10TheEndOfALinkIsNoticedAtOnceAndWithinASecondByAClockThatWasChanged() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Roster roster = new Roster();
            roster.add(stage.watch().viewer());
            assertTrue(roster.presence(told -> {}));
            assertEquals(Roster.EXPIRY_NANOS, roster.nanosToNextDeadline(stage.clock));
            stage.clock.advance(Stage.LIFE.minusSeconds(3));
            assertTrue(roster.nanosToNextDeadline(stage.clock) < TimeUnit.SECONDS.toNanos(1));
            stage.clock.advance(Duration.ofMillis(2_990));
            assertTrue(roster.nanosToNextDeadline(stage.clock) <= TimeUnit.MILLISECONDS.toNanos(11));
            stage.clock.advance(Duration.ofMillis(10));
            assertTrue(roster.endExpired(stage.links, stage.clock, stage.session.audit()));
        }
    }
}
