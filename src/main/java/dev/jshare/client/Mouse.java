package dev.jshare.client;

import dev.jshare.vt.CanvasPart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reports of the mouse (xterm ctlseqs, "Mouse Tracking"): from the own terminal's places to the host's, as its program wants them. */
final class Mouse {
    /** The form in which the own terminal sends them (SGR, 1006). */
    static final Pattern REPORT = Pattern.compile("\033\\[<(\\d{1,5});(\\d{1,5});(\\d{1,5})([Mm])");

    static final String START = "\033[<";

    private static final int RELEASED = 3;
    private static final int BUTTON = 3;
    private static final int OFFSET = 32;

    /** The largest number that one byte, and two of UTF-8, can hold with the offset. */
    private static final int LARGEST = 255 - OFFSET;

    private static final int LARGEST_UTF8 = 2047 - OFFSET;

    private Mouse() {}

    /**
     * One report, translated.
     *
     * @param report one that {@link #REPORT} has found
     * @param encoding the mode that the program has set, see {@link dev.jshare.vt.KeyModes}
     * @return null if the mouse is not over the host's screen, or the program cannot be told
     */
    static byte @Nullable [] translate(Matcher report, CanvasPart part, int encoding) {
        int button = Integer.parseInt(report.group(1));
        int x = Integer.parseInt(report.group(2)) - 1 - part.x();
        int y = Integer.parseInt(report.group(3)) - 1 - part.y();
        if (x < 0 || y < 0 || x >= part.cols() || y >= part.rows() || part.top() + y < 0) {
            return null;
        }
        int column = x + part.left() + 1;
        int row = y + part.top() + 1;
        boolean release = report.group(4).equals("m");
        int plain = release ? button & ~BUTTON | RELEASED : button;
        return switch (encoding) {
            case 1006 -> text(START + button + ";" + column + ";" + row + report.group(4));
            case 1015 -> text("\033[" + (plain + OFFSET) + ";" + column + ";" + row + "M");
            case 1005 -> column > LARGEST_UTF8 || row > LARGEST_UTF8 ? null : old(plain, column, row);
            case 0 -> column > LARGEST || row > LARGEST ? null : bytes(plain, column, row);
            default -> null; // Pixels, whose size nobody here knows.
        };
    }

    private static byte[] old(int button, int column, int row) {
        return text("\033[M" + (char) (button + OFFSET) + (char) (column + OFFSET) + (char) (row + OFFSET));
    }

    private static byte[] bytes(int button, int column, int row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text("\033[M"));
        out.write(button + OFFSET);
        out.write(column + OFFSET);
        out.write(row + OFFSET);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
