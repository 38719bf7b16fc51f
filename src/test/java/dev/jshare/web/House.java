package dev.jshare.web;

import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.session.Stage;
import dev.jshare.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A server on a free loopback port, in front of a scripted session. */
final class House implements AutoCloseable {
    static final URI PUBLIC = URI.create("https://share.example");

    static final String GUEST = "https://guest.example:8443";

    final Stage stage;
    final int port;
    final String watch;
    final String type;
    private final WebServer server;

    House() {
        this(100, Patience.USUAL);
    }

    House(int maxViewers, Patience patience) {
        this(maxViewers, patience, null);
    }

    House(int maxViewers, Patience patience, TlsIdentity identity) {
        stage = new Stage(null, maxViewers, 4 * 1024 * 1024);
        watch = issue(Role.WATCH).token().reveal();
        type = issue(Role.TYPE).token().reveal();
        Site site = new Site(Set.of("localhost", "127.0.0.1", "[::1]"), PUBLIC, Set.of(GUEST));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = new WebServer(List.of(address), identity, site, stage.session, stage.links, patience);
        server.start();
        port = server.port();
    }

    Links.Issued issue(Role role) {
        return stage.links.issue(role, Duration.ofHours(1));
    }

    String ws() {
        return "/ws/" + Stage.ID;
    }

    String api() {
        return "/api/v1/sessions/" + Stage.ID;
    }

    /** A WebSocket with this token; {@code dialect} is null for raw bytes. */
    RawHttp join(String dialect, String token) throws IOException {
        RawHttp http = new RawHttp(port);
        String offered = (dialect == null ? "" : dialect + ", ") + "jshare.token." + token;
        RawHttp.Answer answer = http.upgrade(port, ws(), "Sec-WebSocket-Protocol: " + offered + "\r\n");
        if (answer.status() != 101) {
            throw new IOException("refused: " + answer.head());
        }
        return http;
    }

    /** Something that the server may end before a busy machine has done it. */
    interface Attempt {
        void make() throws Exception;
    }

    /** Has it tried until it is done in time. */
    static void inTime(Attempt attempt) throws Exception {
        for (int attempts = 1; ; attempts++) {
            try {
                attempt.make();
                return;
            } catch (IOException e) {
                if (attempts == 20) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        stage.close();
        server.close();
    }
}
