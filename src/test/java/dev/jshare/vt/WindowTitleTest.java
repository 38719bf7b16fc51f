package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The title of the host's window, with the stack that its terminal has and viewers do not. */
class WindowTitleTest {
    private Terminal terminal = new Terminal(80, 24, 100);

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    @Test
    void titlesAreSavedAndRestored() {
        assertNull(terminal.windowTitle());
        feed("\033[22;0t\033]0;one\007\033[22;2t\033]2;two\033\\\033[22;1t");
        assertEquals("two", terminal.windowTitle());
        assertEquals(2, terminal.savedTitles());
        feed("\033[23;1t\033[23t");
        assertEquals("one", terminal.windowTitle());
        assertEquals("two", terminal.title(), "viewers have no stack");
        feed("\033[23;0t");
        assertNull(terminal.windowTitle());
        int changes = terminal.titleChanges();
        feed("\033[23;0t\033[18t");
        assertEquals(changes, terminal.titleChanges());
    }

    @Test
    void theStackIsBounded() {
        for (int i = 0; i < 30; i++) {
            feed("\033]2;" + i + "\007\033[22t");
        }
        assertEquals(10, terminal.savedTitles());
        for (int i = 0; i < 10; i++) {
            feed("\033[23t");
        }
        assertEquals("20", terminal.windowTitle());
    }

    @Test
    void settingTheSameTitleIsAChange() {
        feed("\033]2;x\007\033]0;x\007");
        assertEquals(2, terminal.titleChanges());
    }

    @Test
    void aTerminalWithoutItsHistoryKeepsThem() {
        feed("\033]2;x\007\033[22t\033]2;y\007\033[23tone\r\n" + "line\r\n".repeat(30) + "\033[3");
        terminal.answerQueries(true);
        int changes = terminal.titleChanges();
        String before = terminal.text(0);
        terminal = terminal.withoutHistory();
        assertEquals(before, terminal.text(100));
        assertEquals("x", terminal.windowTitle());
        assertEquals(changes, terminal.titleChanges());
        assertFalse(terminal.isAtRest());
        feed("1m\033[5n");
        assertTrue(terminal.isAtRest());
        assertEquals("\033[0n", new String(terminal.takeReplies(), StandardCharsets.UTF_8));
    }
}
