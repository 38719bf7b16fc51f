package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever opens the link sees what the host sees: every character, every colour. */
class PageScreenIT extends PageTest {
    @Test
    void aShell() throws Exception {
        try (Share share = shareBash()) {
            Tmux terminal = share.terminal();
            terminal.line("clear; printf '\\033[1;31mred\\033[0m plain \\033[44mblue\\033[K\\033[0m\\n'")
                    .await("red plain");
            Page page = browser.open(share.link("watch")).await("red plain");
            page.awaitSameAs(terminal);
            assertTrue(page.styled().toString().startsWith("{bold,fg=1}red{} plain {bg=4}blue"));

            terminal.line("printf '\\033[38;2;1;2;3mrgb\\033[0;7;4m \\033[0;9;3;2mold\\033[m 你好 e\\u0301 🙂 ├─┤\\n'");
            terminal.await("├─┤\n");
            page.await("├─┤\n").awaitSameAs(terminal);
            assertTrue(page.styled()
                    .toString()
                    .contains("{fg=#010203}rgb{inverse,underline} {dim,italic,strikethrough}old{} 你好"));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void anEditorFromItsStartAndFromItsMiddle() throws Exception {
        Programs.writeTexts(sandbox);
        try (Share share = shareBash()) {
            Page first = browser.open(share.link("watch")).await(Sandbox.PROMPT);
            Tmux terminal = share.terminal().line(Programs.VIM).await("1,1");
            first.await("1,1").awaitSameAs(terminal);
            terminal.line("/greeting").type("ccnew €").press("Escape", "v", "G");
            terminal.await("VISUAL");
            first.await("VISUAL").awaitSameAs(terminal);
            Page second = browser.open(share.link("watch")).await("VISUAL");
            second.awaitSameAs(terminal);
            assertTrue(second.styled().colourful());
            assertEquals(
                    first.screen().get("modes").text(),
                    second.screen().get("modes").text());
            terminal.press("Escape")
                    .line(":q!")
                    .await("the prompt", screen -> screen.strip().endsWith(Sandbox.PROMPT));
            terminal.line("echo back again").await("\nback again");
            first.await("\nback again").awaitSameAs(terminal);
            second.await("\nback again").awaitSameAs(terminal);
        }
    }

    @Test
    void aPagerWhoseTerminalIsResized() throws Exception {
        Programs.writeTexts(sandbox);
        try (Share share = shareBash()) {
            Tmux terminal = share.terminal().line("less text").await("line 23");
            Page page = browser.open(share.link("watch")).await("line 23");
            terminal.line("/seventh").await("line 29");
            page.await("line 29").awaitSameAs(terminal);
            // less forgets keys that come while it draws anew; what tmux shows before that begins further down.
            terminal.resize(52, 13);
            terminal.await("line 7 is").type("G").await("(END)");
            page.awaitLook(
                    "52 columns",
                    look -> look.get("cols").number() == 52 && look.get("rows").number() == 13);
            page.await("(END)").awaitSameAs(terminal);
            terminal.resize(120, 40);
            terminal.await(
                    "a screen of 40 lines",
                    screen -> screen.stripTrailing().lines().count() == 40);
            terminal.type("g").await("line 39");
            page.await("line 39").awaitSameAs(terminal);
        }
    }

    @Test
    void aProcessViewer() throws Exception {
        Process sleeper = sandbox.process(List.of("sleep", "1000")).start();
        try (Share share = shareBash()) {
            Tmux terminal = share.terminal().line(Programs.htop(sandbox, sleeper.toHandle()));
            terminal.await("F10Quit");
            Page page = browser.open(share.link("watch")).await("F10Quit");
            page.awaitSameAs(terminal);
            terminal.press("F9").await("SIGTERM");
            page.await("SIGTERM").awaitSameAs(terminal);
        } finally {
            sleeper.destroy();
        }
    }

    @Test
    void whatWasPrintedBeforeIsThereToScrollBackTo() throws Exception {
        try (Share share = shareBash()) {
            share.terminal().line("seq -f 'row %g' 100").await("row 100");
            Page page = browser.open(share.link("watch")).await("row 100");
            page.awaitSameAs(share.terminal());
            assertTrue(page.wholeText().contains("row 2\nrow 3\n"), "the lines above the screen");
        }
    }

    @Test
    void theTitleOfTheTerminalIsTheTitleOfTheTab() throws Exception {
        try (Share share = shareBash("--name", "ann@workstation")) {
            Page page = browser.open(share.link("watch")).await(Sandbox.PROMPT);
            page.awaitLook(
                    "the session's name", look -> look.get("title").text().contains("ann@workstation"));
            share.terminal().line("printf '\\033]2;my <b>own</b> title\\007'");
            page.awaitLook("the title", look -> look.get("title").text().contains("my <b>own</b> title"));
            Page late = browser.open(share.link("watch"));
            late.awaitLook("the title", look -> look.get("title").text().contains("my <b>own</b> title"));
        }
    }
}
