package dev.jshare.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of a terminal among the keys. */
class ColourQueryTest {
    private static final long NOW = 1_000;
    private static final String ATTRIBUTES = "\033[?62;22c";

    private final ColourQuery query = new ColourQuery(NOW);

    private String sort(String text) {
        return new String(query.sort(text.getBytes(ISO_8859_1), text.length()), ISO_8859_1);
    }

    private String release() {
        return new String(query.release(), ISO_8859_1);
    }

    /** What a terminal answers that knows all. */
    private static String answers() {
        StringBuilder all =
                new StringBuilder("\033]10;rgb:d0d0/d1d1/d2d2\033\\\033]11;rgb:10/20/30\007\033]12;rgb:f/0/8\033\\");
        for (int i = 0; i < 16; i++) {
            all.append("\033]4;")
                    .append(i)
                    .append(";rgb:0000/0000/")
                    .append(String.format("%02x%1$02x", i * 16))
                    .append(i % 2 == 0 ? "\007" : "\033\\");
        }
        return all + ATTRIBUTES;
    }

    private void assertAllIsKnown() {
        assertEquals(0xd0d1d2, query.colour(ColourQuery.FOREGROUND));
        assertEquals(0x102030, query.colour(ColourQuery.BACKGROUND));
        assertEquals(0xff0088, query.colour(ColourQuery.CURSOR));
        for (int i = 0; i < 16; i++) {
            assertEquals(i * 16, query.colour(i));
        }
        assertTrue(query.isOver(NOW));
    }

    @Test
    void isAskedOfAllOnceAndOfTheAttributesLast() {
        String question = new String(ColourQuery.question(), ISO_8859_1);
        assertTrue(question.startsWith("\033]10;?\033\\\033]11;?\033\\\033]12;?\033\\\033]4;0;?\033\\"), question);
        assertTrue(question.endsWith("\033]4;15;?\033\\\033[c"), question);
    }

    @Test
    void answersAreTakenOutInAnyForm() {
        assertEquals("", sort(answers()));
        assertEquals(0, query.patience());
        assertAllIsKnown();
    }

    @Test
    void keysAroundAndBetweenPassInOrder() {
        String mixed = "ls" + answers().replace("\033]", "k\033]").replace(ATTRIBUTES, "\033[A" + ATTRIBUTES) + "\r";
        assertEquals("ls" + "k".repeat(19) + "\033[A\r", sort(mixed));
        assertAllIsKnown();
    }

    @Test
    void answersMayComeByteByByteWithKeysWaitingForNothing() {
        StringBuilder passed = new StringBuilder();
        for (char each : ("x" + answers() + "y").toCharArray()) {
            passed.append(sort(String.valueOf(each)));
        }
        assertEquals("xy", passed.toString());
        assertAllIsKnown();
    }

    @Test
    void answersMayBeCutAnywhere() {
        for (int cut = 0; cut <= answers().length(); cut++) {
            ColourQuery each = new ColourQuery(NOW);
            byte[] head = answers().substring(0, cut).getBytes(ISO_8859_1);
            byte[] tail = answers().substring(cut).getBytes(ISO_8859_1);
            assertEquals(0, each.sort(head, head.length).length + each.sort(tail, tail.length).length, "cut at " + cut);
            assertTrue(each.isOver(NOW));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\033[A",
                "\033OP",
                "\033x",
                "\033]x",
                "\033]52;c;aGk=\007",
                "\033]110;x\007",
                "\033]4;16;rgb:00/00/00\007",
                "\033[1;2R",
                "\033[>0;276;0c",
                "\033[?1u",
                "\033[?c",
                "\033]10;rgb:\rx",
                "\033]10;rgb:00/00/00\033[A",
                "\u00c3\u00a9"
            })
    void whateverIsNoAnswerPassesAtOnce(String keys) {
        assertEquals(keys, sort(keys));
        assertEquals(0, query.patience());
    }

    @Test
    void anEscapeKeyIsHeldForAMomentAlone() {
        assertEquals("a", sort("a\033"));
        assertTrue(query.patience() > 0 && query.patience() <= 25, "no longer than editors wait");
        assertEquals("\033", release());
        assertEquals(0, query.patience());
        assertEquals("]1", sort("]1"), "what follows is no answer any more");
    }

    @Test
    void theNextSequenceTellsAnEscapeKeyAtOnce() {
        assertEquals("", sort("\033"));
        assertEquals("\033\033[A", sort("\033[A"));
    }

    @Test
    void theProgramsAnswersPass() {
        assertEquals("", sort("\033]11;rgb:1111/1111/1111\033\\"));
        String vims = "\033]11;rgb:1111/1111/1111\033\\\033[?62c";
        assertEquals(
                "\033]11;rgb:1111/1111/1111\033\\", sort("\033]11;rgb:1111/1111/1111\033\\"), "not asked by us twice");
        assertEquals("", sort(ATTRIBUTES));
        assertEquals(vims, sort(vims));
        assertEquals("\033]12;rgb:1/1/1\007", sort("\033]12;rgb:1/1/1\007"), "although we never got it");
        assertEquals("\033", sort("\033"), "nothing is held any more");
    }

    @Test
    void aTerminalThatKnowsNoColoursEndsItByItsAttributes() {
        assertEquals("", sort("\033[?6c"));
        assertTrue(query.isOver(NOW));
        assertEquals(-1, query.colour(ColourQuery.BACKGROUND));
    }

    @Test
    void anAnswerThatIsNoColourIsAnAnswerStill() {
        assertEquals("", sort("\033]11;rgba:0000/0000/0000/ffff\033\\"));
        assertEquals(-1, query.colour(ColourQuery.BACKGROUND));
    }

    @Test
    void aTerminalThatSaysNothingIsNotWaitedForForEver() {
        assertFalse(query.isOver(NOW + TimeUnit.SECONDS.toNanos(1)));
        assertTrue(query.isOver(NOW + TimeUnit.SECONDS.toNanos(3)));
    }

    @Test
    void somethingWithoutAnEndIsNotHeld() {
        String endless = "\033]10;rgb:" + "0".repeat(100);
        assertEquals(endless, sort(endless));
    }

    @Test
    void onlyTerminalsThatTakeItAreAsked() {
        for (String term :
                new String[] {"xterm-256color", "tmux-256color", "screen", "alacritty", "foot", "xterm-kitty"}) {
            assertTrue(ColourQuery.suits(term), term);
        }
        for (String term : new String[] {null, "", "dumb", "linux", "unknown", "vt100", "eterm-color", "emacs"}) {
            assertFalse(ColourQuery.suits(term), term);
        }
    }
}
