package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The colours of the host's terminal: asked for, told to viewers, and nowhere to be seen in the shell. */
class HostColoursIT {
    private static final String KNOWN = "tmux set -g window-style fg=#d0d0d0,bg=#101418; ";
    private static final String LAUNCHER = Tmux.quoted(Sandbox.LAUNCHER.toString());
    private static final String BASH =
            LAUNCHER + " --listen 127.0.0.1:0 --json -- bash --norc --noprofile; exec cat -v";

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    private Tmux open(String command) throws Exception {
        return open("host", command);
    }

    private Tmux open(String name, String command) throws Exception {
        return Tmux.open(sandbox, name, 80, 24, List.of("sh", "-c", command));
    }

    private static SocketClient join(Json facts) throws Exception {
        Share.awaitServer(URI.create("http://" + facts.get("address").text()));
        URI link = URI.create(facts.get("links").list().get(0).get("url").text());
        return SocketClient.connect(
                HttpClient.newHttpClient(),
                URI.create("ws://" + link.getAuthority() + link.getPath().replace("/s/", "/ws/")),
                link.getFragment(),
                List.of("jshare.v1.json"));
    }

    /** What is on the screen below what jshare has printed. */
    private static String below(Tmux terminal) {
        String screen = terminal.screen();
        return screen.substring(screen.indexOf(Sandbox.PROMPT)).strip();
    }

    @Test
    void aTerminalThatTells() throws Exception {
        try (Tmux terminal = open(KNOWN + BASH)) {
            terminal.await(Sandbox.PROMPT);
            terminal.type("echo 42");
            terminal.await(Sandbox.PROMPT + " echo 42").press("Enter").await("\n42\n" + Sandbox.PROMPT);
            assertEquals(Sandbox.PROMPT + " echo 42\n42\n" + Sandbox.PROMPT, below(terminal));
            Json facts = Json.parse(terminal.wholeText().lines().findFirst().orElseThrow());
            try (SocketClient viewer = join(facts)) {
                viewer.await("{\"type\":\"palette\",\"foreground\":\"#d0d0d0\",\"background\":\"#101418\"}");
            }
            terminal.line("clear; printf '\\033]11;?\\033\\\\'; IFS= read -rsd '\\' x; printf '\\n<%q>\\n' \"$x\"");
            terminal.await("<$'\\E]11;rgb:1010/1414/1818\\E'>\n" + Sandbox.PROMPT);
        }
    }

    @Test
    void aTerminalThatDoesNotTell() throws Exception {
        try (Tmux terminal = open(BASH)) {
            terminal.await(Sandbox.PROMPT);
            terminal.line("echo 42").await("\n42\n" + Sandbox.PROMPT);
            assertEquals(Sandbox.PROMPT + " echo 42\n42\n" + Sandbox.PROMPT, below(terminal));
            Json facts = Json.parse(terminal.wholeText().lines().findFirst().orElseThrow());
            try (SocketClient viewer = join(facts)) {
                viewer.await("\"presence\"");
                assertFalse(String.join("", viewer.messages()).contains("palette"));
            }
        }
    }

    /** Neither the shell that is shared nor the one that comes after it gets an answer, and keys are not lost. */
    @Test
    void keysThatComeBeforeThePromptAreTyped() throws Exception {
        String script = LAUNCHER
                + " --quiet --listen 127.0.0.1:0 -- sh -c 'echo ready; stty -echo; read x; echo \"<$x>\" | cat -v'";
        try (Tmux terminal = open(KNOWN + "stty -echo; echo begin; " + script + "; echo over; exec cat -v")) {
            terminal.await("begin").line("early keys");
            terminal.await("<early keys>").await("over");
            terminal.line("after").await("\nafter");
            // The shared terminal may echo the keys before its shell tells it not to.
            assertTrue(
                    terminal.wholeText()
                            .matches(
                                    "(?s)begin\\s+(early keys\\s+)?ready\\s+(early keys\\s+)?<early keys>\\s+over\\s+after\\s*"),
                    terminal::wholeText);
        }
    }

    /** A terminal has 100 ms to answer then, which one that is held up itself does not keep to every time. */
    @Test
    void aShellThatEndsAtOnceLeavesNoAnswers() throws Exception {
        String seen = "";
        for (int attempts = 0; attempts < 10 && !seen.equals("over\nafter\nafter"); attempts++) {
            String command = KNOWN + LAUNCHER + " --quiet --listen 127.0.0.1:0 -- true; echo over; exec cat -v";
            try (Tmux terminal = open("host" + attempts, command)) {
                terminal.await("over");
                terminal.line("after").await("\nafter\n");
                seen = terminal.await("the line twice", screen -> screen.split("after", -1).length == 3)
                        .wholeText()
                        .strip();
            }
        }
        assertEquals("over\nafter\nafter", seen);
    }
}
