package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked wrongly is answered by a sentence and an exit code, and the terminal is as it was. */
class MisuseIT {
    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "127, 'no command ''no-such-command''', -- no-such-command",
        "127, 'no command ''./no-such-file''', -- ./no-such-file",
        "126, 'no program', -- ./plain-file",
        "2, 'no directory', --cwd /no/such/directory",
        "2, 'no duration', --expires 5x",
        "2, 'no duration', --expires 0s",
        "2, 'no size', --headless --size 80",
        "2, 'no size', --headless --size 0x24",
        "2, 'write 512K to 21M', --log-size 22M",
        "2, '--size is for --headless', --size 80x24",
        "2, 'no address', --listen 127.0.0.1:99999",
        "2, 'no public URL', --public-url ftp://host",
        "2, 'say 1 or more', --max-viewers 0",
        "2, 'say 0 or more', --scrollback=-1",
        "2, '--no-such-option', --no-such-option",
    })
    void isExplained(int status, String words, String arguments) throws Exception {
        Files.writeString(sandbox.home().resolve("plain-file"), "plain");
        try (Share share = Share.start(sandbox, 80, 24, List.of(arguments.split(" ")))) {
            assertRefused(share, status, words);
        }
    }

    @Test
    void aPortInUseIsExplained() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Share share = Share.start(
                        sandbox, 80, 24, List.of("--listen", "127.0.0.1:" + taken.getLocalPort(), "--", "true"))) {
            assertRefused(share, 1, "Cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void sharingWithinASharedShellIsExplained() throws Exception {
        // The shell is there before its session answers.
        String script = "until ls ../tmp/jshare-*/*.sock >/dev/null 2>&1; do :; done; exec \"$0\" -- true";
        try (Share share = Share.start(sandbox, "--", "sh", "-c", script, Sandbox.LAUNCHER.toString())) {
            assertEquals(2, share.awaitStatus());
            assertTrue(
                    share.terminal().screen().contains("--nest"),
                    share.terminal().screen());
        }
    }

    @Test
    void sharingFromTheShellOfASessionThatIsOverWorks() throws Exception {
        sandbox.set("JSHARE_SESSION", "over");
        try (Share share = Share.start(sandbox, "--", "sh", "-c", "exit 5")) {
            assertEquals(5, share.awaitStatus());
        }
    }

    @Test
    void nestingWorksWhereItIsAskedFor() throws Exception {
        sandbox.set("JSHARE_SESSION", "outer");
        try (Share share = Share.start(sandbox, "--nest", "--", "sh", "-c", "exit 5")) {
            assertEquals(5, share.awaitStatus());
        }
    }

    @Test
    void theLackOfATerminalIsExplained() throws Exception {
        Process process = sandbox.process(List.of(Sandbox.LAUNCHER.toString(), "--", "true"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(sandbox.file("output").toFile())
                .redirectError(sandbox.file("errors").toFile())
                .start();
        assertTrue(process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        assertEquals("", sandbox.read("output"));
        assertSentence("--headless", sandbox.read("errors"));
    }

    private static void assertRefused(Share share, int status, String words) throws Exception {
        assertEquals(status, share.awaitStatus());
        assertSentence(words, share.errors());
        assertEquals("", share.terminal().screen().strip(), "the screen is as it was");
        assertEquals(share.attributesBefore(), share.attributesAfter());
    }

    /** One sentence, after which there may be a hint at the help. */
    private static void assertSentence(String words, String errors) {
        List<String> lines = errors.lines().toList();
        assertTrue(errors.startsWith("jshare: ") && errors.contains(words), errors);
        assertTrue(lines.size() == 1 || lines.equals(List.of(lines.get(0), "Try 'jshare --help'.")), errors);
    }
}
