package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know nothing of jshare but PROTOCOL.md: a short script for Node, curl, and what websocat does. */
class OtherClientsIT {
    private static final Path CLIENTS = Sandbox.BASE.resolve("src/test/clients");

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
        sandbox.set("NODE_PATH", Sandbox.BASE.resolve("share-page/node_modules").toString());
    }

    private Guest.Headless bash() throws IOException {
        return new Guest.Headless(sandbox, "60x20", List.of(), "bash", "--norc", "--noprofile");
    }

    private Process node(String script, String argument) throws IOException {
        return sandbox.process(List.of("node", CLIENTS.resolve(script).toString(), argument))
                .redirectErrorStream(true)
                .start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS), output);
        return output;
    }

    @Test
    void aScriptThatCountsOffsets() throws Exception {
        try (Guest.Headless host = bash()) {
            List<String> lines =
                    output(node("join.cjs", host.link("type"))).lines().toList();
            assertEquals("welcome 1 type 60x20", lines.get(0));
            assertTrue(lines.get(1).matches("ended 3 at [1-9]\\d*"), lines.toString());
            assertEquals("closed 1000 true", lines.get(2));
            assertEquals(3, lines.size());
        }
    }

    @Test
    void aScriptWithAWrongLink() throws Exception {
        try (Guest.Headless host = bash()) {
            assertEquals("refused 401\n", output(node("join.cjs", host.link("type") + "x")));
        }
    }

    @Test
    void rawBytesThroughAPipe() throws Exception {
        try (Guest.Headless host = bash()) {
            URI link = URI.create(host.link("type"));
            Process cat = node(
                    "cat.cjs",
                    "ws://" + link.getAuthority() + "/ws/" + host.session() + "?token=" + link.getFragment());
            cat.getOutputStream().write("echo through a pipe: $((6 * 7))\nexit\n".getBytes(StandardCharsets.UTF_8));
            cat.getOutputStream().flush();
            String output = output(cat);
            assertTrue(output.contains("through a pipe: 42\r\n"), output);
            assertEquals(0, cat.exitValue());
        }
    }

    /** The answer's status and headers in lower case, an empty line, the body. */
    private String curl(URI url, String... options) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("curl", "-s", "-i", "--max-time", String.valueOf(Await.LIMIT.toSeconds())));
        words.addAll(List.of(options));
        words.add(url.toString());
        String answer = sandbox.run(words).replace("\r\n", "\n");
        int body = answer.indexOf("\n\n");
        return answer.substring(0, body).toLowerCase(Locale.ROOT) + answer.substring(body);
    }

    @Test
    void curlAndTheRoutes() throws Exception {
        try (Guest.Headless host = bash();
                Guest guest = Guest.join(sandbox, "guest", 60, 20, host.link("type"))) {
            URI link = URI.create(host.link("watch"));
            String bearer = "Authorization: Bearer " + link.getFragment();
            guest.terminal()
                    .await(Sandbox.PROMPT)
                    .line("echo $((6 * 7)); printf '\\033[31mred\\033[m'")
                    .await("\nred" + Sandbox.PROMPT);

            assertTrue(curl(link.resolve("/health")).strip().endsWith("\n\nok"));
            assertTrue(curl(link.resolve(link.getPath())).contains("content-type: text/html"));

            URI session = link.resolve("/api/v1/sessions/" + host.session());
            String facts = curl(session, "-H", bearer);
            assertTrue(facts.startsWith("http/1.1 200"), facts);
            Json json = Json.parse(facts.substring(facts.indexOf("\n\n")).strip());
            assertEquals(60, json.get("cols").number());
            assertEquals("watch", json.get("role").text());
            assertEquals(1, json.get("watching").number());

            URI screen = URI.create(session + "/screen");
            String text = curl(screen, "-H", bearer);
            assertTrue(text.contains("\nx-jshare-cols: 60\n"), text);
            assertTrue(text.contains("\nx-jshare-rows: 20\n"), text);
            assertTrue(text.contains("\nx-jshare-offset: "), text);
            assertTrue(text.contains("\n42\nred" + Sandbox.PROMPT), text);
            assertTrue(curl(URI.create(screen + "?format=ansi"), "-H", bearer).contains("\033[31mred\033["));
            assertTrue(curl(URI.create(screen + "?format=html&token=" + link.getFragment()))
                    .contains("red</span>"));
            assertTrue(curl(URI.create(screen + "?format=json"), "-H", bearer).contains("\"cursor\""));

            assertTrue(curl(screen).startsWith("http/1.1 401"));
            assertTrue(curl(screen, "-H", bearer + "x").startsWith("http/1.1 401"));
            assertTrue(curl(link.resolve("/nowhere")).startsWith("http/1.1 404"));
            assertTrue(
                    curl(screen, "-H", bearer, "-H", "Host: elsewhere.example").startsWith("http/1.1 421"));
            assertTrue(curl(screen, "-H", bearer, "-H", "Origin: http://elsewhere.example")
                    .startsWith("http/1.1 403"));
        }
    }
}
