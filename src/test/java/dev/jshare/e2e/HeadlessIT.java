package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share without a terminal, as scripts use it: one line of JSON, then the API and the socket in its three dialects. */
class HeadlessIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private Sandbox sandbox;

    @SuppressWarnings("NullAway.Init")
    private Process jshare;

    @SuppressWarnings("NullAway.Init")
    private BufferedReader output;

    @SuppressWarnings("NullAway.Init")
    private Json facts;

    @BeforeEach
    void share(@TempDir Path directory) throws Exception {
        sandbox = new Sandbox(directory);
        jshare = sandbox.process(List.of(
                        Sandbox.LAUNCHER.toString(),
                        "--headless",
                        "--size",
                        "60x20",
                        "--json",
                        "--type",
                        "--listen",
                        "127.0.0.1:0",
                        "--",
                        "bash",
                        "--norc",
                        "--noprofile"))
                .redirectError(sandbox.file("errors").toFile())
                .start();
        output = jshare.inputReader();
        facts = Json.parse(output.readLine());
    }

    @AfterEach
    void end() throws Exception {
        jshare.destroy();
        assertTrue(jshare.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS), "jshare ends when it is told to");
    }

    private URI link(String role) {
        return facts.get("links").list().stream()
                .filter(link -> link.get("role").text().equals(role))
                .map(link -> URI.create(link.get("url").text()))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://" + facts.get("address").text() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private SocketClient connect(String role, List<String> dialect) throws Exception {
        String path = "/ws/" + facts.get("session").text();
        return SocketClient.connect(
                http,
                URI.create("ws://" + facts.get("address").text() + path),
                link(role).getFragment(),
                dialect);
    }

    @Test
    void everythingWorksAsSoonAsTheLineIsPrinted() throws Exception {
        String path = "/api/v1/sessions/" + facts.get("session").text();
        HttpResponse<String> answer =
                get(path, "Authorization", "Bearer " + link("watch").getFragment());
        assertEquals(200, answer.statusCode());
        Json session = Json.parse(answer.body());
        assertEquals(60, session.get("cols").number());
        assertEquals(20, session.get("rows").number());
        assertEquals("watch", session.get("role").text());
        assertEquals(facts.get("pid").number(), jshare.pid());

        assertEquals(401, get(path).statusCode());
        assertEquals(401, get(path, "Authorization", "Bearer wrong").statusCode());
        assertEquals(200, get("/health").statusCode());
        assertEquals(404, get("/").statusCode());
        assertEquals("", sandbox.read("errors"));
    }

    @Test
    void theShellsStatusAndTheEndOfTheOutput() throws Exception {
        try (SocketClient client = connect("type", List.of())) {
            client.sendText("exit 6\n");
            assertEquals(1000, client.awaitClose());
        }
        assertTrue(jshare.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertEquals(6, jshare.exitValue());
        assertEquals("", String.join("\n", output.lines().toList()), "one line, and no more");
        assertEquals(List.of(), sandbox.leftovers());
    }

    @Test
    void rawBytes() throws Exception {
        try (SocketClient client = connect("type", List.of())) {
            client.sendText("echo $((6 * 7)) $COLUMNS $TERM\n");
            client.await("42 60 xterm-256color");
            client.sendBinary("printf '\\377'; echo gone\n".getBytes(StandardCharsets.UTF_8));
            client.await("\u00ffgone");
        }
    }

    @Test
    void jsonMessages() throws Exception {
        try (SocketClient client = connect("type", List.of("jshare.v1.json"))) {
            Json first = Json.parse(client.message(0));
            assertEquals("connected", first.get("type").text());
            assertEquals(60, first.get("cols").number());
            client.sendText("{\"type\":\"input\",\"data\":\"echo $((6 * 7))\\n\"}");
            client.awaitOutput("42\r\n");
            for (String message : client.messages()) {
                assertTrue(List.of("connected", "output", "presence", "title")
                        .contains(Json.parse(message).get("type").text()));
            }
            client.sendText("{\"type\":\"ping\",\"id\":7}");
            client.await("\"pong\"");
        }
    }

    @Test
    void binaryMessages() throws Exception {
        try (SocketClient client = connect("type", List.of("jshare.v1"))) {
            assertEquals(4, client.message(0).charAt(0));
            Json welcome = Json.parse(client.message(0).substring(1));
            assertEquals("welcome", welcome.get("type").text());
            assertEquals("type", welcome.get("role").text());
            assertEquals(2, client.message(1).charAt(0), "a snapshot comes next");
            client.sendBinary(new byte[] {0x10, 'p', 'w', 'd', '\n'});
            client.await(sandbox.home().toString());
        }
    }

    /** What the server thinks of keys from a watcher; the pong comes after it has judged them. */
    @Test
    void trap12AWatcherCannotTypeWhateverItSends() throws Exception {
        try (SocketClient client = connect("watch", List.of("jshare.v1.json"))) {
            client.sendText("{\"type\":\"input\",\"data\":\"touch typed\\n\"}");
            client.sendText("{\"type\":\"ping\",\"id\":1}");
            client.await("\"read-only\"").await("\"pong\"");
        }
        try (SocketClient client = connect("type", List.of())) {
            client.sendText("echo still $((6 * 7))\n");
            client.await("still 42");
        }
        assertFalse(Files.exists(sandbox.home().resolve("typed")));
    }
}
