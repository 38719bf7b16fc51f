package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the escape scripts; after each of them a viewer that joins must have the same terminal. */
class ScriptTest {
    private static final String[] FILES = {"parser.vt", "text.vt", "editing.vt", "state.vt", "resize.vt"};

    @TestFactory
    Stream<DynamicTest> scripts() throws IOException {
        Stream<DynamicTest> tests = Stream.empty();
        for (String file : FILES) {
            tests = Stream.concat(
                    tests,
                    Script.read(file).stream()
                            .map(test -> DynamicTest.dynamicTest(file + ": " + test.name(), () -> run(test))));
        }
        return tests;
    }

    /** The half that is left cannot be drawn; what is around it can. */
    @ParameterizedTest
    @ValueSource(strings = {"ab世", "ab世\r\nc", "\033[?1049hab世\033[2;1Hcd\033[3;1Hef世", "\033[?1049hab世\033[2;1Hcd"})
    void aWideCharacterCutByANarrowerWindowMovesNothing(String text) {
        Vt vt = new Vt(4, 3, 100).feed(text);
        vt.emulator.resize(3, 3);
        Vt joined = vt.join();
        for (int y = 0; y < 3; y++) {
            assertEquals(
                    ScreenReader.text(vt.emulator.screen.grid.row(y)).replace("世", ""),
                    ScreenReader.text(joined.emulator.screen.grid.row(y)).replace("世", ""),
                    "row " + y);
        }
        assertEquals(
                vt.emulator.screen.y + " " + vt.emulator.screen.x,
                joined.emulator.screen.y + " " + joined.emulator.screen.x);
        assertEquals(vt.emulator.screen.grid.base(), joined.emulator.screen.grid.base());
    }

    /** The screen's own saved cursor has another set than the one in use, which only a saved cursor can bring. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033(0\0337\033(B\0338\033[?47h",
                "\033(0\0337\033(B\0338\033[?1047hab",
                "\033[?47h\033(0\0337\033(B\0338\033[?47lab\033[4m",
                "\033(0\0337\033(B\0338ab\033[?47h\033[2;4H\033[1;31m\0337\033[m"
            })
    void aSetThatWasRestoredOnTheOtherScreenStaysInUse(String text) {
        Vt vt = new Vt(20, 6, 100).feed(text);
        Vt joined = vt.join();
        assertEquals(vt.emulator.charset(), joined.emulator.charset());
        assertEquals(
                ScreenReader.text(vt.feed("qx").emulator.screen.cursorRow()),
                ScreenReader.text(joined.feed("qx").emulator.screen.cursorRow()));
    }

    /** On the alternate screen, behind the last column, only the hidden bits of a restored pen are out of reach. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[?1049h\033[21m\0338abcd\033[32m",
                "\033[?1049h\033]8;;http://a/\007\0338abcd\033[1;7;45m",
                "\033[?1049h\033[21m\0338abcd\033[44m\033[2K\033[41m"
            })
    void aPenWhoseHiddenBitsAreLostHasItsColours(String text) {
        Vt vt = new Vt(4, 3, 100).feed(text);
        Vt joined = vt.join();
        assertEquals(vt.emulator.screen.x, joined.emulator.screen.x);
        vt.feed("x");
        joined.feed("x");
        assertEquals(vt.emulator.screen.y, joined.emulator.screen.y);
        assertEquals(pen(vt.emulator.screen.cursorRow(), 0), pen(joined.emulator.screen.cursorRow(), 0));
    }

    private static void run(Script.Case test) {
        Vt vt = new Vt(20, 6, 100);
        for (String step : test.steps()) {
            vt = step(test, vt, step);
        }
        String name = test.file() + ": " + test.name() + ": a viewer that joins";
        Vt joined = vt.join();
        Vt.assertSameState(vt, joined, name);
        Vt.assertSameState(vt.feed("\u0301"), joined.feed("\u0301"), name + ", then a mark");
    }

    private static Vt step(Script.Case test, Vt vt, String step) {
        String[] words = step.split(" ", 3);
        String rest = words.length > 2 ? words[2] : "";
        Screen screen = vt.emulator.screen;
        String where = test.file() + ":" + test.line() + " " + test.name() + ": " + step;
        switch (words[0]) {
            case "SIZE" -> {
                String[] more = rest.split(" ");
                int scrollback = more.length > 1 ? Integer.parseInt(more[1]) : 100;
                return new Vt(Integer.parseInt(words[1]), Integer.parseInt(more[0]), scrollback);
            }
            case "PUSH" -> vt.feed(Script.bytes(step.substring(5)));
            case "RESIZE" -> vt.emulator.resize(Integer.parseInt(words[1]), Integer.parseInt(rest));
            case "ROW" -> assertEquals(Script.text(rest), ScreenReader.text(row(screen, words[1])), where);
            case "ABOVE" -> {
                Row row = new Row();
                screen.grid.scrollback.load(Integer.parseInt(words[1]), row);
                assertEquals(Script.text(rest), ScreenReader.text(row), where);
            }
            case "LINES" -> assertEquals(Integer.parseInt(words[1]), screen.grid.base(), where);
            case "WRAPPED" -> assertEquals(Boolean.parseBoolean(rest), row(screen, words[1]).wrapped, where);
            case "CURSOR" -> assertEquals(words[1] + " " + rest, screen.y + " " + screen.x, where);
            case "TITLE" -> assertEquals(Script.text(step.substring(6)), vt.emulator.title(), where);
            case "MODE" ->
                assertEquals(Boolean.parseBoolean(rest), vt.emulator.modes.isSet(Mode.valueOf(words[1])), where);
            case "REPLY" ->
                assertEquals(
                        Script.text(step.substring(6)),
                        new String(vt.emulator.replies.take(), StandardCharsets.UTF_8),
                        where);
            case "PEN" ->
                assertEquals(
                        Script.text(rest.substring(rest.indexOf(' ') + 1)),
                        pen(row(screen, words[1]), Integer.parseInt(rest.substring(0, rest.indexOf(' ')))),
                        where);
            default -> throw new IllegalArgumentException(where);
        }
        return vt;
    }

    private static Row row(Screen screen, String y) {
        return screen.grid.row(Integer.parseInt(y));
    }

    /** What SGR would have to say, in its own numbers. */
    private static String pen(Row row, int col) {
        Pen pen = new Pen();
        row.loadPen(col, pen);
        ByteBuilder out = new ByteBuilder(32);
        new PenWriter(out, new Links()).setVisible(pen, false);
        return new String(out.toByteArray(), StandardCharsets.UTF_8)
                .replace("\033[", "")
                .replace("m", "");
    }
}
