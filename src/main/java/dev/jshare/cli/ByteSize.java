package dev.jshare.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory in bytes. */
record ByteSize(int bytes) {
    private static final int LEAST = 512 * 1024;
    private static final int MOST = 1024 * 1024 * 1024;

    /** The log has one of so many parts of Java's memory: all else wants room, too. */
    private static final int PARTS = 3;

    /** The most that a log may have in a heap of this size, in whole megabytes. */
    static int most(long heap) {
        return (int) Math.max(LEAST, Math.min(MOST, heap / PARTS >> 20 << 20));
    }

    /** Reads {@code 512K} or {@code 16M}, within what a session can live with. */
    static final class Converter implements ITypeConverter<ByteSize> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([KM])");

        @Override
        public ByteSize convert(String text) {
            return convert(text, Runtime.getRuntime().maxMemory());
        }

        /** @param heap how much memory Java has */
        static ByteSize convert(String text, long heap) {
            int most = most(heap);
            Matcher form = FORM.matcher(text);
            if (form.matches()) {
                long bytes = Long.parseLong(form.group(1)) << (form.group(2).equals("K") ? 10 : 20);
                if (bytes >= LEAST && bytes <= most) {
                    return new ByteSize((int) bytes);
                }
            }
            throw new TypeConversionException("'" + text + "' is no size: write 512K to " + (most >> 20)
                    + "M, a third of Java's memory (JSHARE_JAVA_OPTS=-Xmx256m makes that more)");
        }
    }
}
