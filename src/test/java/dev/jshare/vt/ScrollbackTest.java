package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
    private static String line(int i) {
        return "\033[3" + i % 8 + "mline " + i + "\033[m 世 e\u0301 \033]8;;http://x/" + i % 5 + "\007l\033]8;;\007\r\n";
    }

    @Test
    void theNewestLinesStayAsTheyWere() {
        Vt all = new Vt(30, 2, 100_000);
        Vt some = new Vt(30, 2, 70);
        for (int i = 0; i < 5000; i++) {
            all.feed(line(i));
            some.feed(line(i));
        }
        assertEquals(4999, all.emulator.normal.grid.base());
        assertEquals(70, some.emulator.normal.grid.base());
        Row expected = new Row();
        Row actual = new Row();
        for (int i = 0; i < 70; i++) {
            all.emulator.normal.grid.scrollback.load(4929 + i, expected);
            some.emulator.normal.grid.scrollback.load(i, actual);
            assertEquals("line " + (4929 + i) + " 世 e\u0301 l", ScreenReader.text(actual));
            assertEquals(expected.attributes(0), actual.attributes(0));
            assertEquals(
                    all.emulator.links.get(expected.link(actual.trimmedLength() - 1)),
                    some.emulator.links.get(actual.link(actual.trimmedLength() - 1)));
        }
    }

    @Test
    void aTerminalThatGetsNarrowMakesNoMoreLinesThanItKeeps() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Vt wide = new Vt(200, 2, 2000);
        for (int i = 0; i < 2000; i++) {
            wide.feed("x".repeat(190) + (char) ('a' + i % 26) + "\r\n");
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        wide.emulator.resize(2, 2);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 20_000_000, allocated + " bytes"); // All would be 192,000 lines.
        assertEquals(2000, wide.emulator.normal.grid.base());
        Row row = new Row();
        wide.emulator.normal.grid.scrollback.load(1999, row);
        assertEquals("xx", ScreenReader.text(row));
    }

    @Test
    void aSteadyFlowOfTextAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] text = "2024-01-01 \033[1;32mINFO\033[0m worker e\u0301 世界 done\r\n"
                .repeat(2000)
                .getBytes(StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(80, 24, 500);
        terminal.feed(text, 0, text.length);
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 20; i++) {
            terminal.feed(text, 0, text.length);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 4096, allocated + " bytes for " + 20 * text.length);
    }
}
