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
import java.time.Duration;
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
    void trap10ARevokedLinkIsClosedWithinASecondAndNothingLeadsBackIn() throws Exception {
        try (Shared shared = jshare.share("--", "sh", "-c", "read line")) {
            Map<String, Object> made =
                    jshare.done("link", "--expires", "never", "--json").json();
            String url = (String) made.get("url");
            Visitor visitor = Visitor.join(url, "Ann");
            visitor.await("connected");
            assertEquals(200, askApi(url));
            Instant before = Instant.now();
            jshare.done("revoke", (String) made.get("id"));
            assertEquals(4401, visitor.awaitClose());
            Duration took = Duration.between(before, Instant.now());
            assertTrue(took.toSeconds() < 5, "with the start of a Java: " + took);
            assertEquals(401, askApi(url));
            assertThrows(CompletionException.class, () -> Visitor.join(url, "Ann"));
            Visitor.join(shared.url(), "Bo").await("connected");
        }
    }

    @Test
    void trap9ALinkForOneIsSpentByWhoJoinsAndByNothingElse() throws Exception {
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
}
