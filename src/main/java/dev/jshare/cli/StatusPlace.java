package dev.jshare.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where the host is told who is there. */
enum StatusPlace {
    /** In front of the terminal's title. */
    TITLE,
    /** In the last row of the terminal, which the shell does not get. */
    ROW,
    /** Nowhere. */
    NONE;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (StatusPlace place : values()) {
            words.add(place.word());
        }
        return words;
    }

    /** Reads a name in lower case. */
    static final class Converter implements ITypeConverter<StatusPlace> {
        @Override
        public StatusPlace convert(String text) {
            for (StatusPlace place : values()) {
                if (place.word().equals(text)) {
                    return place;
                }
            }
            throw new TypeConversionException("'" + text + "' is no place: write " + String.join(" or ", words()));
        }
    }

    /** For the shells' completions. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
