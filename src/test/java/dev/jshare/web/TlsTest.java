package dev.jshare.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.tls.Openssl;
import dev.jshare.tls.OwnCertificate;
import dev.jshare.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with a certificate: TLS, and on the same port plain HTTP that leads there. */
class TlsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private TlsIdentity identity;

    @BeforeEach
    void makeCertificate() throws IOException {
        identity = OwnCertificate.of(Map.of("XDG_DATA_HOME", directory.toString()))
                .identity(Set.of("localhost", "127.0.0.1"), Instant.parse("2026-06-01T00:00:00Z"), new SecureRandom());
    }

    private House house() {
        return new House(100, Patience.USUAL, identity);
    }

    /** A connection over TLS that trusts everybody; checks are made by whoever asks for its certificate. */
    private static SSLSocket connect(int port, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static String fingerprint(SSLSocket socket) throws Exception {
        byte[] certificate = socket.getSession().getPeerCertificates()[0].getEncoded();
        return HexFormat.ofDelimiter(":")
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate))
                .toUpperCase(Locale.ROOT);
    }

    private static String get(House house, Socket socket, String headers) throws IOException {
        socket.getOutputStream()
                .write(("GET " + house.api() + " HTTP/1.1\r\nHost: 127.0.0.1:" + house.port + "\r\n" + headers
                                + "Connection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void modernProtocolsAreSpokenWithTheCertificateOfTheCard(String protocol) throws Exception {
        try (House house = house();
                SSLSocket socket = connect(house.port, protocol)) {
            assertEquals(identity.fingerprint(), fingerprint(socket));
            String answer = get(house, socket, "Authorization: Bearer " + house.watch + "\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("\"role\":\"watch\""), answer);
            assertTrue(!answer.contains("Strict-Transport-Security"), "that would hold for every port of the host");
        }
    }

    /** Java's own client would refuse them itself. */
    @ParameterizedTest
    @CsvSource({"-tls1, false", "-tls1_1, false", "-tls1_2, true", "-tls1_3, true"})
    void oldProtocolsAreNotSpoken(String protocol, boolean spoken) throws Exception {
        try (House house = house()) {
            Openssl.Result client = Openssl.attempt(
                    "s_client", "-connect", "127.0.0.1:" + house.port, "-cipher", "ALL:@SECLEVEL=0", protocol);
            String output = client.output();
            assertEquals(spoken, client.status() == 0, output);
            assertEquals(spoken, output.contains("Verify return code: 18 (self-signed certificate)"), output);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/s/x, 308, https://127.0.0.1:PORT/s/x",
        "/s/x?a=b&c, 308, https://127.0.0.1:PORT/s/x?a=b&c",
        "/%2e%2e/a%0d%0ab, 308, https://127.0.0.1:PORT/%2e%2e/a%0d%0ab",
        "//evil.example/, 308, https://127.0.0.1:PORT//evil.example/",
        "/ws/x, 308, https://127.0.0.1:PORT/ws/x"
    })
    void plainRequestsAreSentToTheSamePlaceOverTls(String path, int status, String location) throws Exception {
        try (House house = house()) {
            RawHttp.Answer answer = RawHttp.get(house.port, path, "");
            assertEquals(status, answer.status());
            assertEquals(location.replace("PORT", "" + house.port), answer.header("Location"));
        }
    }

    @Test
    void plainRequestsForOthersAreSentNowhere() throws Exception {
        try (House house = house()) {
            for (String request : new String[] {
                "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            }) {
                RawHttp.Answer answer = RawHttp.request(house.port, request);
                assertTrue(answer.status() >= 400, request + answer.status());
                assertEquals("", answer.header("Location"));
            }
            RawHttp.Answer valid = RawHttp.get(house.port, house.api() + "?token=" + house.watch, "");
            assertEquals(308, valid.status(), "a token opens nothing over plain HTTP");
        }
    }

    @ParameterizedTest
    @CsvSource({"https://127.0.0.1:PORT, 200", "http://127.0.0.1:PORT, 403", "https://127.0.0.1, 403"})
    void trap02TheOriginHasTheSchemeToo(String origin, int status) throws Exception {
        try (House house = house();
                SSLSocket socket = connect(house.port)) {
            String answer = get(
                    house,
                    socket,
                    "Origin: " + origin.replace("PORT", "" + house.port) + "\r\nAuthorization: Bearer " + house.watch
                            + "\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        }
    }

    @Test
    void aWebSocketEchoesKeyByKey() throws Exception {
        try (House house = house();
                RawHttp viewer = join(house, connect(house.port))) {
            for (int i = 0; i < 300; i++) {
                echo(house, viewer, i + ";");
            }
        }
    }

    private static RawHttp join(House house, Socket socket) throws Exception {
        RawHttp http = new RawHttp(socket);
        String protocols = "Sec-WebSocket-Protocol: jshare.token." + house.type + "\r\n";
        assertEquals(101, http.upgrade(house.port, house.ws(), protocols).status());
        return http;
    }

    /** A key there and its echo back. */
    private static void echo(House house, RawHttp viewer, String text) throws Exception {
        viewer.binary(text.getBytes(UTF_8));
        house.stage.pty.awaitTyped(text);
        house.stage.pty.print(text);
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            seen.append(new String(viewer.read().payload(), UTF_8));
        }
    }

    @Test
    void trap09WhoSaysNothingOrNothingCompleteIsCutOff() throws Exception {
        Patience patience = new Patience(Duration.ofMillis(300), LONG, LONG, LONG, Duration.ofMillis(50));
        byte[] hello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
        try (House house = new House(10, patience, identity);
                RawHttp silent = new RawHttp(house.port);
                RawHttp halfway = new RawHttp(house.port);
                RawHttp slow = new RawHttp(house.port)) {
            slow.send("GET / HTTP/1.1\r\nHost: ");
            halfway.send(new String(hello, ISO_8859_1));
            silent.readToEnd();
            halfway.readToEnd();
            slow.readToEnd();
            House.inTime(() -> {
                try (SSLSocket mute = connect(house.port)) {
                    mute.startHandshake();
                    assertEquals(-1, mute.getInputStream().read(), "a handshake is no request");
                }
            });
            House.inTime(() -> {
                try (SSLSocket other = connect(house.port)) {
                    String answer = get(house, other, "");
                    if (answer.isEmpty()) {
                        throw new IOException("cut off");
                    }
                    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
                }
            });
        }
    }

    @Test
    void whatIsNeitherTlsNorHttpIsNoMatter() throws Exception {
        try (House house = house()) {
            SecureRandom random = new SecureRandom();
            for (int i = 0; i < 100; i++) {
                byte[] noise = new byte[1 + random.nextInt(3000)];
                random.nextBytes(noise);
                noise[0] = (byte) (i % 2 == 0 ? 22 : noise[0]);
                try (RawHttp http = new RawHttp(house.port)) {
                    http.send(new String(noise, ISO_8859_1));
                    http.send("\r\n\r\n");
                } catch (IOException e) {
                    // Cut off already.
                }
            }
            try (SSLSocket socket = connect(house.port)) {
                assertTrue(get(house, socket, "").startsWith("HTTP/1.1 401"));
            }
        }
    }

    @Test
    void aRenewedCertificateIsShownAndOpenConnectionsGoOn() throws Exception {
        Path file = directory.resolve("jshare/tls/self-signed.pem");
        TlsIdentity fromFile = TlsIdentity.read(file, file);
        try (House house = new House(10, Patience.USUAL, fromFile);
                RawHttp viewer = join(house, connect(house.port))) {
            echo(house, viewer, "before;");
            Files.delete(file);
            makeCertificate();
            try (SSLSocket socket = connect(house.port)) {
                socket.startHandshake();
                assertEquals(identity.fingerprint(), fingerprint(socket));
                assertNotEquals(fromFile.fingerprint(), fingerprint(socket));
            }
            echo(house, viewer, "after;");
        }
    }
}
