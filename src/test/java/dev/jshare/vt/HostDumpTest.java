package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's own terminal, which does not hear the program for a while, is as if it had heard everything. */
class HostDumpTest {
    private static final int CASES = 400;

    /** What a panel draws, on a screen of its own if the program is not on that one. */
    private static void cover(Vt program, Vt host) {
        host.feed(program.host().plain());
        host.feed(program.emulator.isAlternate() ? "" : "\033[?1049h");
        host.feed("\033[?25l\033[H\033[7mviewers\033[m\r\n\033[2;3Hsome\033[K\033[1mmore");
    }

    private static void uncover(Vt program, Vt host, HostMark mark) {
        host.feed("\033[m\033[?25h");
        host.feed(mark.alternate() ? "" : "\033[?1049l");
        host.feed(program.host().repaint(mark));
    }

    /**
     * All that is to be the same: not the title, which is others' to show; of a saved cursor where it is restored; and not
     * whether the first line that was drawn continues one above, since that one is out of reach.
     *
     * @param drawn how many lines above the screen were drawn
     */
    private static String facts(Vt terminal, int drawn) {
        Screen normal = terminal.emulator.normal;
        String first = drawn > 0 ? "above " + (normal.grid.base() - drawn) : "normal 0";
        StringBuilder facts = new StringBuilder();
        for (String line : terminal.state().lines().toList()) {
            String fact = line.equals(first + " wrapped") ? first : line;
            facts.append(fact.replaceFirst("^(normal region .* saved \\d+) \\d+|^title.*", "$1"))
                    .append('\n');
        }
        return facts.append("restored to ").append(normal.restoredY()).toString();
    }

    private static boolean isSame(Vt program, Vt host, HostMark mark) {
        Grid grid = program.emulator.normal.grid;
        int drawn = (int) Math.min(grid.scrolled() - mark.scrolled(), grid.base());
        return facts(program, drawn).equals(facts(host, drawn));
    }

    /** What is not the same in one of some hundred is nonsense that programs do not write, such as flags restored without what they mean. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsAsIfItHadHeardEverything(long seed) {
        Random random = new Random(seed);
        List<String> others = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            int cols = 12 + random.nextInt(30);
            int rows = 3 + random.nextInt(8);
            // A terminal decides for itself what a reset does to its scrollback.
            String text = TerminalInput.of(random, cols, rows).replace("\033c", "\033[!p");
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            byte[] before = Arrays.copyOf(bytes, from);
            Vt program = new Vt(cols, rows, 40).savingRows().feed(before);
            Vt host = new Vt(cols, rows, 40).savingRows().feed(before);
            HostMark mark = program.host().mark();
            cover(program, host);
            program.feed(Arrays.copyOfRange(bytes, from, to));
            uncover(program, host, mark);
            if (!isSame(program, host, mark)) {
                others.add("case " + i + ", " + cols + "x" + rows + ", unheard from " + from + " to " + to);
            }
        }
        assertTrue(others.size() <= CASES / 100, "seed " + seed + ": " + others);
    }

    private static void assertSame(String before, String unheard) {
        Vt program = new Vt(40, 8, 100).savingRows().feed(before);
        Vt host = new Vt(40, 8, 100).savingRows().feed(before);
        HostMark mark = program.host().mark();
        cover(program, host);
        program.feed(unheard);
        uncover(program, host, mark);
        Grid grid = program.emulator.normal.grid;
        int drawn = (int) Math.min(grid.scrolled() - mark.scrolled(), grid.base());
        assertEquals(facts(program, drawn), facts(host, drawn));
    }

    @Test
    void whatProgramsDo() {
        String shell = "\033[?2004h$ ls\r\nfile\r\n".repeat(6) + "$ ";
        String editor = "\033[?1049h\033[?1h\033=\033[?2004h\033[?1006;1002h\033[1;7r\033[2J\033[H\033[31mtext\033[m"
                + "\033[8;1H-- INSERT --\033[3;5H\033[6 q\033[?12l\033[?25h";
        String leaving = "\033[r\033[?1002;1006l\033[?2004l\033[?1l\033>\033[2 q\033[?1049l";
        assertSame(shell, "");
        assertSame(shell, "seq 30\r\n" + "line\r\n".repeat(30) + "$ ");
        assertSame(shell, "clear\r\n\033[H\033[2J\033[3J$ ");
        assertSame(shell, editor);
        assertSame(shell + editor, "");
        assertSame(shell + editor, "more\033[1;1H\033[M\033[4;4H");
        assertSame(shell + editor, leaving + "$ ");
        assertSame(shell + editor, leaving + "one\r\n".repeat(20) + editor);
        assertSame(shell + "\033[3", "1mred");
        assertSame(shell, "\033]8;;http://a/\007link\033]8;;\007 " + "x".repeat(60) + "\033[1");
    }

    @Test
    void whatOnlyTheHostsTerminalKnowsIsSaidToItLater() {
        Vt program = new Vt(40, 8, 100).savingRows().feed("\033[>1u\033[?2031h");
        HostMark mark = program.host().mark();
        program.emulator.foreign.keep(true);
        program.feed(
                "\033[<u\033[?1049h\033[>5u\033[>4;2m\033[?2031;1007;3h\033]52;c;eA==\007\033[?u\033[>q\033]52;c;?\007");
        String said = new String(program.host().repaint(mark), StandardCharsets.UTF_8);
        String onNormal = said.substring(0, said.indexOf("\033[?1049h"));
        String onAlternate = said.substring(onNormal.length());
        assertTrue(onNormal.contains("\033[<u"), onNormal);
        assertTrue(onAlternate.contains("\033[>5u\033[>4;2m\033[?2031h\033[?1007h"), onAlternate);
        assertTrue(onAlternate.contains("\033]52;c;eA==\033\\"), onAlternate);
        assertFalse(said.contains("?u") || said.contains(">q") || said.contains("52;c;?"), said);
    }

    @Test
    void whatWasCopiedOnAScreenThatHasGoneIsStillSaid() {
        Vt program = new Vt(40, 8, 100).savingRows();
        HostMark mark = program.host().mark();
        program.emulator.foreign.keep(true);
        String copied = "\033]52;c;" + "A".repeat(100_000) + "\033\\";
        program.feed("\033[?1049h" + copied + "\033[?1049l");
        String said = new String(program.host().repaint(mark), StandardCharsets.UTF_8);
        assertEquals(said.indexOf(copied), said.lastIndexOf(copied));
        assertTrue(said.contains(copied));
    }
}
