package dev.jshare.vt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a program writes, and wherever a viewer comes in between: its terminal is the same, then and after the rest.
 *
 * <p>The seeds are fixed, so a failure is one for everybody; the seed and the case are in its message.
 */
class SnapshotPropertyTest {
    private static final int CASES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aViewerWhoJoinsHasTheSameTerminal(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            int cols = 2 + random.nextInt(30);
            int rows = 1 + random.nextInt(8);
            byte[] bytes = TerminalInput.of(random, cols, rows).getBytes(StandardCharsets.UTF_8);
            int cut = random.nextInt(bytes.length + 1);
            byte[] before = Arrays.copyOf(bytes, cut);
            byte[] after = Arrays.copyOfRange(bytes, cut, bytes.length);
            String name = "seed " + seed + ", case " + i + ", " + cols + "x" + rows + ", cut at " + cut + ": "
                    + new String(bytes, StandardCharsets.UTF_8).replace("\033", "\\e");

            Vt always = new Vt(cols, rows, 20).feed(before);
            Vt joined = always.join();
            Vt.assertSameState(always, joined, name);
            Vt.assertSameState(always.feed(after), joined.feed(after), "later; " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void itDoesNotMatterHowManyLinesAreAbove(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            int rows = 1 + random.nextInt(8);
            byte[] before = TerminalInput.of(random, 20, rows).getBytes(StandardCharsets.UTF_8);
            byte[] after = TerminalInput.of(random, 20, rows).getBytes(StandardCharsets.UTF_8);
            String name = "seed " + seed + ", case " + i + ", 20x" + rows + ": "
                    + new String(before, StandardCharsets.UTF_8).replace("\033", "\\e") + " then "
                    + new String(after, StandardCharsets.UTF_8).replace("\033", "\\e");

            Vt always = new Vt(20, rows, 100).savingRows().feed(before);
            Vt joined = always.joinWith(1 + random.nextInt(10));
            Vt.assertSameScreen(always, joined, name);
            Vt.assertSameScreen(always.feed(after), joined.feed(after), "later; " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void itDoesNotMatterHowBytesAreCut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = TerminalInput.of(random, 20, 6).getBytes(StandardCharsets.UTF_8);
            Vt whole = new Vt(20, 6, 20).feed(bytes);
            Vt split = new Vt(20, 6, 20);
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(5));
                split.feed(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            Vt.assertSameState(whole, split, "seed " + seed + ", case " + i);
        }
    }
}
