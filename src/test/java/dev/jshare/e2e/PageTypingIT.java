package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Whoever holds a typing link can type; nobody else can. */
class PageTypingIT extends PageTest {
    @Test
    void keysArriveAsFromTheHostsKeyboard() throws Exception {
        try (Share share = shareBash("--type", "--free-typing")) {
            Tmux terminal = share.terminal().line("clear");
            Page page = browser.open(share.link("type")).await(Sandbox.PROMPT);
            page.awaitLook("the role", look -> look.get("role").text().equals("Can type"));

            page.line("echo Grüße $((6 * 7))").await("\nGrüße 42");
            page.type("echo ad")
                    .press("ArrowLeft")
                    .type("bc")
                    .press("Home", "End", "Enter")
                    .await("\nabcd");
            page.press("ArrowUp", "Backspace", "Backspace")
                    .type("C")
                    .press("Enter")
                    .await("\nabC");
            page.line("echo go; sleep 1000")
                    .await("\ngo")
                    .press("Control+c")
                    .line("echo status $?")
                    .await("status 130");
            page.type("printf '%s|' a")
                    .press("Tab", "Control+u")
                    .line("echo now; cat -v")
                    .await("\nnow") // From here on the terminal is no more as bash's own editing of lines wants it.
                    .press("F5", "Alt+x", "Escape", "Enter");
            page.await("^[[15~^[x^[")
                    .press("Control+d")
                    .line("echo no cat")
                    .await("\nno cat"); // Its end must not come into the host's next line.
            terminal.line("echo and the host").await("\nand the host");
            page.await("\nand the host").awaitSameAs(terminal);
        }
    }

    @Test
    void trap19APasteArrivesWholeAndIsNotCarriedOut() throws Exception {
        try (Share share = shareBash("--type")) {
            Page page = browser.open(share.link("type")).await(Sandbox.PROMPT);
            page.paste("echo one\necho two");
            page.await("echo one\n").await("echo two");
            assertFalse(page.text().contains("\none"), "bash waits for the return key");
            page.press("Enter").await("\none\ntwo");

            String text = "0123456789 Grüße 你好\n".repeat(2000);
            // Only then has the page heard that pastes are not to be marked any more.
            page.line("stty -echo; echo now; cat >pasted; stty echo; echo finished")
                    .await("\nnow");
            Await.until("cat runs", () -> Files.exists(sandbox.home().resolve("pasted")));
            page.paste(text);
            page.press("Control+d").await("\nfinished");
            assertEquals(text, Files.readString(sandbox.home().resolve("pasted")));
        }
    }

    /** The shell notes every byte that it is sent: the first is the host's. */
    @Test
    void aWatchingLinkCannotType() throws Exception {
        try (Share share = Share.start(
                sandbox,
                "--type",
                "--",
                "sh",
                "-c",
                "stty raw -echo; printf ready; head -c 1 >first; printf ' done'")) {
            share.terminal().await("ready");
            Page page = browser.open(share.link("watch")).await("ready").awaitPhase("live");
            page.awaitLook("the role", look -> look.get("role").text().equals("Watch only"));
            page.type("x");
            page.awaitNotice("watching only");
            page.paste("y");
            page.press("Control+c");
            share.terminal().type("h").await("ready done");
            page.awaitPhase("ended");
            assertEquals("h", Files.readString(sandbox.home().resolve("first")));
        }
    }

    @Test
    void withoutBeingAskedThereIsNoLinkToTypeWith() throws Exception {
        try (Share share = shareBash()) {
            share.link("watch");
            assertTrue(Share.find(share.errors(), "type").isEmpty());
        }
    }

    @Test
    void twoBrowsersAtOnce() throws Exception {
        try (Share share = shareBash("--type", "--free-typing")) {
            Tmux terminal = share.terminal().line("clear");
            Page watching = browser.open(share.link("watch")).await(Sandbox.PROMPT);
            Page typing = browser.open(share.link("type")).await(Sandbox.PROMPT);
            watching.awaitLook("two viewers", look -> look.get("people").text().equals("2 watching"));
            typing.awaitLook("two viewers", look -> look.get("people").text().equals("2 watching"));
            typing.line("printf '\\033[35mboth\\033[m see this\\n'").await("\nboth see this");
            terminal.await("\nboth see this");
            watching.awaitSameAs(terminal);
            typing.awaitSameAs(terminal);
            browser.close(typing);
            watching.awaitLook("one viewer", look -> look.get("people").text().equals("1 watching"));
        }
    }
}
