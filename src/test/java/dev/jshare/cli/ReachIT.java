package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Json;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares that are reached in other ways than by one loopback address. */
class ReachIT {
    @TempDir
    Path directory;

    @Test
    void anInterfaceIsServedOnAllItsAddresses() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        List<InetAddress> addresses = OwnAddresses.of(loopback);
        try (Launched.Shared share =
                new Launched(directory).share("--listen", loopback.getName() + ":0", "--", "cat")) {
            List<String> urls = share.urls();
            assertEquals(addresses.size(), urls.size());
            for (String url : urls) {
                assertEquals("watch", role(url), url);
            }
        }
    }

    @Test
    void aLinkMadeLaterLeadsToEachAddress() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        Launched launched = new Launched(directory);
        try (Launched.Shared share = launched.share("--listen", loopback.getName() + ":0", "--", "cat")) {
            List<String> urls = launched.done("link", "--type").out().lines().toList();
            assertEquals(share.urls().size(), urls.size());
            for (String url : urls) {
                assertEquals("type", role(url), url);
            }
        }
    }

    @Test
    void overTlsTheCardsCertificateIsShownAndLinksAreHttps() throws Exception {
        Launched launched = new Launched(directory);
        String first;
        try (Launched.Shared share = launched.share("--tls", "--", "cat")) {
            first = String.valueOf(share.card().get("fingerprint"));
            URI url = URI.create(share.url());
            assertEquals("https", url.getScheme());
            String shown = shell("openssl s_client -connect " + url.getAuthority()
                    + " </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256");
            assertTrue(shown.endsWith("=" + first), shown);
            Path key = directory.resolve(".local/share/jshare/tls/self-signed.pem");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
            String page = shell(
                    "curl -sS --cacert " + key + " " + url.getScheme() + "://" + url.getAuthority() + url.getPath());
            assertTrue(page.startsWith("<!doctype html>"), page.substring(0, 100));
            assertTrue(launched.done("link").out().startsWith("https://"));
            HttpResponse<Void> plain = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + url.getAuthority() + url.getPath()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertEquals(308, plain.statusCode());
        }
        try (Launched.Shared share = launched.share("--tls", "--", "cat")) {
            assertEquals(first, share.card().get("fingerprint"), "the same certificate again");
        }
    }

    @Test
    void whatIsWrongWithACertificateIsSaidBeforeTheShellStarts() throws Exception {
        Launched launched = new Launched(directory);
        Path mismatched = directory.resolve("mismatched.pem");
        shell("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=x -keyout /dev/null -out "
                + mismatched + "; openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 >>" + mismatched);
        for (String[] wrong : new String[][] {
            {"--tls-cert", "/no/such/file"},
            {"--tls-key", "key.pem"},
            {"--tls-cert", "/etc/passwd"},
            {"--tls-cert", mismatched.toString()}
        }) {
            Launched.Result result = launched.run("--headless", wrong[0], wrong[1], "--", "touch", "started");
            assertEquals(2, result.status());
            assertTrue(
                    result.err().startsWith("jshare: ") && result.err().lines().count() == 1, result.err());
        }
        assertTrue(Files.notExists(directory.resolve("started")));
    }

    private static String shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** What the session says when it is asked through this link. */
    private static String role(String link) throws Exception {
        URI url = URI.create(link);
        HttpRequest request = HttpRequest.newBuilder(
                        url.resolve(url.getPath().replaceFirst("/s/", "/api/v1/sessions/")))
                .header("Authorization", "Bearer " + url.getFragment())
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        Map<String, Object> facts = Json.object(answer.body());
        assertTrue(facts.containsKey("session"));
        return String.valueOf(facts.get("role"));
    }
}
