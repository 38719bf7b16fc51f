package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a share ends: the status is right, the terminal is as it was, nobody is left, and nothing. */
class EndingIT {
    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    /** A shell that notes when it is hung up. */
    private Share shareListener() throws Exception {
        Files.write(
                sandbox.home().resolve("script"),
                List.of("trap 'touch hung-up; exit' HUP", "sleep 1000 & echo ready", "while :; do wait; done"));
        Share share = Share.start(sandbox, "--", "sh", "script");
        share.terminal().await("ready");
        return share.awaitAll();
    }

    private static SocketClient watch(Share share) throws Exception {
        URI link = URI.create(share.link("watch"));
        URI url = URI.create("ws://" + link.getAuthority() + link.getPath().replaceFirst("/s/", "/ws/"));
        return SocketClient.connect(HttpClient.newHttpClient(), url, link.getFragment(), List.of("jshare.v1.json"))
                .await("connected");
    }

    private void assertNothingIsLeft(Share share) throws IOException {
        assertFalse(share.attributesBefore().isBlank());
        assertEquals(share.attributesBefore(), share.attributesAfter(), "the terminal's attributes");
        assertEquals(List.of(), sandbox.leftovers(), "temporary files");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 7, 7",
        "exit 255, 255",
        "kill -TERM $$, 143",
        "kill -KILL $$, 137",
        "kill -HUP $$, 129"
    })
    void theStatusIsTheShells(String script, int status) throws Exception {
        try (Share share = Share.start(sandbox, "--", "sh", "-c", "echo shown; " + script)) {
            assertEquals(status, share.awaitStatus());
            share.terminal().await("shown");
            assertNothingIsLeft(share);
        }
    }

    @Test
    void theLastWordsAreShown() throws Exception {
        try (Share share = Share.start(sandbox, "--", "sh", "-c", "seq 20000; printf 'the end'")) {
            assertEquals(0, share.awaitStatus());
            share.terminal().await("19999\n20000\nthe end");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void trap28ASignalEndsEverything(String signal, int status) throws Exception {
        try (Share share = shareListener();
                SocketClient viewer = watch(share)) {
            ProcessHandle shell = share.shell();
            List<ProcessHandle> all = share.process().descendants().toList();
            assertTrue(all.size() >= 2, "the shell and its sleep");
            sandbox.run(
                    List.of("kill", "-" + signal, String.valueOf(share.process().pid())));
            assertEquals(status, share.awaitStatus());
            assertEquals(1000, viewer.awaitClose(), "nobody waits for it to come back");
            Await.until("the shell is gone", () -> !Tmux.lives(shell));
            assertTrue(Files.exists(sandbox.home().resolve("hung-up")), "the shell has seen SIGHUP");
            Await.until("its children are gone", () -> all.stream().noneMatch(Tmux::lives));
            assertNothingIsLeft(share);
        }
    }

    @Test
    void trap28ATerminalThatIsClosedEndsEverything() throws Exception {
        try (Share share = shareListener();
                SocketClient viewer = watch(share)) {
            List<ProcessHandle> all = share.terminal().process().descendants().toList();
            assertTrue(all.size() >= 3, "jshare, the shell and its sleep");
            share.terminal().close();
            assertEquals(1000, viewer.awaitClose(), "nobody waits for it to come back");
            Await.until("nobody is left", () -> all.stream().noneMatch(Tmux::lives));
            assertTrue(Files.exists(sandbox.home().resolve("hung-up")), "the shell has seen SIGHUP");
            assertEquals(List.of(), sandbox.leftovers(), "temporary files");
        }
    }

    /** The shell may change its own terminal as it likes; the host's is as it was before. */
    @Test
    void trap28TheTerminalIsAsItWasAfterAShellThatLeftItsOwnInDisorder() throws Exception {
        try (Share share = Share.start(sandbox, "--", "sh", "-c", "stty raw -echo; kill -KILL $$")) {
            assertEquals(137, share.awaitStatus());
            assertNothingIsLeft(share);
        }
    }

    /** It ends as soon as the directory is there in which commands will find the session. */
    @Test
    void trap28NothingIsLeftOfAShareWhoseShellEndsWhileItComesUp() throws Exception {
        String script = "until set -- ../tmp/jshare-*; [ -e \"$1\" ]; do :; done";
        try (Share share = Share.start(sandbox, "--", "sh", "-c", script)) {
            assertEquals(0, share.awaitStatus());
            assertNothingIsLeft(share);
        }
    }

    @Test
    void theFirstRunOfAllLeavesNoTemporaryFilesEither() throws Exception {
        sandbox.set("XDG_CACHE_HOME", sandbox.file("cache").toString());
        // An option by which no archive is made, which would go on behind the end of this test.
        sandbox.set("JSHARE_JAVA_OPTS", sandbox.environment().get("JSHARE_JAVA_OPTS") + " -Xshare:auto");
        try (Share share = Share.start(sandbox, "--", "true")) {
            assertEquals(0, share.awaitStatus());
            assertTrue(Files.isDirectory(sandbox.file("cache").resolve("jshare")), "the libraries are unpacked");
            assertNothingIsLeft(share);
        }
    }

    @Test
    void trap28TheServerIsGoneWithTheShell() throws Exception {
        try (Share share = Share.start(sandbox, "--", "sh", "-c", "read line")) {
            URI link = URI.create(share.link("watch"));
            share.terminal().press("Enter");
            assertEquals(0, share.awaitStatus());
            assertFalse(Share.answers(link.getPort()));
            assertTrue(share.errors().contains("nobody watched"), share.errors());
        }
    }
}
