package dev.jshare.cli;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A QR code (ISO/IEC 18004) of a text as lines for a terminal: two rows of modules in one line of half blocks. It takes
 * milliseconds to load, so nothing touches it before it is wanted.
 */
final class QrPicture {
    /** The margin that the standard asks for, in modules. */
    private static final int QUIET = 4;

    /** The margin that readers still get along with, where there is no room for more. */
    private static final int NARROW = 2;

    /** Black on white of the colour cube, which themes leave alone: the same in dark and light terminals. */
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";

    private static final String PLAIN = "\u001b[0m";

    private static final Pattern LOOPBACK = Pattern.compile("https?://(localhost|127\\.[0-9.]+|\\[::1])[:/].*");

    private final QrCode code;

    QrPicture(String text) {
        code = QrCode.encodeText(text, QrCode.Ecc.LOW); // A screen has no scratches; fewer modules are larger ones.
    }

    /** What a link is shown with: its picture, and a line where that is not all there is to say. */
    static List<String> card(String link, boolean colour, TerminalSize room) {
        QrPicture picture = new QrPicture(link);
        List<String> lines = new ArrayList<>();
        picture.lines(colour, room).ifPresentOrElse(lines::addAll, () -> lines.add(picture.lackOfRoom(room)));
        if (lines.size() > 1 && LOOPBACK.matcher(link).matches()) {
            lines.add("It leads to this machine itself; for a phone say --listen 0.0.0.0 or --public-url.");
        }
        return lines;
    }

    private String lackOfRoom(TerminalSize room) {
        return "No QR code: it takes " + cols() + "x" + rows() + ", and the terminal has " + room.cols() + "x"
                + room.rows() + ".";
    }

    /** How many columns it takes at least. */
    int cols() {
        return code.size + 2 * NARROW;
    }

    /** How many rows it takes at least. */
    int rows() {
        return (cols() + 1) / 2;
    }

    /**
     * The picture, or nothing if it does not fit.
     *
     * @param colour whether colours may be set; otherwise it is drawn as light on dark, which most readers read either way
     * @param room how large the terminal is
     */
    Optional<List<String>> lines(boolean colour, TerminalSize room) {
        for (int margin : new int[] {QUIET, NARROW}) {
            int side = code.size + 2 * margin;
            if (side <= room.cols() && (side + 1) / 2 <= room.rows()) {
                return Optional.of(draw(colour, margin));
            }
        }
        return Optional.empty();
    }

    private List<String> draw(boolean colour, int margin) {
        List<String> lines = new ArrayList<>();
        for (int y = -margin; y < code.size + margin; y += 2) {
            StringBuilder line = new StringBuilder(colour ? BLACK_ON_WHITE : "");
            boolean last = y + 1 == code.size + margin; // An odd number of rows: what is below is no part of it.
            for (int x = -margin; x < code.size + margin; x++) {
                boolean upper =
                        code.getModule(x, y) == colour; // What is to be painted: dark, or without colours light.
                boolean lower = !last && code.getModule(x, y + 1) == colour;
                line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.add(line.append(colour ? PLAIN : "").toString());
        }
        return lines;
    }
}
