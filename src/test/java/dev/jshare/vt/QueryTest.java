package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program asks its terminal: answered once, by one terminal, or not at all. */
class QueryTest {
    private static String answer(String... pieces) {
        Terminal terminal = new Terminal(80, 24, 100);
        terminal.answerQueries(true);
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            terminal.feed(bytes, 0, bytes.length);
        }
        return new String(terminal.takeReplies(), StandardCharsets.UTF_8);
    }

    /** DA1–DA3, DSR, CPR, DECXCPR, DECRQM, DECRQSS, and the same with 8-bit introducers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[c",
                "\033[0c",
                "\033[>c",
                "\033[5n",
                "\033[6n",
                "\033[?6n",
                "\033[?2004$p",
                "\033[4$p",
                "\033P$qm\033\\",
                "\u009b6n",
                "x\033[6né\033[6n"
            })
    void trap14AQueryIsAnsweredTheSameWhereverItIsCut(String query) {
        String whole = answer(query);
        for (int cut = 1; cut < query.length(); cut++) {
            assertEquals(whole, answer(query.substring(0, cut), query.substring(cut)), "cut at " + cut);
        }
    }

    @Test
    void trap13EachQueryIsAnsweredOnce() {
        assertEquals("\033[1;1R", answer("\033[6n"));
        assertEquals("\033[1;2R\033[1;3R", answer("x\033[6n", "y\033[6n"));
    }

    @Test
    void trap13WhereTheHostHasATerminalNothingIsAnswered() {
        Terminal terminal = new Terminal(80, 24, 100);
        byte[] queries = "\033[c\033[6n\033P$qm\033\\\033]10;?\007".getBytes(StandardCharsets.UTF_8);
        terminal.feed(queries, 0, queries.length);
        assertEquals(0, terminal.takeReplies().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "p", "s", "", "0", "cps"})
    void trap15TheClipboardIsNeitherReadNorCarriedAnywhere(String selection) {
        for (String end : new String[] {"\007", "\033\\"}) {
            assertEquals("", answer("\033]52;" + selection + ";?" + end));
            Terminal terminal = new Terminal(80, 24, 100);
            byte[] write = ("\033]52;" + selection + ";c2VjcmV0" + end).getBytes(StandardCharsets.UTF_8);
            terminal.feed(write, 0, write.length);
            String snapshot = new String(terminal.snapshot(100), StandardCharsets.UTF_8);
            assertFalse(snapshot.contains("]52") || snapshot.contains("c2VjcmV0"), "in no snapshot either");
        }
    }

    @Test
    void trap16ATitleIsTextWithoutControlsAndBounded() {
        Terminal terminal = new Terminal(80, 24, 100);
        byte[] title =
                ("\033]2;<b>\u0001\u007f\u0085x" + "y".repeat(1_000_000) + "\007").getBytes(StandardCharsets.UTF_8);
        terminal.feed(title, 0, title.length);
        assertTrue(
                terminal.title().length() <= Parser.MAX_STRING,
                "" + terminal.title().length());
        byte[] small = "\033]2;a\u0001\u007f\u0085b\007".getBytes(StandardCharsets.UTF_8);
        terminal.feed(small, 0, small.length);
        assertTrue(
                terminal.title().chars().noneMatch(Character::isISOControl),
                terminal.title().codePoints().boxed().toList().toString());
    }
}
