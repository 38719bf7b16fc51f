package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.vt.Terminal;
import org.junit.jupiter.api.Test;

/** The console while something of ours covers it. */
class HostCoverTest {
    private static final int LOG = 1024 * 1024;

    private static Terminal replay(ScriptedConsole console) {
        Terminal terminal = new Terminal(80, 24, 1000);
        byte[] shown = console.shownBytes();
        terminal.feed(shown, 0, shown.length);
        return terminal;
    }

    @Test
    void theShellRunsOnAndViewersSeeItAlone() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            HostScreen screen = stage.session.hostScreen();
            Collector viewer = stage.watch();
            stage.pty.print("one\r\n");
            viewer.untilAt(5);
            assertTrue(screen.cover());
            assertFalse(screen.cover(), "it is covered");
            int shown = console.shown();
            String more = "line\r\n".repeat(40) + "\033]2;new\007€";
            byte[] bytes = more.getBytes(UTF_8);
            stage.pty.print(java.util.Arrays.copyOf(bytes, bytes.length - 1));
            viewer.untilAt(5 + bytes.length - 3);
            assertEquals(shown, console.shown(), "nothing of it is on the console");
            assertTrue(screen.paint("panel".getBytes(UTF_8)));
            assertEquals("panel", replay(console).text(0).strip());
            assertFalse(viewer.text().contains("panel"));
            screen.uncover();
            assertFalse(screen.paint("late".getBytes(UTF_8)));
            stage.pty.print(new byte[] {bytes[bytes.length - 1]});
            viewer.untilAt(5 + bytes.length);
            Stage.await(() -> replay(console).text(0).endsWith("€\n"));
            Terminal host = replay(console);
            Terminal bare = new Terminal(80, 24, 1000);
            bare.feed(("one\r\n" + more).getBytes(UTF_8), 0, 5 + bytes.length);
            assertEquals(bare.text(1000), host.text(1000));
            assertEquals(bare.json(0), host.json(0));
        }
    }

    @Test
    void whatStoodAboveTheShellIsStillAboveIt() throws Exception {
        ScriptedConsole console = new ScriptedConsole();
        byte[] card = "$ jshare\r\nhttp://the/link\r\n".getBytes(UTF_8);
        console.write(card, card.length);
        try (Stage stage = new Stage(console, 10, LOG)) {
            HostScreen screen = stage.session.hostScreen();
            Collector viewer = stage.watch();
            stage.pty.print("one\r\ntwo");
            viewer.untilAt(8);
            for (int i = 0; i < 2; i++) {
                screen.cover();
                screen.paint("panel".getBytes(UTF_8));
                screen.uncover();
            }
            assertEquals("one\ntwo\n", replay(console).text(0));
            assertEquals(
                    "$ jshare\nhttp://the/link\none\ntwo\n", replay(console).text(1000));
        }
    }

    @Test
    void queriesAreAnsweredWhileTheConsoleDoesNotHearThem() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            HostScreen screen = stage.session.hostScreen();
            screen.cover();
            stage.pty.print("\033[5n");
            stage.pty.awaitTyped("\033[0n");
            screen.uncover();
            stage.pty.print("\033[6nx");
            Stage.await(() -> new String(console.shownBytes(), UTF_8).endsWith("\033[6nx"));
            assertEquals("\033[0n", stage.pty.typed());
        }
    }

    @Test
    void aPauseAndItsEndChangeNothing() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            HostScreen screen = stage.session.hostScreen();
            stage.pty.print("first\r\n");
            screen.cover();
            stage.pty.print("line\r\n".repeat(30));
            stage.session.moderator().pause(true);
            stage.pty.print("secret\r\n".repeat(5));
            stage.session.moderator().pause(false);
            screen.uncover();
            Terminal bare = new Terminal(80, 24, 1000);
            byte[] all = ("first\r\n" + "line\r\n".repeat(30) + "secret\r\n".repeat(5)).getBytes(UTF_8);
            bare.feed(all, 0, all.length);
            Stage.await(() -> bare.text(0).equals(replay(console).text(0))); // What comes later passes as it is.
        }
    }

    @Test
    void theEndUncoversIt() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            HostScreen screen = stage.session.hostScreen();
            screen.cover();
            screen.paint("panel".getBytes(UTF_8));
            stage.pty.print("last words");
            stage.pty.end(0);
            stage.session.awaitEnd();
            screen.close();
            assertEquals("last words\n", replay(console).text(0));
            assertFalse(screen.cover());
        }
    }
}
