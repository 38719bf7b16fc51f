package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the host decides by commands, as viewers see it. */
class PageControlIT extends PageTest {
    /** A command to the only session of the sandbox. */
    private String jshare(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Sandbox.LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return sandbox.run(command);
    }

    private static Page awaitRole(Page page, String role) throws Exception {
        page.awaitLook("the role " + role, look -> look.get("role").text().startsWith(role));
        return page;
    }

    @Test
    void aViewerAsksTypesForATimeAndIsDenied() throws Exception {
        try (Share share = shareBash()) {
            Page page = browser.open(share.link("watch").replace("#", "?name=Bob#"))
                    .await(Sandbox.PROMPT)
                    .awaitPhase("live");
            Page other = browser.open(share.link("watch")).await(Sandbox.PROMPT);
            page.click("ask");
            page.awaitLook("asked", look -> look.get("ask").text().startsWith("Asked"));
            Await.until("the host sees it", () -> jshare("status").contains("asks to type"));
            jshare("grant", "Bob", "--for", "5m");
            awaitRole(page, "Can type · 4:")
                    .line("echo $((6 * 7))"); // At once: the button is gone, and the keys are the terminal's.
            page.await("\n42");
            Await.until("who types", () -> {
                page.type(" "); // A turn lasts two seconds; a machine that is busy shows it later.
                return other.look().get("typist").text().equals("Bob types");
            });
            assertEquals("Watch only", other.look().get("role").text());

            jshare("take-back");
            awaitRole(page, "Watch only").awaitNotice("The host took typing back");
            page.click("ask");
            Await.until("the host sees it", () -> jshare("status").contains("asks to type"));
            jshare("deny", "Bob");
            page.awaitNotice("The host said no")
                    .awaitLook(
                            "it may ask again", look -> look.get("ask").text().equals("Ask to type"));
        }
    }

    @Test
    void whereNobodyElseTypesAskingIsOfNoUse() throws Exception {
        try (Share share = shareBash("--no-typing")) {
            Page page = browser.open(share.link("watch")).await(Sandbox.PROMPT).awaitPhase("live");
            page.click("ask")
                    .awaitLook("no button", look -> look.get("ask").text().isEmpty());
        }
    }

    /** What is printed behind the curtain is in no page, not even of one who comes meanwhile. */
    @Test
    void aPauseHidesTheScreenAndWhatIsPrinted() throws Exception {
        try (Share share = shareBash("--type", "--free-typing")) {
            Tmux terminal =
                    share.terminal().line("clear; echo before $((1 + 1))").await("before 2");
            Page page = browser.open(share.link("type")).await("before 2").awaitPhase("live");
            jshare("pause");
            page.awaitLook(
                    "the curtain",
                    look -> look.get("overlay").text().contains("paused sharing")
                            && !(Boolean) look.get("terminal").value());
            terminal.line("echo a $((100 + 23)) secret").await("a 123 secret");
            Page late = browser.open(share.link("type"));
            late.awaitLook("the curtain", look -> look.get("overlay").text().contains("paused sharing"));
            page.type("x");
            terminal.line("clear; echo after $((1 + 1))").await("after 2");
            jshare("resume");
            for (Page each : List.of(page, late)) {
                each.await("after 2").awaitSameAs(terminal);
                each.awaitLook(
                        "no curtain",
                        look -> look.get("overlay").text().isEmpty()
                                && (Boolean) look.get("terminal").value());
                assertFalse(each.wholeText().contains("secret"), each::toString);
            }
            page.line("echo typed").await("\ntyped");
        }
    }

    @Test
    void aLockedSessionTakesNoKeys() throws Exception {
        try (Share share = shareBash("--type")) {
            Page page = browser.open(share.link("type")).await(Sandbox.PROMPT);
            jshare("lock");
            awaitRole(page, "Locked").type("x");
            page.awaitNotice("Only the host types");
            jshare("unlock");
            awaitRole(page, "Can type").line("echo typed").await("\ntyped");
            jshare("say", "Lunch <b>soon</b>");
            page.awaitNotice("Lunch <b>soon</b>");
            jshare("kick", "1");
            page.awaitPhase("kicked");
        }
    }

    /** There is nothing to chat with, and what is sent all the same reaches nobody. */
    @Test
    void whereTheHostWantsNoChatThereIsNone() throws Exception {
        try (Share share = shareBash("--no-chat")) {
            Page page = browser.open(share.link("watch").replace("#", "?name=Ann#"))
                    .await(Sandbox.PROMPT)
                    .awaitPhase("live");
            assertEquals(false, page.look().get("chat").value());
            URI link = URI.create(share.link("watch"));
            URI url = URI.create("ws://" + link.getAuthority() + link.getPath().replaceFirst("/s/", "/ws/"));
            try (SocketClient client = SocketClient.connect(
                    HttpClient.newHttpClient(), url, link.getFragment(), List.of("jshare.v1.json"))) {
                for (String words :
                        List.of("{\"type\":\"chat\",\"text\":\"psst\"}", "{\"type\":\"react\",\"emoji\":\"🎉\"}")) {
                    int before = refusals(client);
                    client.sendText(words);
                    Await.until("a refusal", () -> refusals(client) > before, client.messages()::toString);
                }
            }
            page.awaitLook("alone again", look -> look.get("people").text().equals("1 watching"));
            assertEquals(List.of(), page.look().get("notices").list());
        }
    }

    private static int refusals(SocketClient client) {
        return (int) client.messages().stream()
                .filter(message -> message.contains("\"code\":\"no-chat\""))
                .count();
    }

    @Test
    void viewersTalkAndTheShellHearsNothing() throws Exception {
        try (Share share = shareBash("--type")) {
            Page ann = browser.open(share.link("type").replace("#", "?name=Ann#"))
                    .await(Sandbox.PROMPT)
                    .awaitPhase("live");
            Page bob = browser.open(share.link("watch")).await(Sandbox.PROMPT).awaitPhase("live");
            ann.click("chat").line("see <b>line</b> 7");
            bob.awaitNotice("Ann: see <b>line</b> 7");
            ann.press("Escape").press("Escape").line("echo $((6 * 7))").await("\n42");
            assertFalse(ann.text().contains("line"), ann::toString);
        }
    }
}
