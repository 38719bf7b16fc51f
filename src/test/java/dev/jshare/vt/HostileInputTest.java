package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a program could write to make its terminal hang, grow or fail. */
class HostileInputTest {
    private static final int MIB = 1024 * 1024;
    private static final String NOISE = "\033[]P_;:?0123456789mhlHJKLMPXb@\007\\";

    private final Terminal terminal = new Terminal(80, 24, 1000);

    private void feed(String text, int times) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            terminal.feed(bytes, 0, bytes.length);
        }
    }

    private void assertStillWorks() {
        feed("\033\\\033c\033[2J\033[Hstill here", 1);
        assertEquals("still here\n", terminal.text(0));
    }

    @Test
    void trap21AnEndlessStringIsNotKept() {
        for (String start : new String[] {"\033]2;", "\033]8;;", "\033]52;c;", "\033P$q", "\033Pq", "\033_", "\033^"}) {
            feed(start, 1);
            feed("x".repeat(1024), 8 * 1024);
            assertTrue(terminal.snapshot(0).length < 3 * Parser.MAX_STRING, start);
            feed("\033\\", 1);
            assertEquals("", terminal.title());
        }
        assertStillWorks();
    }

    @Test
    void aTitleUpToTheLimitIsKeptWhole() {
        String title = "t".repeat(Parser.MAX_STRING);
        feed("\033]2;" + title + "\007", 1);
        assertEquals(title, terminal.title());
    }

    @Test
    void trap21AnEndlessNumberIsOneNumber() {
        feed("\033[", 1);
        feed("9".repeat(1024), 1024);
        assertTrue(terminal.snapshot(0).length < 1000);
        feed("C", 1);
        feed("\033[" + ";".repeat(100_000) + "m" + "\033[" + ":".repeat(100_000) + "m", 1);
        assertStillWorks();
    }

    @Test
    void trap21HugeCountsAreBounded() {
        for (char function : "@ABCDEFGHIJKLMPSTXZ`abdefgr".toCharArray()) {
            feed("x\033[2147483647" + function, 2000);
            feed("x\033[2147483647;2147483647" + function, 2000);
        }
        for (String function : new String[] {" @", " A", "'}", "'~", "\"q", " q"}) {
            feed("x\033[2147483647" + function, 2000);
        }
        assertStillWorks();
    }

    @Test
    void trap21AFloodOfMarksStaysInItsCell() {
        feed("a", 1);
        feed("\u0301".repeat(1024), 1024);
        assertTrue(terminal.snapshot(0).length < 1000);
        feed("\033[5b", 1000);
        assertStillWorks();
    }

    @Test
    void trap21AFloodOfLinksIsBounded() {
        for (int i = 0; i < 200_000; i++) {
            feed("\033]8;;http://example.org/" + i + "\007x", 1);
        }
        feed("\033]8;;http://example.org/" + "y".repeat(10_000) + "\007x", 1000);
        assertTrue(terminal.snapshot(1000).length < 16 * MIB);
        feed("\033]8;;\007", 1);
        assertStillWorks();
    }

    @Test
    void trap21HugeSizesAreConfined() {
        terminal.resize(65_535, 65_535);
        assertEquals(Limits.MAX_COLS, terminal.cols());
        assertEquals(Limits.MAX_ROWS, terminal.rows());
        feed("\033#8\033[999;9999Hx\r\n\033[2147483647S", 3);
        terminal.resize(1, 1);
        assertEquals(Limits.MIN_COLS, terminal.cols());
        assertEquals(Limits.MIN_ROWS, terminal.rows());
        terminal.resize(80, 24);
        assertStillWorks();
    }

    @Test
    void queriesNobodyReadsAreNotKept() {
        terminal.answerQueries(true);
        feed("\033[c\033[6n\033[?7$p\033]4;1;?\007", 100_000);
        assertTrue(terminal.takeReplies().length <= Replies.MAX_BYTES);
        feed("\033[5n", 1);
        assertEquals("\033[0n", new String(terminal.takeReplies(), StandardCharsets.UTF_8));
    }

    @Test
    void trap21TheScrollbackIsBoundedInBytes() {
        Terminal wide = new Terminal(Limits.MAX_COLS, 2, Limits.MAX_SCROLLBACK);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Limits.MAX_COLS; i++) {
            line.append("\033[38;2;1;2;").append(i % 256).append("m世".repeat(i % 2));
        }
        byte[] bytes = line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3000; i++) {
            wide.feed(bytes, 0, bytes.length);
        }
        long kept = wide.text(Limits.MAX_SCROLLBACK).lines().count();
        assertTrue(kept > 100 && kept < 2900, kept + " lines");
    }

    @Test
    void trap21APictureIsBoundedInBytes() {
        Terminal colourful = new Terminal(120, 4, 10_000);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 118; i++) {
            line.append("\033[38;2;")
                    .append(i)
                    .append(";100;")
                    .append(200 - i)
                    .append('m')
                    .append((char) ('a' + i % 26));
        }
        byte[] bytes = line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 10_000; i++) {
            colourful.feed(bytes, 0, bytes.length);
        }
        colourful.feed("last\033[31m".getBytes(StandardCharsets.UTF_8), 0, 9);
        byte[] picture = colourful.snapshot(10_000);
        assertTrue(picture.length > TooLargeException.LARGEST / 4, picture.length + " bytes");
        assertTrue(picture.length <= TooLargeException.LARGEST, picture.length + " bytes");
        Terminal seen = new Terminal(120, 4, 10_000);
        seen.feed(picture, 0, picture.length);
        assertEquals(colourful.text(500), seen.text(500));
        assertArrayEquals(colourful.snapshot(500), seen.snapshot(500));
        int html = colourful.html(10_000).length();
        assertTrue(
                html > TooLargeException.LARGEST / 4 && html < TooLargeException.LARGEST + 100_000,
                html + " characters");
        assertTrue(colourful.json(10_000).endsWith("]}\n"));
    }

    @Test
    void trap21NoiseNeverFails() {
        Random random = new Random(7);
        byte[] noise = new byte[4096];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(noise);
            for (int k = 0; k < noise.length; k += 1 + random.nextInt(8)) {
                noise[k] = (byte) NOISE.charAt(random.nextInt(NOISE.length()));
            }
            terminal.feed(noise, 0, noise.length);
            terminal.resize(1 + random.nextInt(200), 1 + random.nextInt(60));
            assertTrue(terminal.snapshot(100).length > 0);
        }
        assertStillWorks();
    }
}
