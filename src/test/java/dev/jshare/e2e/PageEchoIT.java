package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Typing over a line on which everything takes 200 ms there and back: the page shows keys before their echo comes. */
class PageEchoIT extends PageTest {
    private static final Duration ONE_WAY = Duration.ofMillis(100);

    private static final List<String> OPTIONS = List.of("--json", "--type", "--free-typing", "--public-url");

    /** A page at the far end of the line, with bash's prompt; it has typed until the line was known to be slow. */
    private Page farPage(Wire wire, Share share) throws Exception {
        Json facts = Json.parse(share.terminal().wholeText());
        wire.leadTo(
                Share.awaitServer(URI.create("http://" + facts.get("address").text())));
        share.terminal().line("clear").await("the prompt at the top", screen -> screen.startsWith(Sandbox.PROMPT));
        Page page = browser.open(facts.get("links").list().get(1).get("url").text());
        page.await(Sandbox.PROMPT).awaitPhase("live");
        page.type("e").await(Sandbox.PROMPT + " e");
        page.awaitLook("the line is measured", look -> roundTrip(look) >= 200);
        provePrediction(page);
        return page;
    }

    /**
     * Types until the line is known to echo, and a key is shown before its echo can have come: the prompt and {@code ech}
     * stand there. A page that was held up for too long tries again.
     */
    private static void provePrediction(Page page) throws Exception {
        for (int attempts = 1; ; attempts++) {
            page.press("Control+u").line("clear");
            Await.until("the prompt alone", () -> page.text().strip().equals(Sandbox.PROMPT), page::text);
            page.typeAtOnce("ec");
            page.await(Sandbox.PROMPT + " ec");
            String guess = page.typeAtOnce("h");
            page.await(Sandbox.PROMPT + " ech");
            if (guess.equals("h")) {
                return;
            }
            assertTrue(attempts < 10, "a key is shown at once where keys are echoed");
        }
    }

    private static long roundTrip(Json look) {
        return look.get("roundTrip").value() == null ? 0 : look.get("roundTrip").number();
    }

    private Share far(Wire wire) throws Exception {
        return shareBash(
                OPTIONS.get(0), OPTIONS.get(1), OPTIONS.get(2), OPTIONS.get(3), "http://127.0.0.1:" + wire.port());
    }

    @Test
    void keysAreShownBeforeTheirEchoCanHaveCome() throws Exception {
        try (Wire wire = new Wire(ONE_WAY);
                Share share = far(wire)) {
            Page page = farPage(wire, share);
            Await.until("the echo has taken over", () -> page.typeAtOnce("").isEmpty());
            page.type("o $((6 * 7))").press("Enter").await("\n42\n" + Sandbox.PROMPT);
            Await.until("no guess is left", () -> page.typeAtOnce("").isEmpty());
            page.awaitSameAs(share.terminal());
        }
    }

    @Test
    void whatIsNotEchoedIsNeverShown() throws Exception {
        try (Wire wire = new Wire(ONE_WAY);
                Share share = far(wire)) {
            Page page = farPage(wire, share);
            page.press("Control+u").line("read -s -p 'Password: ' secret").await("\nPassword:");
            page.watchEcho();
            page.line("hunter2").await("Password: " + Sandbox.PROMPT);
            assertTrue(page.echo().stream().allMatch(String::isEmpty), page.echo()::toString);
            page.line("echo $secret | tr a-z A-Z").await("\nHUNTER2");
        }
    }

    /** What is typed into an editor is nowhere predicted, and arrives all the same. */
    @Test
    void aProgramThatTakesTheWholeScreenIsLeftAlone() throws Exception {
        try (Wire wire = new Wire(ONE_WAY);
                Share share = far(wire)) {
            Page page = farPage(wire, share);
            page.press("Control+u").line("less /etc/services");
            Await.until("less", () -> page.screen().get("buffer").text().equals("alternate"));
            page.await("/etc/services");
            page.watchEcho();
            page.type("G").await("(END)").type("q").await(Sandbox.PROMPT + " less");
            assertTrue(page.echo().stream().allMatch(String::isEmpty), page.echo()::toString);
        }
    }
}
