package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.e2e.FileTexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the secrets of links are not. */
class SecretsIT {
    @TempDir
    Path directory;

    @Test
    void trap06NoSecretIsInACommandLineOrAnEnvironment() throws Exception {
        Launched launched = new Launched(directory);
        try (Launched.Shared share =
                launched.share("--type", "--", "sh", "-c", "env >environment; read line; echo got; read end")) {
            Launched.Visitor visitor = Launched.Visitor.join(share.url("type"), "Ann");
            visitor.send("{\"type\":\"input\",\"data\":\"\\n\"}");
            visitor.awaitOutput("got"); // Then the process of env is gone, and nobody else comes or goes.
            List<String> secrets = secrets(share);
            for (ProcessHandle process : Stream.concat(
                            Stream.of(share.process().toHandle()),
                            share.process().toHandle().descendants())
                    .toList()) {
                for (String file : List.of("cmdline", "environ")) {
                    assertFree(of(process, file), secrets, process.pid() + "'s " + file);
                }
            }
            visitor.send("{\"type\":\"input\",\"data\":\"\\n\"}");
            share.awaitEnd();
            assertTrue(Files.readString(directory.resolve("environment")).contains("JSHARE_SESSION="));
        }
    }

    /** What the kernel tells of a process; nothing if it has ended, as the work on an archive of classes may. */
    private static String of(ProcessHandle process, String file) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            return "";
        }
    }

    @Test
    void trap04AfterASessionNoFileHoldsASecret() throws Exception {
        Launched launched = new Launched(directory);
        List<String> secrets;
        try (Launched.Shared share = launched.share("--type", "--tls", "--", "sh", "-c", "read line")) {
            secrets = secrets(share);
            launched.done("status");
            launched.done("links");
            assertNoFileHolds(secrets);
        }
        assertNoFileHolds(secrets);
    }

    @Test
    void trap04NoAnswerRepeatsASecret() throws Exception {
        try (Launched.Shared share = new Launched(directory).share("--type", "--", "cat")) {
            List<String> secrets = secrets(share);
            URI link = URI.create(share.url());
            String api = "http://" + link.getAuthority() + link.getPath().replaceFirst("/s/", "/api/v1/sessions/");
            for (String address : List.of(
                    api + "?token=" + secrets.get(0),
                    api + "/screen?format=html&token=" + secrets.get(0),
                    api + "/screen?format=none&token=" + secrets.get(0),
                    api + "x?token=" + secrets.get(0),
                    api.replaceFirst("/api.*", "/" + secrets.get(0)),
                    api.replaceFirst("/api/v1/sessions", "/ws") + "?token=" + secrets.get(0))) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(address)).build(),
                                HttpResponse.BodyHandlers.ofString());
                assertFree(answer.headers().map() + answer.body(), secrets, address);
                assertEquals(
                        List.of("no-referrer"),
                        answer.headers().allValues("Referrer-Policy"),
                        "links lead nowhere with it");
            }
        }
    }

    private static List<String> secrets(Launched.Shared share) {
        List<String> secrets = List.of(
                URI.create(share.url("watch")).getFragment(),
                URI.create(share.url("type")).getFragment());
        assertTrue(secrets.stream().allMatch(secret -> secret.length() == 32));
        return secrets;
    }

    private static void assertFree(String text, List<String> secrets, String where) {
        secrets.forEach(secret -> assertFalse(text.contains(secret), where + " has a secret"));
    }

    private void assertNoFileHolds(List<String> secrets) throws IOException {
        for (Path file : FileTexts.below(directory)) {
            if (Files.isRegularFile(file)) {
                assertFree(FileTexts.of(file), secrets, file.toString());
            }
        }
    }
}
