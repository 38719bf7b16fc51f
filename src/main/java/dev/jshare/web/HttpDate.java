package dev.jshare.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** The date as HTTP writes it (IMF-fixdate, RFC 9110 §5.6.7); a formatter of Java's would load what it knows of all languages. */
final class HttpDate {
    private HttpDate() {}

    /** As {@code Sun, 06 Nov 1994 08:49:37 GMT}; of the years up to 9999. */
    static String of(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return name(time.getDayOfWeek()) + ", " + digits(time.getDayOfMonth()) + ' ' + name(time.getMonth()) + ' '
                + digits(time.getYear() / 100) + digits(time.getYear() % 100) + ' ' + digits(time.getHour()) + ':'
                + digits(time.getMinute()) + ':' + digits(time.getSecond()) + " GMT";
    }

    private static String name(Enum<?> dayOrMonth) {
        String name = dayOrMonth.name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static String digits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
