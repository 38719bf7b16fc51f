package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Painting a terminal on another one: what is written is fed to an emulator, which must show the same. */
class CanvasTest {
    private static void feed(Terminal terminal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    private static void paint(Terminal host, Canvas canvas, CanvasPart part, Terminal own) {
        canvas.clear();
        canvas.draw(host, part);
        byte[] bytes = canvas.flush();
        own.feed(bytes, 0, bytes.length);
        assertTrue(own.isAtRest());
    }

    private static CanvasPart whole(Terminal host) {
        return new CanvasPart(0, 0, 0, 0, host.cols(), host.rows());
    }

    /** All that somebody sees of a cell, as far as a terminal that is painted on can be told. */
    private static String cell(Terminal terminal, int x, int y) {
        Emulator emulator = terminal.emulator();
        Screen screen = emulator.screen;
        if (y >= screen.rows() || x >= screen.cols()) {
            return "  default default";
        }
        Row row = y < 0 ? new Row() : screen.grid.row(y);
        if (y < 0) {
            screen.grid.scrollback.load(screen.grid.base() + y, row);
        }
        Pen pen = new Pen();
        row.loadPen(x, pen);
        boolean underlined = (pen.fg & Pen.UNDERLINE) != 0;
        boolean extended = (pen.bg & Pen.EXTENDED) != 0;
        StringBuilder out = new StringBuilder(text(row, x));
        out.append(row.width(x) == 2 ? "w " : " ");
        out.append(color(emulator, pen.fg, Palette.FOREGROUND)).append(' ');
        out.append(color(emulator, pen.bg, Palette.BACKGROUND));
        out.append((pen.fg & ~Pen.COLOR_MASK) == 0 ? "" : " fg" + Integer.toHexString(pen.fg & ~Pen.COLOR_MASK));
        int bgFlags = pen.bg & (Pen.DIM | Pen.ITALIC | Pen.OVERLINE);
        out.append(bgFlags == 0 ? "" : " bg" + Integer.toHexString(bgFlags));
        if (underlined && extended && pen.underline > 0) {
            out.append(" line").append(pen.underline).append(' ').append(color(emulator, pen.underlineColor, -1));
        } else if (underlined) {
            out.append(" line1 ").append(extended ? color(emulator, pen.underlineColor, -1) : "default");
        }
        if (extended && pen.link != 0) {
            out.append(' ').append(emulator.links.get(pen.link).uri());
        }
        return out.toString();
    }

    private static String text(Row row, int x) {
        StringBuilder out = new StringBuilder();
        ScreenReader.appendText(row, x, out);
        return row.width(x) == 0 && (x == 0 || row.width(x - 1) != 2) ? " " : out.toString();
    }

    private static String color(Emulator emulator, int attributes, int unset) {
        int value = attributes & Pen.VALUE_MASK;
        int mode = attributes & Pen.MODE_MASK;
        int index = mode == Pen.DEFAULT ? unset : mode == Pen.RGB ? -1 : value;
        if (index >= 0 && emulator.palette.isChanged(index)) {
            return "rgb" + Integer.toHexString(emulator.palette.get(index));
        }
        return mode == Pen.DEFAULT ? "default" : mode == Pen.RGB ? "rgb" + Integer.toHexString(value) : "i" + value;
    }

    private static void assertSame(Terminal host, CanvasPart part, Terminal own, String why) {
        for (int y = 0; y < part.rows(); y++) {
            for (int x = 0; x < part.cols(); x++) {
                String wanted = cell(host, part.left() + x, part.top() + y);
                boolean cut = wanted.contains("w ") && x + 1 == part.cols();
                boolean half = x == 0 && part.left() > 0 && wanted.startsWith(" ") && wanted.charAt(1) != ' ';
                if (!cut && !half) {
                    assertEquals(wanted, cell(own, part.x() + x, part.y() + y), why + " at " + x + "," + y);
                }
            }
        }
        boolean shown = host.emulator().modes.isSet(Mode.CURSOR_VISIBLE);
        int x = Math.min(host.cursorX(), host.cols() - 1) - part.left();
        int y = host.cursorY() - part.top();
        shown &= x >= 0 && x < part.cols() && y >= 0 && y < part.rows();
        assertEquals(shown, own.emulator().modes.isSet(Mode.CURSOR_VISIBLE), why + ": the cursor is to be seen");
        if (shown) {
            assertEquals(part.x() + x, own.cursorX(), why);
            assertEquals(part.y() + y, own.cursorY(), why);
        }
    }

    @Test
    void randomOutputLooksTheSame() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Terminal host = new Terminal(2 + random.nextInt(40), 1 + random.nextInt(12), 20);
            Terminal own = new Terminal(host.cols(), host.rows(), 0);
            Canvas canvas = new Canvas(own.cols(), own.rows(), true);
            for (int step = 0; step < 12; step++) {
                feed(host, TerminalInput.of(random, host.cols(), host.rows()));
                paint(host, canvas, whole(host), own);
                assertSame(host, whole(host), own, "seed " + seed + ", step " + step);
            }
        }
    }

    @Test
    void partsOfItLookTheSameWhereverTheyAre() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Terminal host = new Terminal(10 + random.nextInt(30), 4 + random.nextInt(12), 20);
            Terminal own = new Terminal(8 + random.nextInt(40), 3 + random.nextInt(20), 0);
            Canvas canvas = new Canvas(own.cols(), own.rows(), true);
            for (int step = 0; step < 8; step++) {
                feed(host, TerminalInput.of(random, host.cols(), host.rows()));
                int left = random.nextInt(host.cols());
                int top = random.nextInt(host.rows() + host.linesAbove()) - host.linesAbove();
                int x = random.nextInt(own.cols());
                int y = random.nextInt(own.rows());
                CanvasPart part = new CanvasPart(
                        left,
                        top,
                        x,
                        y,
                        Math.min(host.cols() - left, own.cols() - x),
                        Math.min(host.rows() - top, own.rows() - y));
                paint(host, canvas, part, own);
                assertSame(host, part, own, "seed " + seed + ", step " + step);
            }
        }
    }

    @Test
    void aKeyCostsFewBytes() {
        Terminal host = new Terminal(80, 24, 0);
        Canvas canvas = new Canvas(80, 24, true);
        feed(host, "host$ ls".repeat(50));
        paint(host, canvas, whole(host), new Terminal(80, 24, 0));
        feed(host, "x");
        canvas.clear();
        canvas.draw(host, whole(host));
        assertEquals("\033[?2026h\033[6Hx\033[6;2H\033[?2026l", new String(canvas.flush(), StandardCharsets.UTF_8));
        canvas.clear();
        canvas.draw(host, whole(host));
        assertEquals(0, canvas.flush().length, "nothing has changed");
    }

    @Test
    void whatTheOtherTerminalShowsIsForgottenWhenItsSizeChanges() {
        Terminal host = new Terminal(20, 5, 0);
        Canvas canvas = new Canvas(20, 5, true);
        feed(host, "hello");
        paint(host, canvas, whole(host), new Terminal(20, 5, 0));
        Terminal own = new Terminal(30, 6, 0);
        feed(own, "garbage\r\n".repeat(6));
        canvas.resize(30, 6);
        paint(host, canvas, new CanvasPart(0, 0, 5, 1, 20, 5), own);
        assertEquals("\n     hello", own.text(0).stripTrailing());
    }

    @Test
    void coloursBeyondTheTerminalsBecomeTheNearest() {
        Terminal host = new Terminal(20, 2, 0);
        Canvas canvas = new Canvas(20, 2, false);
        feed(host, "\033[38;2;255;0;0mr\033[38;2;128;128;129mg\033[48;2;1;2;3mb\033]4;1;#00ff00\007\033[0;31mc");
        canvas.clear();
        canvas.draw(host, whole(host));
        String painted = new String(canvas.flush(), StandardCharsets.UTF_8);
        assertTrue(
                painted.contains("\033[0;38;5;196mr\033[0;38;5;244mg\033[0;38;5;244;48;5;16mb\033[0;38;5;46mc"),
                painted);
    }

    @Test
    void onlySafeLinksAndNoDirectionsArePassedOn() {
        Terminal host = new Terminal(40, 2, 0);
        Canvas canvas = new Canvas(40, 2, true);
        feed(host, "\033]8;;javascript:alert(1)\007bad\033]8;;https://a.example/\007good\033]8;;\007 a\u202eb\u2067c");
        canvas.clear();
        canvas.draw(host, whole(host));
        String painted = new String(canvas.flush(), StandardCharsets.UTF_8);
        assertFalse(painted.contains("javascript"), painted);
        assertTrue(painted.contains("bad\033]8;;https://a.example/\033\\good\033[1;9H\033]8;;\033\\abc"), painted);
    }

    @Test
    void wordsOfOursCoverARow() {
        Terminal host = new Terminal(10, 3, 0);
        Terminal own = new Terminal(10, 3, 0);
        Canvas canvas = new Canvas(10, 3, true);
        feed(host, "one\r\ntwo\r\nthree");
        canvas.clear();
        canvas.draw(host, whole(host));
        canvas.bar(2, "世界 \033[2Jabcdefgh");
        byte[] bytes = canvas.flush();
        own.feed(bytes, 0, bytes.length);
        assertEquals("one\ntwo\n世界 [2Jab", own.text(0).stripTrailing());
        assertFalse(own.emulator().modes.isSet(Mode.CURSOR_VISIBLE), "the words are over the cursor");
        paint(host, canvas, whole(host), own);
        assertSame(host, whole(host), own, "after the words");
    }
}
