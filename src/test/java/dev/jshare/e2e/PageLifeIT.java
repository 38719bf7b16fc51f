package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a visit: connections that break, links that end, shells that end; and what the page gives away. */
class PageLifeIT extends PageTest {
    @Test
    void aBrokenConnectionIsMadeAgain() throws Exception {
        try (Wire wire = new Wire();
                Share share = shareBash(
                        "--json", "--type", "--free-typing", "--public-url", "http://127.0.0.1:" + wire.port())) {
            Tmux terminal = share.terminal();
            Json facts = Json.parse(terminal.wholeText());
            wire.leadTo(Share.awaitServer(
                    URI.create("http://" + facts.get("address").text())));
            terminal.line("clear; echo before $((6 * 7))").await("before 42\n");
            Page page = browser.open(facts.get("links").list().get(1).get("url").text())
                    .await("before 42\n");
            page.awaitPhase("live");

            wire.cut();
            page.awaitPhase("waiting");
            terminal.line("printf '\\033[32mwhile away\\033[m\\n'").await("\nwhile away");
            wire.mend();
            page.await("\nwhile away").awaitPhase("live").awaitSameAs(terminal);
            page.line("echo typed again").await("\ntyped again").awaitSameAs(terminal);
        }
    }

    @Test
    void overTlsItIsTheSame() throws Exception {
        try (Share share = shareBash("--tls", "--type", "--free-typing")) {
            URI link = URI.create(share.link("type"));
            assertEquals("https", link.getScheme());
            Page page = browser.open(link.toString()).await(Sandbox.PROMPT).awaitPhase("live");
            page.line("seq 2000; echo $((6 * 7)) over TLS");
            page.await("\n42 over TLS").awaitSameAs(share.terminal());
            assertEquals(List.of(), page.complaints());
            assertTrue(page.requests().stream()
                    .anyMatch(each -> each.startsWith("wss://" + link.getAuthority() + "/ws/")));
        }
    }

    /** Whom the host lets type types on when the line is back, or the page is loaded anew, until that is taken back. */
    @Test
    void aLeaveToTypeComesBack() throws Exception {
        try (Wire wire = new Wire();
                Share share = shareBash("--json", "--public-url", "http://127.0.0.1:" + wire.port())
                        .awaitAll()) {
            Json facts = Json.parse(share.terminal().wholeText());
            wire.leadTo(Share.awaitServer(
                    URI.create("http://" + facts.get("address").text())));
            Page page = browser.open(facts.get("links").list().get(0).get("url").text())
                    .await(Sandbox.PROMPT)
                    .awaitPhase("live");
            sandbox.run(List.of(Sandbox.LAUNCHER.toString(), "grant", "1", "--for", "5m"));
            awaitRole(page, "Can type · ");

            wire.cut();
            page.awaitPhase("waiting");
            wire.mend();
            page.awaitPhase("live");
            awaitRole(page, "Can type · ").line("echo typed $((6 * 7))").await("\ntyped 42");
            page.reload();
            page.await("\ntyped 42").awaitPhase("live");
            awaitRole(page, "Can type · ").line("echo again $((7 * 7))").await("\nagain 49");

            wire.cut();
            page.awaitPhase("waiting");
            sandbox.run(List.of(Sandbox.LAUNCHER.toString(), "take-back"));
            wire.mend();
            page.awaitPhase("live");
            awaitRole(page, "Watch only");
        }
    }

    private static Page awaitRole(Page page, String role) throws Exception {
        page.awaitLook("the role " + role, look -> look.get("role").text().startsWith(role));
        return page;
    }

    /** More than the server keeps for those who come back. */
    @Test
    void aViewerThatMissedTooMuchGetsTheScreen() throws Exception {
        try (Wire wire = new Wire();
                Share share = shareBash("--json", "--public-url", "http://127.0.0.1:" + wire.port())) {
            Tmux terminal = share.terminal();
            Json facts = Json.parse(terminal.wholeText());
            wire.leadTo(Share.awaitServer(
                    URI.create("http://" + facts.get("address").text())));
            terminal.line("clear; echo before $((6 * 7))").await("before 42\n");
            Page page = browser.open(facts.get("links").list().get(0).get("url").text())
                    .await("before 42\n");

            wire.cut();
            page.awaitPhase("waiting");
            terminal.line("clear; seq 3000000 | tail -c 20000000; clear; printf '\\033[32mafter\\033[m\\n'");
            terminal.await("after and nothing else", screen -> screen.startsWith("after\n"));
            wire.mend();
            page.await("after").awaitPhase("live").awaitSameAs(terminal);
        }
    }

    @Test
    void aLinkThatExpires() throws Exception {
        browser.open(
                "about:blank"); // The first window takes the start of a browser, which is not to be in the ten seconds.
        // A machine with much else to do may need longer than that until the page is there.
        boolean seen = false;
        for (int seconds = 10; !seen; seconds *= 2) {
            assertTrue(seconds < 100, "nobody gets in");
            seen = expires(seconds);
        }
    }

