package dev.jshare.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory in bytes. */
record ByteSize(int bytes) {
    private static final int LEAST = 512 * 1024;
    private static final int MOST = 1024 * 1024 * 1024;

    /** Reads {@code 512K} or {@code 16M}, within what a session can live with. */
    static final class Converter implements ITypeConverter<ByteSize> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([KM])");

        @Override
        public ByteSize convert(String text) {
            Matcher form = FORM.matcher(text);
            if (form.matches()) {
                long bytes = Long.parseLong(form.group(1)) << (form.group(2).equals("K") ? 10 : 20);
                if (bytes >= LEAST && bytes <= MOST) {
                    return new ByteSize((int) bytes);
                }
            }
            throw new TypeConversionException("'" + text + "' is no size: write 512K to 1024M");
        }
    }
}
