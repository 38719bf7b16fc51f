package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Typing over a line on which everything takes 200 ms there and back: the page shows keys before their echo comes. */
class PageEchoIT extends PageTest {
    private static final Duration ONE_WAY = Duration.ofMillis(100);

    private static final List<String> OPTIONS = List.of("--json", "--type", "--free-typing", "--public-url");

    /** A page at the far end of the line, with bash's prompt; it has typed until the line was known to be slow and to echo. */
    private Page farPage(Wire wire, Share share) throws Exception {
        Json facts = Json.parse(share.terminal().wholeText());
        wire.leadTo(
                Share.awaitServer(URI.create("http://" + facts.get("address").text())));
        share.terminal().line("clear").await("the prompt at the top", screen -> screen.startsWith(Sandbox.PROMPT));
        Page page = browser.open(facts.get("links").list().get(1).get("url").text());
        page.await(Sandbox.PROMPT).awaitPhase("live");
        page.type("e").await(Sandbox.PROMPT + " e");
        page.awaitLook("the line is measured", look -> roundTrip(look) >= 200);
        page.type("ch").await(Sandbox.PROMPT + " ech");
        return page;
    }

    private static long roundTrip(Json look) {
        return look.get("roundTrip").value() == null ? 0 : look.get("roundTrip").number();
    }

    private Share far(Wire wire) throws Exception {
        return shareBash(
                OPTIONS.get(0), OPTIONS.get(1), OPTIONS.get(2), OPTIONS.get(3), "http://127.0.0.1:" + wire.port());
    }

    @Test
    void keysAreShownLongBeforeTheirEcho() throws Exception {
        try (Wire wire = new Wire(ONE_WAY);
                Share share = far(wire)) {
            Page page = farPage(wire, share);
            page.watchEcho();
            page.type("o");
            Await.until("the echo", () -> !page.echo().get("echoed").list().isEmpty());
            page.await(Sandbox.PROMPT + " echo");
            long pressed = time(page, "pressed");
            long shown = time(page, "guessed") - pressed;
            long echoed = time(page, "echoed") - pressed;
            System.out.printf("A key is shown after %d ms, its echo comes after %d ms.%n", shown, echoed);
            assertTrue(echoed >= 200, "the line is as slow as it should be: " + echoed + " ms");
            // On a machine with much else to do both take longer.
            assertTrue(shown <= echoed - 100, "the guess is in sight at once: " + shown + " of " + echoed + " ms");
            Await.until(
                    "the echo has taken over",
                    () -> guesses(page).get(guesses(page).size() - 1).isEmpty());

            page.type(" $((6 * 7))").press("Enter").await("\n42\n" + Sandbox.PROMPT);
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
            assertTrue(guesses(page).stream().allMatch(String::isEmpty), guesses(page)::toString);
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
            assertTrue(guesses(page).stream().allMatch(String::isEmpty), guesses(page)::toString);
        }
    }

    private static long time(Page page, String what) throws IOException {
        return page.echo().get(what).list().get(0).number();
    }

    private static List<String> guesses(Page page) throws IOException {
        return page.echo().get("texts").list().stream().map(Json::text).toList();
    }
}
