package dev.jshare.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The key that opens the panel.
 *
 * @param control its byte, or -1 if there is none
 * @param name what it is called
 */
record Prefix(int control, String name) {
    static final Prefix DEFAULT = new Prefix(']' & 0x1F, "Ctrl-]");

    /** Backspace, tab, line feed, return and escape: keys of their own, which send the same. */
    private static final String KEYS = "HIJM[";

    /** Reads {@code Ctrl-]}, {@code C-]}, {@code ^]} or {@code none}. */
    static final class Converter implements ITypeConverter<Prefix> {
        private static final Pattern FORM = Pattern.compile("(?i:ctrl-|c-|\\^)([a-zA-Z\\[\\]\\\\^_])");

        @Override
        public Prefix convert(String text) {
            if (text.equals("none")) {
                return new Prefix(-1, text);
            }
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text + "' is no control key: write Ctrl-] or none");
            }
            String key = form.group(1).toUpperCase(Locale.ROOT);
            if (KEYS.contains(key)) {
                throw new TypeConversionException("'" + text + "' is what another key sends, too: choose another one");
            }
            return new Prefix(key.charAt(0) & 0x1F, "Ctrl-" + key);
        }
    }
}
