package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Role;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session that asks its console's terminal for its colours. */
class HostColoursTest {
    private static final String TWO = "\033]10;rgb:d0d0/d0d0/d0d0\033\\\033]11;rgb:1010/1414/1818\007";
    private static final String FENCE = "\033[?62c";

    private final ScriptedConsole console = new ScriptedConsole();
    private final Stage stage = Stage.asking(console);

    @AfterEach
    void end() throws InterruptedException {
        stage.close();
    }

    private Map<String, Object> palette(Collector viewer) throws InterruptedException {
        viewer.until(() -> !viewer.events("palette").isEmpty());
        return viewer.events("palette").get(0);
    }

    @Test
    void theTerminalIsAskedFirst() {
        assertTrue(new String(console.shownBytes(), UTF_8).startsWith("\033]10;?"));
    }

    @Test
    void viewersAreToldBeforeAndAfterTheyJoin() throws InterruptedException {
        Collector early = stage.join(Role.WATCH, "", null);
        assertEquals(0, early.events("palette").size());
        console.press(TWO + FENCE);
        Map<String, Object> two = Map.of("type", "palette", "foreground", "#d0d0d0", "background", "#101418");
        assertEquals(two, palette(early));
        assertEquals(two, palette(stage.join(Role.WATCH, "", null)));
    }

    @Test
    void theShellGetsTheKeysAndNothingElse() throws InterruptedException {
        console.press("l" + TWO + "s");
        stage.pty.awaitTyped("ls");
        console.press(FENCE + "\r");
        stage.pty.awaitTyped("ls\r");
        console.press(TWO + FENCE);
        stage.pty.awaitTyped("ls\r" + TWO + FENCE);
        assertEquals("ls\r" + TWO + FENCE, stage.pty.typed());
    }

    @Test
    void anEscapeKeyReachesTheShellByItself() throws InterruptedException {
        console.press("\033");
        stage.pty.awaitTyped("\033");
        console.press("\033]");
        stage.pty.awaitTyped("\033\033]");
    }
}
