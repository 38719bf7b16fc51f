package dev.jshare.cli;

import dev.jshare.console.TtyConsole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The size of a terminal in cells. */
record TerminalSize(int cols, int rows) {
    /** More columns or rows than any screen has; bounds what a snapshot can cost. */
    static final int MAX = 1000;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})[xX]([0-9]{1,4})");

    /** How large the terminal behind a file descriptor is; if it is none, or does not know, as large as can be. */
    static TerminalSize of(int descriptor) {
        int[] size = TtyConsole.sizeOf(descriptor);
        return size == null ? new TerminalSize(MAX, MAX) : new TerminalSize(size[0], size[1]);
    }

    /** Reads {@code COLSxROWS}. */
    static final class Converter implements ITypeConverter<TerminalSize> {
        @Override
        public TerminalSize convert(String text) {
            Matcher form = FORM.matcher(text);
            if (form.matches()) {
                int cols = Integer.parseInt(form.group(1));
                int rows = Integer.parseInt(form.group(2));
                if (cols >= 2 && cols <= MAX && rows >= 1 && rows <= MAX) {
                    return new TerminalSize(cols, rows);
                }
            }
            throw new TypeConversionException(
                    "'" + text + "' is no size: write COLSxROWS, such as 80x24, from 2x1 to " + MAX + "x" + MAX);
        }
    }
}
