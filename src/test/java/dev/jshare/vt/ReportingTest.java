package dev.jshare.vt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program has asked to be told of beside keys; {@code ^[} stands for ESC. */
class ReportingTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "^[[?1004h, 1",
        "^[[?1004h^[[?1004l, 0",
        "^[[?9h, 2",
        "^[[?1000h, 2",
        "^[[?1002h, 2",
        "^[[?1003h, 2",
        "^[[?1003h^[[?1000l, 0",
        "^[[?1002;1006;1004h, 7",
        "^[[?1000h^[[?1016h, 6",
        "^[[?1000;1005h, 10",
        "^[[?1000;1015h, 18",
        "^[[?1000;1005;1015;1006h^[[?1005;1006l, 18",
        "^[[?1000;1004;1005;1006;1015h^[c, 0",
        "^[[1000;1004h, 0",
    })
    void isWhatTheModesSay(String output, int reporting) {
        Terminal terminal = new Terminal(80, 24, 0);
        byte[] bytes = output.replace("^[", "\u001b").getBytes(US_ASCII);
        terminal.feed(bytes, 0, bytes.length);
        assertEquals(reporting, terminal.reporting());
        assertEquals(reporting, terminal.withoutHistory().reporting(), "after a pause");
    }
}
