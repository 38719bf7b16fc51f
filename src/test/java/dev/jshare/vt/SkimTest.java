package dev.jshare.vt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A terminal that skims floods is the one that does not, whenever somebody looks. */
class SkimTest {
    private static final int CASES = 1500;
    private static final String[] PLAIN = {
        "x",
        "hello",
        "The quick brown fox",
        "0123456789".repeat(4),
        "世",
        "界漢字",
        "👍🏽",
        "e\u0301",
        "\u0301",
        "é ü",
        "\t",
        "\b",
        "\b\b\b",
        "\r",
        "\n",
        "\u007f",
        "\033[m",
        "\033[0m",
        "\033[1m",
        "\033[31m",
        "\033[0;4m",
        "\033[48;5;17m",
        "\033[38:2::1:2:3m",
        "\033[4:3m",
        "\033[39;49m",
        "\033[7m",
        "\033[K",
        "\033[1K",
        "\033[2K",
        "\r\033[K[==>  ]",
        "\033[3C",
        "\033[2D",
        "\033[5G",
        "\033[2P",
        "\033[3X",
        "\033[2@",
    };

    /** What a line of text with one of these in it makes a terminal do beside. */
    private static final String[] ODD = {
        "\033[A",
        "\033[3A",
        "\033[J",
        "\033[2J",
        "\033[H",
        "\0337",
        "\0338",
        "\033[?25l",
        "\033]2;t\007",
        "\033(0",
        "\033(B",
        "\016",
        "\017",
        "\u0085",
        "\u0088",
        "\u009bA",
        "\u0090",
        "\033[3g",
        "\007",
        "\033[5b",
        "\033[2S",
        "\033[L",
        "\033[2M",
        "\033[3T",
        "\033[1 @",
        "\033[?K",
        "\033[\"q",
        "\f",
        "\033\\",
        "\030",
        "\033[3\n1m",
        "\033[>4;1m",
        "\033[1!m",
    };

