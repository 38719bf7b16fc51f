package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.cli.Launched.Result;
import dev.jshare.cli.Launched.Shared;
import dev.jshare.cli.Launched.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands to a session that runs, by the launcher. */
class SessionCommandsIT {
    @TempDir
    Path directory;

    private Launched jshare;

    @BeforeEach
    void prepare() {
        jshare = new Launched(directory);
    }

    private List<Path> sockets() throws Exception {
        Path runtime = directory.resolve("jshare");
        try (Stream<Path> files = Files.exists(runtime) ? Files.list(runtime) : Stream.empty()) {
            return files.toList();
        }
    }

    /** The status of a request for the facts that scripts are told. */
    private static int askApi(String url) throws Exception {
        URI link = URI.create(url);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://" + link.getAuthority() + link.getPath().replace("/s/", "/api/v1/sessions/")))
                .header("Authorization", "Bearer " + link.getFragment())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whereNoSessionRunsAllSaySo() throws Exception {
        assertEquals(
                "No session of yours runs; 'jshare' starts one.\n",
                jshare.done("ls").out());
        assertEquals("{\"sessions\":[]}\n", jshare.done("ls", "--json").out());
        Result status = jshare.run("status");
        assertEquals(3, status.status());
        assertTrue(status.err().startsWith("jshare: No session of yours runs"), status.err());
        Result other = jshare.run("link", "--session", "nobody");
        assertEquals(3, other.status());
        assertTrue(other.err().startsWith("jshare: The session 'nobody' does not run"), other.err());
    }

    @Test
    void whatNobodyTakesIsNotLostInSilence() throws Exception {
        String launcher = "'" + Launched.LAUNCHER + "'";
        assertEquals(
                0, runInShare(launcher + " link >/dev/full && exit 8; " + launcher + " status --watch | head -n 1"));
        assertEquals(
                0,
                runInShare(launcher + " --nest --headless --listen 127.0.0.1:0 --json -- true >/dev/full 2>said; "
                        + "[ $? = 1 ] && grep -q 'cannot be printed' said"));
        assertEquals(List.of(), sockets());
    }

    @Test
    void aPipeThatNobodyReadsEndsACommandInSilence() throws Exception {
        // The reader is gone before there is anything to read: the FIFO's other end is closed by then.
        String script = "mkfifo pipe; (exec 3<pipe) & exec 4>pipe; wait; '" + Launched.LAUNCHER + "' ls >&4 2>said; "
                + "[ $? = 141 ] && [ ! -s said ]";
        assertEquals(0, runInShare(script));
    }

    private int runInShare(String script) throws Exception {
        return jshare.run("--headless", "--listen", "127.0.0.1:0", "--", "sh", "-c", script)
                .status();
    }

    @Test
    void aLinkToTypeIsNotShownInTheSharedTerminalAndGoesThroughAPipe() throws Exception {
        // The shell is there before the session answers.
        String link = "until '" + Launched.LAUNCHER + "' status >status 2>&1; do :; done; '" + Launched.LAUNCHER
                + "' link --type";
        assertEquals(
                2,
                jshare.run("--headless", "--listen", "127.0.0.1:0", "--", "sh", "-c", link)
                        .status());
        assertEquals(
                0,
                jshare.run("--headless", "--listen", "127.0.0.1:0", "--", "sh", "-c", link + " | grep -q http://")
                        .status());
    }

    @Test
    void oneSessionIsFoundByItselfAndOfSeveralOneIsChosen() throws Exception {
        try (Shared one = jshare.share("--name", "class", "--", "sh", "-c", "read line")) {
            assertEquals(one.id(), jshare.done("status", "--json").json().get("session"));
            try (Shared two = jshare.share("--name", "lab", "--", "sh", "-c", "read line")) {
                Result unclear = jshare.run("status");
                assertEquals(2, unclear.status());
                assertTrue(unclear.err().contains(one.id() + " (class)"), unclear.err());
                assertTrue(unclear.err().contains(two.id() + " (lab)"), unclear.err());
                assertEquals(
                        two.id(),
                        jshare.done("status", "--session", "lab", "--json")
                                .json()
                                .get("session"));
                assertEquals(
                        one.id(),
                        jshare.done("status", "--session", one.id(), "--json")
                                .json()
                                .get("session"));
                jshare.environment.put("JSHARE_SESSION", two.id());
                assertEquals(two.id(), jshare.done("status", "--json").json().get("session"));
                String list = jshare.done("ls").out();
                assertTrue(list.contains(one.id()) && list.contains(two.id()), list);
            }
        }
    }

    @Test
    void trap10ARevokedLinkIsClosedAndNothingLeadsBackIn() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            Map<String, Object> made =
                    jshare.done("link", "--expires", "never", "--json").json();
            String url = (String) made.get("url");
            Visitor visitor = Visitor.join(url, "Ann");
            visitor.await("connected");
            assertEquals(200, askApi(url));
            jshare.done("revoke", (String) made.get("id"));
            assertEquals(4401, visitor.awaitClose());
            assertEquals(401, askApi(url));
            assertThrows(CompletionException.class, () -> Visitor.join(url, "Ann"));
            Visitor.join(shared.url(), "Bo").await("connected");
        }
    }

    @Test
    void trap09ALinkForOneIsSpentByWhoJoinsAndByNothingElse() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            String url =
                    (String) jshare.done("link", "--uses", "1", "--json").json().get("url");
            for (int i = 0; i < 3; i++) {
                assertEquals(200, askApi(url));
            }
            Visitor.join(url, "Ann").await("connected");
            assertThrows(CompletionException.class, () -> Visitor.join(url, "Bo"));
            assertEquals(401, askApi(url));
            assertTrue(shared.process().isAlive());
        }
    }

    @Test
    void trap28NothingIsLeftOfASessionHoweverItEnds() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "exit 3")) {
            assertEquals(3, shared.awaitEnd());
            assertEquals(List.of(), sockets());
        }
        for (String signal : List.of("TERM", "HUP", "INT")) {
            try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
                assertFalse(sockets().isEmpty());
                new ProcessBuilder(
                                "kill",
                                "-" + signal,
                                String.valueOf(shared.process().pid()))
                        .start()
                        .waitFor();
                shared.awaitEnd();
                assertEquals(List.of(), sockets(), signal);
            }
        }
    }

    @Test
    void whatAKilledSessionLeftIsCleanedUp() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            shared.process().destroyForcibly().waitFor();
            assertFalse(sockets().isEmpty());
            assertEquals("{\"sessions\":[]}\n", jshare.done("ls", "--json").out());
            assertEquals(List.of(), sockets());
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsExplainedAndTheShareGoesOn() throws Exception {
        Files.createDirectory(directory.resolve("jshare")).toFile().setExecutable(true, false);
        Files.setPosixFilePermissions(
                directory.resolve("jshare"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            Visitor.join(shared.url(), "Ann").await("connected");
            Result status = jshare.run("status");
            assertEquals(1, status.status());
            assertTrue(status.err().contains("may be entered by others"), status.err());
        }
    }

    @Test
    void thePromptNeedsNoJava() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            jshare.environment.put("JSHARE_JAVA", "/nowhere/java");
            assertEquals("", jshare.done("prompt").out(), "another shell");
            jshare.environment.put("JSHARE_SESSION", shared.id());
            assertEquals("●0\n", jshare.done("prompt").out());
            Visitor.join(shared.url(), "Ann").await("connected");
            while (!jshare.done("prompt").out().equals("●1\n")) {
                assertTrue(shared.process().isAlive());
            }
            jshare.environment.put("JSHARE_SESSION", "../jshare/" + shared.id());
            assertEquals("", jshare.done("prompt").out());
            jshare.environment.put("JSHARE_SESSION", "gone");
            assertEquals("", jshare.done("prompt").out());
        }
    }

    @Test
    void aViewerIsLedThroughAllThatAHostCanDo() throws Exception {
        try (Shared shared =
                jshare.share("--", "sh", "-c", "stty -echo; echo ready; read line; echo got $line; read end")) {
            Visitor ann = Visitor.join(shared.url(), "Ann");
            ann.await("connected");
            ann.send("{\"type\":\"input\",\"data\":\"no\\n\"}");
            assertEquals("read-only", ann.await("error").get("code"));
            ann.send("{\"type\":\"ask-to-type\"}");
            while (!jshare.done("status").out().contains("asks to type")) {
                assertTrue(shared.process().isAlive());
            }
            jshare.done("pause");
            ann.await("paused");
            jshare.done("resume");
            ann.await("snapshot");
            ann.await("resumed");
            jshare.done("say", "hello", "all");
            assertEquals("hello all", ann.await("notice").get("text"));
            jshare.done("lock");
            ann.await("locked");
            jshare.done("grant", "Ann", "--for", "5m");
            assertEquals("type", ann.await("role").get("role"));
            ann.send("{\"type\":\"input\",\"data\":\"no\\n\"}");
            assertEquals("locked", ann.await("error").get("code"));
            jshare.done("unlock");
            ann.await("unlocked");
            ann.send("{\"type\":\"input\",\"data\":\"yes\\n\"}");
            ann.awaitOutput("got yes");
            jshare.done("extend", "watch1", "1h");
            assertTrue(ann.await("expiry").get("expires") instanceof String);
            jshare.done("take-back");
            assertEquals("watch", ann.await("role").get("role"));
            jshare.done("kick", "Ann");
            assertEquals(4403, ann.awaitClose());
            jshare.done("stop");
            assertEquals(129, shared.awaitEnd());
            assertEquals(List.of(), sockets());
        }
    }

    @Test
    void whereNobodyMayTypeNobodyEverCan() throws Exception {
        try (Shared shared = jshare.share("--no-typing", "--", "sh", "-c", "read line")) {
            Visitor ann = Visitor.join(shared.url(), "Ann");
            ann.await("connected");
            ann.send("{\"type\":\"ask-to-type\"}");
            assertEquals("no-typing", ann.await("error").get("code"));
            for (String[] command : new String[][] {{"link", "--type"}, {"grant", "Ann"}}) {
                Result refused = jshare.run(command);
                assertEquals(1, refused.status());
                assertTrue(refused.err().contains("--no-typing"), refused.err());
            }
            assertEquals(1, ((List<?>) jshare.done("links", "--json").json().get("links")).size());
        }
        Result both = jshare.run("--headless", "--no-typing", "--type", "--", "true");
        assertEquals(2, both.status());
    }

    @Test
    void trap10AnExpiredLinkIsClosedAtItsEndAndNothingLeadsBackIn() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            String url = (String)
                    jshare.done("link", "--expires", "15s", "--json").json().get("url");
            Visitor ann = Visitor.join(url, "Ann");
            Instant end = Instant.parse((String) ann.await("connected").get("expires"));
            assertEquals(4401, ann.awaitClose());
            assertTrue(!Instant.now().isBefore(end), "not before its end");
            assertEquals(401, askApi(url));
            assertThrows(CompletionException.class, () -> Visitor.join(url, "Ann"));
            assertTrue(shared.process().isAlive());
        }
    }
}
