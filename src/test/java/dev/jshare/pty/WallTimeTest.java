package dev.jshare.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2030-12-31T12:34:56Z", "+21190-07-04T05:06:07Z"
            })
    void isWhatTheCalendarHereSays(String text) {
        Instant moment = Instant.parse(text);
        ZonedDateTime here = moment.atZone(ZoneId.systemDefault());
        assertEquals(
                new WallTime(here.getMonthValue(), here.getDayOfMonth(), here.getHour(), here.getMinute()),
                WallTime.of(moment));
    }
}
