package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    @Test
    void isWrittenAsTheRfcHasIt() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.of(Instant.parse("1994-11-06T08:49:37Z")));
    }

    @Test
    void isWhatJavaWritesForEveryDayOfALeapYear() {
        DateTimeFormatter imf = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .withZone(ZoneOffset.UTC);
        for (long second = 1_704_067_200; second < 1_735_689_600; second += 86_399) {
            Instant time = Instant.ofEpochSecond(second);
            assertEquals(imf.format(time), HttpDate.of(time));
        }
    }
}
