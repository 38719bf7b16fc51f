package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private final ManualClock wall = new ManualClock();
    private final AtomicLong ticks = new AtomicLong(-1_000_000_000);
    private final SteadyClock clock = new SteadyClock(wall, ticks::get);
    private final Instant start = wall.instant();

    private void pass(Duration time) {
        wall.advance(time);
        ticks.addAndGet(time.toNanos());
    }

    @Test
    void isTheTimeOfDay() {
        pass(Duration.ofSeconds(3));
        assertEquals(start.plusSeconds(3), clock.instant());
        assertEquals(wall.instant(), clock.instant());
    }

    @Test
    void goesOnWhereTheMachinesClockIsSetBack() {
        pass(Duration.ofSeconds(3));
        assertEquals(start.plusSeconds(3), clock.instant());
        wall.advance(Duration.ofHours(-1));
        assertEquals(start.plusSeconds(3), clock.instant());
        pass(Duration.ofSeconds(4));
        assertEquals(start.plusSeconds(7), clock.instant());
        pass(Duration.ofMinutes(20));
        assertEquals(start.plusSeconds(7 + 20 * 60), clock.instant());
    }

    @Test
    void followsTheMachinesClockForwards() {
        wall.advance(Duration.ofHours(1)); // As after a suspension, in which no ticks are counted.
        assertEquals(wall.instant(), clock.instant());
        wall.advance(Duration.ofSeconds(-1));
        ticks.addAndGet(Duration.ofSeconds(5).toNanos());
        wall.advance(Duration.ofSeconds(10));
        assertEquals(wall.instant(), clock.instant());
    }

    @Test
    void aLinkWorksNoLongerWhereTheMachinesClockIsSetBack() {
        Links links = new Links(new SecureRandom(), clock);
        Links.Issued issued = links.issue(Role.TYPE, Duration.ofMinutes(30));
        wall.advance(Duration.ofHours(-2));
        pass(Duration.ofMinutes(29));
        assertEquals(Optional.of(issued.link()), links.find(issued.token().reveal()));
        pass(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), links.find(issued.token().reveal()));
        assertFalse(links.valid(issued.link()));
    }
}
