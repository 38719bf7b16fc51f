package dev.jshare.protocol;

import java.util.Locale;

/** Parts of dates in English; a formatter of Java's would load what it knows of all languages first. */
public final class DateText {
    private DateText() {}

    /** The first three letters, such as {@code Nov}. */
    public static String name(Enum<?> dayOrMonth) {
        String name = dayOrMonth.name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    /** At least two digits; of a number that is not negative. */
    public static String digits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
