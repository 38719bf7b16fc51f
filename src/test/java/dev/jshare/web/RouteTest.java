package dev.jshare.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.Json;
import dev.jshare.session.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP: who is answered, and with what. */
class RouteTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House();
    }

    @AfterAll
    static void close() throws InterruptedException {
        house.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/health, 200",
        "/s/anything, 200",
        "/s/A-_9, 200",
        "/, 404",
        "/s, 404",
        "/s/, 404",
        "/s/a/b, 404",
        "/s/a%2fb, 404",
        "/s/a.b, 404",
        "/ws, 404",
        "/ws/, 404",
        "/ws/a/, 404",
        "/api, 404",
        "/api/v1/sessions, 404",
        "/index.html, 404",
        "/s/../health, 404",
        "//health, 404",
        "/health/, 404",
        "/api/v1/sessions/x, 401",
        "/ws/x, 401",
        "/favicon.ico, 404"
    })
    void trap01OnlyThePageAndHealthAreThereWithoutAToken(String path, int status) throws IOException {
        RawHttp.Answer answer = get(path, "");
        assertEquals(status, answer.status(), answer.text());
        assertEquals("", answer.header("Server"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("", answer.header("Access-Control-Allow-Origin"));
    }

    @Test
    void sessionIdsHaveABound() throws IOException {
        assertEquals(200, get("/s/" + "a".repeat(64), "").status());
        assertEquals(404, get("/s/" + "a".repeat(65), "").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "FOO"})
    void onlyGetIsServed(String method) throws IOException {
        RawHttp.Answer answer = RawHttp.request(
                house.port, method + " /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        assertTrue(answer.status() == 405 || answer.status() == 400, "status " + answer.status());
    }

    @Test
    void everyAnswerHasTheDateOnce() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port)) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            List<String> dates =
                    answer.lines().filter(line -> line.startsWith("Date: ")).toList();
            assertEquals(1, dates.size(), answer);
            assertTrue(dates.get(0).matches("Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"), answer);
        }
    }

    @Test
    void headIsGetWithoutABody() throws IOException {
        RawHttp.Answer get = get("/s/x", "");
        RawHttp.Answer head = RawHttp.request(house.port, "HEAD /s/x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertEquals(get.head(), head.head());
        RawHttp.Answer refused = RawHttp.request(
                house.port, "HEAD " + house.ws() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + RawHttp.UPGRADE + "\r\n");
        assertEquals(401, refused.status());
        RawHttp.Answer upgrade = RawHttp.request(
                house.port,
                "HEAD " + house.ws() + "?token=" + house.watch + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + RawHttp.UPGRADE
                        + "\r\n");
        assertTrue(upgrade.status() >= 400, "a HEAD is no handshake: " + upgrade.status());
        assertEquals(0, house.stage.session.facts().watching());
    }

    @Test
    void trap05ThePageMayRunItsOwnScriptAndNothingElse() throws Exception {
        RawHttp.Answer answer = get("/s/x", "");
        String html = new String(answer.body(), UTF_8);
        List<String> hashes = new ArrayList<>();
        Matcher scripts =
                Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL).matcher(html);
        while (scripts.find()) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(UTF_8));
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
        String policy = answer.header("Content-Security-Policy");
        assertFalse(hashes.isEmpty(), "the page has a script");
        assertTrue(policy.startsWith("default-src 'none'; script-src " + String.join(" ", hashes) + ";"), policy);
        String scriptSources = policy.split("; ")[1];
        assertFalse(scriptSources.contains("unsafe"), scriptSources);
        for (String directive : new String[] {"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"}) {
            assertTrue(policy.contains(directive), directive);
        }
        assertEquals("DENY", answer.header("X-Frame-Options"));
        assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
        assertFalse(Pattern.compile("<(script|link|img|iframe)[^>]*(src|href)=\"?(https?:)?//")
                .matcher(html)
                .find());
    }

    @Test
    void thePageIsTheSameForEverySessionAndGzipped() throws IOException {
        RawHttp.Answer plain = get("/s/one", "");
        assertEquals(plain.text(), get("/s/" + Stage.ID, "").text());
        RawHttp.Answer gzipped = get("/s/one", "Accept-Encoding: br, gzip\r\n");
        assertEquals("gzip", gzipped.header("Content-Encoding"));
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(gzipped.body())).readAllBytes();
        assertEquals(new String(plain.body(), UTF_8), new String(body, UTF_8));
        assertFalse(plain.text().contains(house.watch));
    }

    @Test
    void theApiTellsTheFactsAndNoSecret() throws IOException {
        RawHttp.Answer answer = get(house.api(), "Authorization: Bearer " + house.watch + "\r\n");
        assertEquals(200, answer.status());
        Map<String, Object> facts = Json.object(answer.body());
        assertEquals(Stage.ID, facts.get("session"));
        assertEquals("watch", facts.get("role"));
        assertEquals(80L, facts.get("cols"));
        assertEquals("application/json", answer.header("Content-Type"));
        assertFalse((answer.head() + answer.text()).contains(house.watch));
    }

    @Test
    void theTokenIsTakenFromThreePlacesTheFirstOneCounts() throws IOException {
        String subprotocol = "Sec-WebSocket-Protocol: jshare.v1, jshare.token.";
        String bearer = "Authorization: bearer ";
        assertEquals(200, get(house.api(), subprotocol + house.watch + "\r\n").status());
        assertEquals(200, get(house.api(), bearer + house.watch + "\r\n").status());
        assertEquals(200, get(house.api() + "?token=" + house.watch, "").status());
        assertEquals(
                200,
                get(house.api() + "?token=wrong", bearer + house.watch + "\r\n").status());
        assertEquals(
                401,
                get(house.api() + "?token=" + house.watch, bearer + "wrong\r\n").status());
        assertEquals(
                401,
                get(house.api(), subprotocol + "wrong\r\n" + bearer + house.watch + "\r\n")
                        .status());
    }

    @Test
    void trap07EveryRefusalIsTheSame() throws IOException {
        try (House own = new House()) {
            Links.Issued revoked = own.issue(Role.TYPE);
            own.stage.links.revoke(revoked.link().id());
            Links.Issued expired = own.stage.links.issue(Role.TYPE, Duration.ofSeconds(1));
            own.stage.clock.advance(Duration.ofSeconds(1));
            List<String> tokens = List.of(
                    "", "wrong", expired.token().reveal(), revoked.token().reveal(), "%00", "a".repeat(5000), "%ff%fe");
            RawHttp.Answer first = RawHttp.get(own.port, own.ws(), RawHttp.UPGRADE);
            assertEquals(401, first.status());
            for (String token : tokens) {
                same(first, RawHttp.get(own.port, own.ws() + "?token=" + token, RawHttp.UPGRADE));
            }
            same(first, RawHttp.get(own.port, "/ws/unknown?token=" + own.watch, RawHttp.UPGRADE));
            same(first, RawHttp.get(own.port, own.ws(), ""));
            same(first, RawHttp.get(own.port, own.api(), ""));
            same(first, RawHttp.get(own.port, own.ws(), RawHttp.UPGRADE + "Sec-WebSocket-Protocol: jshare.v1\r\n"));
            assertEquals(0, own.stage.session.facts().joined());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void same(RawHttp.Answer first, RawHttp.Answer other) {
        assertEquals(first.head(), other.head());
        assertEquals(first.text(), other.text());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:1, 200",
        "localhost:9999, 200",
        "LOCALHOST, 200",
        "[::1], 200",
        "[::1]:80, 200",
        "share.example, 200",
        "Share.Example:443, 200",
        "evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "localhost., 421",
        "127.1, 421",
        "0.0.0.0, 421",
        "[::], 421",
        "::1, 421",
        "localhost:80:80, 421",
        "'', 421",
        "evil.example#localhost, 421",
        "evil.example@localhost, 421",
        "sub.share.example, 421"
    })
    void trap03OnlyTheServersOwnNamesAreAnswered(String host, int status) throws IOException {
        for (String path : new String[] {"/health", "/s/x", house.api() + "?token=" + house.watch, "/nothing"}) {
            int expected = status == 200 && path.equals("/nothing") ? 404 : status;
            RawHttp.Answer answer =
                    RawHttp.request(house.port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertTrue(
                    answer.status() == expected || status == 421 && answer.status() == 400,
                    host + path + ": " + answer.status());
        }
    }

    @Test
    void trap03ARequestHasOneHost() throws IOException {
        String two = "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n";
        assertTrue(RawHttp.request(house.port, two).status() >= 400);
        assertTrue(RawHttp.request(house.port, two.replace("evil.example", "localhost"))
                        .status()
                >= 400);
        assertTrue(RawHttp.request(house.port, "GET /health HTTP/1.1\r\n\r\n").status() >= 400);
        assertTrue(RawHttp.request(house.port, "GET /health HTTP/1.0\r\n\r\n").status() >= 400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT, 200",
        "https://share.example, 403",
        "https://guest.example:8443, 200",
        "https://guest.example, 403",
        "http://guest.example:8443, 403",
        "null, 403",
        "http://evil.example, 403",
        "http://127.0.0.1, 403",
        "http://127.0.0.1:1, 403",
        "https://127.0.0.1:PORT, 403",
        "HTTP://127.0.0.1:PORT, 403",
        "http://127.0.0.1:PORT/, 403",
        "http://localhost:PORT, 403",
        "http://[::1]:PORT, 403",
        "file://, 403",
        "'', 403",
        "http://127.0.0.1:PORT.evil.example, 403",
        "http://evil@127.0.0.1:PORT, 403"
    })
    void trap02OnlyTheServersOwnPagesMayAsk(String origin, int status) throws IOException {
        int expected = origin.equals("https://share.example") ? 200 : status;
        String header = "Origin: " + origin.replace("PORT", String.valueOf(house.port)) + "\r\n";
        assertEquals(
                expected, get(house.api() + "?token=" + house.watch, header).status());
        assertEquals(
                status == 200 || expected == 200 ? 200 : 403,
                get("/health", header).status());
    }

    @Test
    void trap02ThroughTheProxyOnlyThePublicOriginMayAsk() throws IOException {
        String path = "/health HTTP/1.1\r\nHost: share.example\r\nOrigin: ";
        assertEquals(
                200,
                RawHttp.request(house.port, "GET " + path + "https://share.example\r\n\r\n")
                        .status());
        assertEquals(
                403,
                RawHttp.request(house.port, "GET " + path + "http://share.example\r\n\r\n")
                        .status());
        assertEquals(
                403,
                RawHttp.request(house.port, "GET " + path + "https://share.example:444\r\n\r\n")
                        .status());
        assertEquals(
                403,
                RawHttp.request(
                                house.port,
                                "GET " + path + "https://share.example\r\nOrigin: http://evil.example\r\n\r\n")
                        .status());
    }

    private static RawHttp.Answer get(String path, String headers) throws IOException {
        return RawHttp.get(house.port, path, headers);
    }
}