    /** What becomes of a link's page; whether it was in time for the link. */
    private boolean expires(int seconds) throws Exception {
        try (Share share = shareBash("--expires", seconds + "s")) {
            Page page = browser.open(share.link("watch"));
            Json first = page.awaitLook(
                    "in or not", look -> List.of("live", "refused", "expired").contains(phase(look)));
            if (phase(first).equals("refused")) {
                return false;
            }
            page.awaitPhase("expired").await(Sandbox.PROMPT);
            page.awaitLook(
                    "the page says so", look -> look.get("overlay").text().contains("This link no longer works"));
            Page late = browser.open(share.link("watch"));
            late.awaitLook("a refusal", look -> look.get("overlay").text().contains("does not open a terminal"));
            share.terminal().line("echo the shell goes on").await("\nthe shell goes on");
            assertFalse(page.text().contains("goes on"));
            return true;
        }
    }

    private static String phase(Json look) {
        return look.get("phase").get("kind").text();
    }

    /** It belongs to the tab that it was opened in, however often that is loaded anew, and to nobody else. */
    @Test
    void aLinkForOneUseAndAPageThatIsLoadedAnew() throws Exception {
        try (Share share = shareBash().awaitAll()) {
            String made = sandbox.run(List.of(Sandbox.LAUNCHER.toString(), "link", "--uses", "1", "--json"));
            String link = Json.parse(made).get("url").text();
            Page page = browser.open(link).await(Sandbox.PROMPT).awaitPhase("live");
            for (int i = 0; i < 2; i++) {
                page.reload();
                page.await(Sandbox.PROMPT).awaitPhase("live");
            }
            browser.open(link).awaitPhase("refused");
            share.terminal().line("echo still $((6 * 7))").await("\nstill 42");
            page.await("\nstill 42");
        }
    }

    @Test
    void aSessionThatIsFull() throws Exception {
        try (Share share = shareBash("--max-viewers", "1")) {
            browser.open(share.link("watch")).await(Sandbox.PROMPT).awaitPhase("live");
            Page second = browser.open(share.link("watch")).awaitPhase("full");
            second.awaitLook("a card", look -> look.get("overlay").text().contains("There is no room right now"));
            assertEquals("", second.text().strip());
        }
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        try (Share share = shareBash()) {
            String link = share.link("watch");
            String wrong = link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A");
            for (String each : List.of(wrong, link.replaceFirst("/s/[\\w-]+", "/s/other"))) {
                Page page = browser.open(each).awaitPhase("refused");
                page.awaitLook("a refusal", look -> look.get("overlay").text().contains("does not open a terminal"));
                assertEquals("", page.text().strip());
            }
            Page page = browser.open(link.replaceFirst("#.*", ""));
            page.awaitLook("what is missing", look -> look.get("overlay").text().contains("not a whole link"));
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 3, with exit status 3", "kill -TERM $$, by signal 15", "kill -KILL $$, by signal 9"})
    void theEndOfTheShell(String end, String words) throws Exception {
        try (Share share = Share.start(sandbox, "--", "sh", "-c", "echo ready; read line; echo last words; " + end)) {
            share.terminal().await("ready");
            Page page = browser.open(share.link("watch")).await("ready").awaitPhase("live");
            share.terminal().press("Enter");
            page.awaitPhase("ended");
            String overlay = page.awaitLook(
                            "a card", look -> !look.get("overlay").text().isEmpty())
                    .get("overlay")
                    .text();
            assertTrue(overlay.contains("The session has ended") && overlay.contains(words), overlay);
            page.await("last words");
            share.awaitStatus();
            assertTrue(share.errors().contains("1 watched"), share.errors());
        }
    }

    @Test
    void trap05ThePageKeepsToItsServerAndItsPolicyAndHidesTheToken() throws Exception {
        try (Share share = shareBash("--type")) {
            String link = share.link("type");
            URI uri = URI.create(link);
            Page page = browser.open(link).await(Sandbox.PROMPT).awaitPhase("live");
            page.line(
                    "printf '\\033[31mhttps://example.org/ \\033]8;;https://example.org/\\033\\\\link\\033]8;;\\033\\\\\\n'");
            page.await("\nhttps://example.org/ link").paste("echo pasted");
            page.press("Enter").await("\npasted");

            assertEquals(
                    "http://" + uri.getAuthority() + uri.getPath(),
                    page.look().get("url").text());
            page.line("clear; echo before reload $((6 * 7))").await("before reload 42\n");
            page.reload();
            page.await("before reload 42\n").awaitPhase("live").awaitSameAs(share.terminal());
            page.line("echo after reload").await("\nafter reload");

            Json look = page.look();
            assertEquals(
                    "http://" + uri.getAuthority() + uri.getPath(),
                    look.get("url").text());
            assertEquals(List.of(), look.get("violations").list());
            assertEquals(List.of(), page.complaints());
            List<String> requests = page.requests();
            assertTrue(requests.contains("http://" + uri.getAuthority() + uri.getPath()), requests.toString());
            assertTrue(requests.stream().anyMatch(each -> each.startsWith("ws://" + uri.getAuthority() + "/ws/")));
            for (String request : requests) {
                URI asked = URI.create(request.replaceFirst("#.*", "").replaceFirst("^data:.*", "data:,"));
                assertTrue(
                        "data".equals(asked.getScheme()) || uri.getAuthority().equals(asked.getAuthority()), request);
                assertFalse(asked.toString().contains(uri.getFragment()), request);
            }
        }
    }
}
