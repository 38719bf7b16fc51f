package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A terminal with a row that a program knows nothing of shows the program's screen in the others. */
class HostPainterTest {
    private static final String STATUS = "\033[7mstatus\033[m";

    /** A program's terminal, and the host's with one more row. */
    private static final class Pair {
        final Terminal program;
        final Terminal host;
        final HostPainter painter;

        Pair(int cols, int rows, List<String> header) {
            program = new Terminal(cols, rows, 50);
            host = new Terminal(cols, rows + 1, 50);
            program.saveRows();
            host.saveRows();
            painter = new HostPainter(program, header);
        }

        Pair feed(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            program.feed(bytes, 0, bytes.length);
            return this;
        }

        String paint() {
            byte[] bytes = painter.paint(program, STATUS);
            host.feed(bytes, 0, bytes.length);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /**
         * What can be seen in a row: characters, and of blanks the background alone. Not underlines: nonsense such as
         * DECALN and restored pens leaves some without a style, which only the saved cursor could bring.
         */
        private static String row(Terminal terminal, int y) {
            Row row = terminal.emulator().screen.grid.row(y);
            Pen pen = new Pen();
            StringBuilder cells = new StringBuilder();
            for (int x = 0; x < terminal.cols(); x++) {
                row.loadPen(x, pen);
                boolean blank = row.width(x) == 1 && (row.codePoints(x) == 0 || row.codePoint(x, 0) == ' ');
                boolean bare = blank && (pen.fg & (Pen.INVERSE | Pen.UNDERLINE | Pen.STRIKE)) == 0;
                cells.append(x).append(blank ? "" : ":" + row.codePoint(x, 0));
                cells.append(String.format(" %x", pen.bg & Pen.COLOR_MASK));
                cells.append(bare ? "" : String.format(" %x", pen.fg & ~Pen.UNDERLINE))
                        .append('\n');
            }
            return cells.toString();
        }

        void assertSame(String what) {
            paint();
            for (int y = 0; y < program.rows(); y++) {
                assertEquals(row(program, y), row(host, y), "row " + y + "; " + what);
            }
            String last = host.html(0).lines().toList().get(program.rows());
            assertTrue(last.contains("status"), what + ": " + last);
            Emulator a = program.emulator();
            Emulator b = host.emulator();
            assertEquals(a.isAlternate(), b.isAlternate(), what);
            assertEquals(
                    a.screen.y + "," + Math.min(a.screen.x, a.screen.cols() - 1), b.screen.y + "," + b.screen.x, what);
            for (Mode mode :
                    List.of(Mode.CURSOR_VISIBLE, Mode.APPLICATION_CURSOR, Mode.BRACKETED_PASTE, Mode.MOUSE_DRAG)) {
                assertEquals(a.modes.isSet(mode), b.modes.isSet(mode), what + ": " + mode);
            }
        }
    }

    private final Pair pair = new Pair(20, 6, List.of());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverAProgramPrints(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int cols = 12 + random.nextInt(30);
            int rows = 3 + random.nextInt(8);
            Pair test = new Pair(cols, rows, List.of());
            byte[] bytes = TerminalInput.of(random, cols, rows).getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(60));
                test.program.feed(bytes, from, to - from);
                test.assertSame("seed " + seed + ", case " + i + ", " + cols + "x" + rows + ", up to " + to + ": "
                        + new String(Arrays.copyOf(bytes, to), StandardCharsets.UTF_8).replace("\033", "\\e"));
                from = to;
            }
        }
    }

    @Test
    void linesThatLeaveAreInTheScrollback() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            pair.feed("line " + i + "\r\n");
            all.append("line ").append(i).append('\n');
            if (i % 7 == 0) {
                pair.paint();
            }
        }
        pair.paint();
        assertEquals(all + "\nstatus\n", pair.host.text(100));
        pair.feed("\033[?1049hfull\r\n".repeat(20));
        pair.paint();
        pair.feed("\033[?1049l");
        pair.paint();
        assertEquals(all + "\nstatus\n", pair.host.text(100));
    }

    @Test
    void theHeaderScrollsAway() {
        Pair test = new Pair(10, 6, List.of("short", "a line that is longer"));
        test.feed("$ ").paint();
        assertEquals("short\na line tha\nt is longe\nr\n$\n\nstatus\n", test.host.text(100));
        assertEquals("{\"x\":2,\"y\":4,", test.host.json(0).replaceAll("(?s).*\"cursor\":(.*?)\"visible.*", "$1"));
        test.feed("1\r\n2\r\n3\r\n4").paint();
        assertEquals("short\na line tha\nt is longe\nr\n$ 1\n2\n3\n4\nstatus\n", test.host.text(100));
        test.feed("\033[H\033[J$ ").paint();
        assertEquals("$\n\n\n\n\n\nstatus\n", test.host.text(0));
        assertTrue(test.host.text(100).startsWith("short\na line tha\nt is longe\nr\n"), test.host.text(100));
    }

    @Test
    void onlyWhatHasChangedIsDrawn() {
        pair.feed("one\r\ntwo\r\n").paint();
        String change = pair.feed("x").paint();
        assertTrue(change.length() < 40 && change.contains("x") && !change.contains("two"), change);
        assertEquals("", pair.paint());
    }

    @Test
    void bellsTitlesAndWhatIsTheTerminalsOwnPass() {
        pair.program.mark();
        pair.feed("\007\033]2;title\007\033[>1u\033[?3l").paint();
        assertEquals("title", pair.host.title());
        assertEquals(1, pair.host.emulator().bells);
        String again = pair.paint();
        assertTrue(!again.contains("title") && !again.contains("\007"), again);
    }

    @Test
    void whatIsCopiedLeavesWithItsScreen() {
        pair.program.mark();
        String copied = "\033]52;c;" + "A".repeat(100_000) + "\033\\";
        assertTrue(pair.feed("\033[?1049h" + copied + "\033[?1049l").paint().contains(copied));
        assertEquals("", pair.paint());
    }

    @Test
    void theTerminalIsGivenBack() {
        pair.feed("\033[?2004h\033[?1hone\033[2;5r\033[31m").paint();
        byte[] bytes = pair.painter.leave(pair.program);
        pair.host.feed(bytes, 0, bytes.length);
        HostMark mark = pair.program.mark();
        bytes = pair.program.catchUp(mark);
        pair.host.feed(bytes, 0, bytes.length);
        assertEquals("one\n", pair.host.text(0));
        pair.feed("\033[?5W");
        assertTrue(pair.host.emulator().modes.isSet(Mode.BRACKETED_PASTE));
        assertEquals(1, pair.host.emulator().screen.scrollTop);
        assertEquals(pair.program.emulator().pen.fg, pair.host.emulator().pen.fg);
    }

    @Test
    void itFollowsTheSize() {
        pair.feed("one\r\ntwo").paint();
        pair.program.resize(30, 4);
        pair.host.resize(30, 5);
        pair.assertSame("smaller");
        pair.program.resize(10, 9);
        pair.host.resize(10, 10);
        pair.assertSame("larger");
    }
}