    /** What holds for the lines to come. */
    private static final String[] SETTINGS = {
        "\033[2;3r\033[99H",
        "\033[2r\033[99H",
        "\033[?45h",
        "\033[?6h",
        "\033[4h",
        "\033[20h",
        "\033[?7l",
        "\033(0",
        "\033[?1049h",
        "\033]8;;http://a/\007",
        "\033[1\"q",
        "\033[r\033[?1049l",
        "\033[!p",
        "\033c",
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isTheTerminalThatDrawsAll(long seed) {
        Random random = new Random(seed);
        int skimmed = 0;
        for (int i = 0; i < CASES; i++) {
            int cols = 2 + random.nextInt(30);
            int rows = 1 + random.nextInt(8);
            int scrollback = random.nextInt(3) == 0 ? 0 : random.nextInt(20);
            Terminal all = new Terminal(cols, rows, scrollback);
            Terminal seen = new Terminal(cols, rows, scrollback);
            if (random.nextBoolean()) {
                all.saveRows();
                seen.saveRows();
            }
            Skim skim = new Skim(seen, 20_000, random.nextInt(100));
            int odd = random.nextInt(4) == 0 ? 50 : random.nextInt(400) + 1;
            String name = "seed " + seed + ", case " + i + ", " + cols + "x" + rows + " and " + scrollback;
            for (int step = 0; step < 3; step++) {
                byte[] bytes = flood(random, cols, rows, odd);
                feed(all, skim, bytes, random, name);
                skim.draw();
                assertSame(all, seen, name + ", step " + step + ": " + printable(bytes));
                if (random.nextBoolean()) {
                    cols = 2 + random.nextInt(30);
                    rows = 1 + random.nextInt(8);
                    all.resize(cols, rows);
                    seen.resize(cols, rows);
                    assertSame(all, seen, name + ", resized after step " + step);
                }
            }
            skimmed += scrolled(seen) < scrolled(all) ? 1 : 0;
        }
        assertTrue(skimmed > CASES / 4, "only " + skimmed + " cases skimmed anything");
    }

    /** In pieces of any size; now and then somebody looks. */
    private static void feed(Terminal all, Skim skim, byte[] bytes, Random random, String name) {
        int size = 1 + random.nextInt(random.nextBoolean() ? 10 : 400);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(size));
            all.feed(bytes, from, length);
            skim.add(bytes, from, length);
            from += length;
            if (random.nextInt(60) == 0) {
                skim.draw();
                assertFalse(skim.isBehind(), name);
            }
        }
    }

    /** @param odd one of so many lines holds anything at all, broken UTF-8 and switches of the screen among it */
    private static byte[] flood(Random random, int cols, int rows, int odd) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int lines = random.nextInt(4) == 0 ? random.nextInt(20) : 20 + random.nextInt(100);
        String end = random.nextInt(20) == 0 ? "\n" : "\r\n";
        if (random.nextInt(3) == 0) {
            out.writeBytes(SETTINGS[random.nextInt(SETTINGS.length)].getBytes(UTF_8));
        }
        for (int i = 0; i < lines; i++) {
            for (int k = random.nextInt(6); k > 0; k--) {
                out.writeBytes(PLAIN[random.nextInt(PLAIN.length)].getBytes(UTF_8));
            }
            if (random.nextInt(odd) == 0) {
                out.writeBytes(ODD[random.nextInt(ODD.length)].getBytes(UTF_8));
            } else if (random.nextInt(odd * 2) == 0) {
                out.writeBytes(TerminalInput.of(random, cols, rows).getBytes(UTF_8));
                out.writeBytes(random.nextBoolean() ? "\033[r\033[?1049l".getBytes(UTF_8) : new byte[0]);
            } else if (random.nextInt(10) == 0) {
                byte[] broken = new byte[1 + random.nextInt(4)];
                random.nextBytes(broken);
                for (int k = 0; k < broken.length; k++) {
                    out.write(random.nextInt(4) == 0 ? 0xc2 : broken[k] | 0x80);
                }
            }
            out.writeBytes(end.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static void assertSame(Terminal all, Terminal seen, String what) {
        assertEquals(all.json(1000), seen.json(1000), what);
        assertEquals(all.text(1000), seen.text(1000), what);
        assertArrayEquals(all.snapshot(1000), seen.snapshot(1000), what);
        assertEquals(all.emulator().bells, seen.emulator().bells, what);
        assertEquals(all.emulator().clears, seen.emulator().clears, what);
        assertEquals(all.titleChanges(), seen.titleChanges(), what);
    }

    private static long scrolled(Terminal terminal) {
        return terminal.emulator().normal.grid.scrolled();
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\033", "\\e");
    }

    @Test
    void drawsNoMoreOfAFloodThanCanBeSeen() {
        Terminal terminal = new Terminal(80, 24, 100);
        Skim skim = new Skim(terminal, 1 << 20);
        byte[] line = "\033[31mred\033[m and so on\r\n".getBytes(UTF_8);
        byte[] piece = repeat(line, 1000);
        for (int i = 0; i < 100; i++) {
            skim.add(piece, 0, piece.length);
        }
        assertTrue(skim.isBehind());
        skim.draw();
        assertFalse(skim.isBehind());
        assertTrue(scrolled(terminal) < 4000, scrolled(terminal) + " lines were drawn of 100,000");
        assertEquals(100, terminal.linesAbove());
    }

    @Test
    void showsWhatIsToldAtOnce() {
        Terminal terminal = new Terminal(80, 24, 100);
        Skim skim = new Skim(terminal, 1 << 20);
        byte[] flood = repeat("text\r\n".getBytes(UTF_8), 2000);
        skim.add(flood, 0, flood.length);
        byte[] told = "\033]2;title\007\033[?1003h".getBytes(UTF_8);
        skim.add(told, 0, told.length);
        assertFalse(skim.isBehind());
        assertEquals("title", terminal.title());
        assertEquals(Terminal.MOUSE, terminal.reporting());
    }

    @Test
    void holdsNoMoreThanItMay() {
        Skim skim = new Skim(new Terminal(80, 24, 100_000), 30_000);
        byte[] flood = repeat("text\r\n".getBytes(UTF_8), 2000);
        skim.add(flood, 0, flood.length);
        skim.add(flood, 0, flood.length);
        assertTrue(skim.isBehind());
        skim.add(flood, 0, flood.length);
        assertFalse(skim.isBehind());
    }

    private static byte[] repeat(byte[] line, int times) {
        byte[] all = new byte[line.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(line, 0, all, i * line.length, line.length);
        }
        return all;
    }
}
