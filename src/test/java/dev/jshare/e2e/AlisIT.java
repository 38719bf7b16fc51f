package dev.jshare.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** asciinema's own player, on a page of another site, plays a session that goes on. */
class AlisIT extends PageTest {
    private static final Path PLAYER = Sandbox.BASE
            .resolve("share-page/node_modules/asciinema-player/dist/bundle")
            .normalize();
    private static final String SITE = """
            <!doctype html>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/asciinema-player.css">
            <div id="demo"></div>
            <script src="/asciinema-player.min.js"></script>
            <script>
            const url = decodeURIComponent(location.search.slice(1));
            AsciinemaPlayer.create({ driver: 'websocket', url }, document.getElementById('demo'), { autoPlay: true });
            </script>
            """;

    @SuppressWarnings("NullAway.Init")
    private HttpServer site;

    @BeforeEach
    void serveThePlayer() throws IOException {
        assertTrue(Files.isDirectory(PLAYER), "There is no asciinema-player; 'npm ci' in share-page brings it.");
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", AlisIT::answer);
        site.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean page = path.equals("/");
        byte[] content = page ? SITE.getBytes(UTF_8) : Files.readAllBytes(PLAYER.resolve(path.substring(1)));
        String type = page ? "text/html; charset=utf-8" : path.endsWith(".js") ? "text/javascript" : "text/css";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @AfterEach
    void endTheSite() {
        site.stop(0);
    }

    private String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private Page play(Share share) throws Exception {
        URI link = URI.create(share.link("watch"));
        String stream = "ws://" + link.getAuthority() + link.getPath().replaceFirst("^/s/", "/ws/") + "?token="
                + link.getFragment();
        return browser.open(origin() + "/?" + URLEncoder.encode(stream, UTF_8));
    }

    private String played(Page page) {
        return text(page, ".ap-term-text").replaceAll(" +(?=\n|$)", "");
    }

    private String text(Page page, String selector) {
        try {
            return browser.ask(page.name(), "innerText", Map.of("selector", selector))
                    .text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitSame(Page page, Tmux terminal) throws Exception {
        Await.until(
                "the player shows what the terminal shows",
                () -> played(page).stripTrailing().equals(terminal.screen().stripTrailing()),
                () -> "the terminal:\n" + terminal.screen() + "\nthe player:\n" + played(page));
    }

    @Test
    void thePlayerShowsTheSessionFromItsJoinToItsEnd() throws Exception {
        try (Share share = shareBash("--allow-origin", origin())) {
            Tmux terminal = share.terminal();
            terminal.line("echo $((6 * 7)) before").await("42 before");
            Page early = play(share);
            awaitSame(early, terminal);
            terminal.line("printf '\\033[2J\\033[5;9Hcaf\\303\\251\\n'").await("café");
            awaitSame(early, terminal);
            terminal.resize(100, 30);
            terminal.line("clear; printf '%95s\\n' end; seq 26").await("\n26\n");
            awaitSame(early, terminal);

            Page late = play(share);
            awaitSame(late, terminal);
            terminal.line("exit 3");
            assertEquals(3, share.awaitStatus());
            for (Page page : List.of(early, late)) {
                Await.until(
                        "the end in the player",
                        () -> text(page, ".ap-player").toLowerCase(Locale.ROOT).contains("the shell has ended"),
                        () -> text(page, ".ap-player"));
            }
        }
    }

    @Test
    void trap02APageOfASiteThatIsNotInvitedPlaysNothing() throws Exception {
        try (Share share = shareBash("--allow-origin", "https://example.org")) {
            Page page = play(share);
            Await.until("the refusal", () -> page.complaints().stream().anyMatch(line -> line.contains("403")));
        }
    }
}
