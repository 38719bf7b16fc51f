package dev.jshare.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long a link lives; {@code duration} is null for ever. */
record Lifetime(@Nullable Duration duration) {
    /** A hundred years: what is longer does not fit into a {@code long} of nanoseconds, sooner or later. */
    private static final Duration MOST = Duration.ofDays(36_525);

    /** Reads {@code 30s}, {@code 90m}, {@code 8h}, {@code 2d}, {@code 1w} or {@code never}. */
    static final class Converter implements ITypeConverter<Lifetime> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(s|m|h|d|w)");

        @Override
        public Lifetime convert(String text) {
            if (text.equals("never")) {
                return new Lifetime(null);
            }
            Matcher form = FORM.matcher(text);
            if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
                throw new TypeConversionException("'" + text + "' is no duration: write 30s, 90m, 8h, 2d or never");
            }
            long number = Long.parseLong(form.group(1));
            Duration duration = switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofDays(7 * number);
            };
            if (duration.compareTo(MOST) > 0) {
                throw new TypeConversionException(
                        "'" + text + "' is too long: write up to " + MOST.toDays() + "d or never");
            }
            return new Lifetime(duration);
        }
    }

    /** A duration in words, its two largest units: {@code 1 h 5 min}. */
    static String inWords(Duration duration) {
        List<String> words = new ArrayList<>();
        add(words, duration.toDays(), "d");
        add(words, duration.toHoursPart(), "h");
        add(words, duration.toMinutesPart(), "min");
        add(words, duration.toSecondsPart(), "s");
        return words.isEmpty() ? "0 s" : String.join(" ", words.subList(0, Math.min(2, words.size())));
    }

    private static void add(List<String> words, long number, String unit) {
        if (number > 0) {
            words.add(number + " " + unit);
        }
    }
}
