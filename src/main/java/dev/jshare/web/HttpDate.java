package dev.jshare.web;

import dev.jshare.protocol.DateText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The date as HTTP writes it (IMF-fixdate, RFC 9110 §5.6.7). */
final class HttpDate {
    private HttpDate() {}

    /** As {@code Sun, 06 Nov 1994 08:49:37 GMT}; of the years up to 9999. */
    static String of(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return DateText.name(time.getDayOfWeek()) + ", " + DateText.digits(time.getDayOfMonth()) + ' '
                + DateText.name(time.getMonth()) + ' '
                + DateText.digits(time.getYear() / 100) + DateText.digits(time.getYear() % 100) + ' '
                + DateText.digits(time.getHour()) + ':'
                + DateText.digits(time.getMinute()) + ':' + DateText.digits(time.getSecond()) + " GMT";
    }
}
