package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panel over the host's own screen. */
class PanelIT {
    private static final String PREFIX = "C-]";
    private static final String PANEL = "Esc shell";

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws Exception {
        sandbox = new Sandbox(directory);
        Programs.writeTexts(sandbox);
    }

    private Share share(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("--listen", "127.0.0.1:0"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "bash", "--norc", "--noprofile"));
        Share share = Share.start(sandbox, 80, 24, words);
        share.terminal().await(Sandbox.PROMPT);
        return share.awaitAll();
    }

    private static void close(Share share) throws Exception {
        share.terminal().press("Escape").await("no panel", screen -> !screen.contains(PANEL));
    }

    private static void sameAfterThePanel(Share share) throws Exception {
        Tmux terminal = share.terminal();
        String before = terminal.stillSight();
        terminal.press(PREFIX).await(PANEL);
        assertFalse(terminal.sight().equals(before));
        terminal.press("Escape");
        Await.until(
                "the same screen",
                () -> terminal.sight().equals(before),
                () -> "before:\n" + before + "\n\nafter:\n" + terminal.sight());
    }

    @Test
    void whatItCoveredIsThereAgain() throws Exception {
        try (Share share = share()) {
            Tmux terminal = share.terminal();
            terminal.line("ls -l --color=always /; printf '\\033[1;35mcol'").await("col" + Sandbox.PROMPT);
            sameAfterThePanel(share);
            terminal.line("printf '\\033[m'; " + Programs.VIM).await("return 0x2a");
            terminal.type("3Gwi").await("-- INSERT --");
            sameAfterThePanel(share);
            terminal.press("Escape").line(":q!").await(Sandbox.PROMPT);
            terminal.line("less -N text").await("22 line 22").type("/seventh").press("Enter");
            terminal.await("28 line 28");
            sameAfterThePanel(share);
            terminal.type("q").await(Sandbox.PROMPT);
            sameAfterThePanel(share);
            terminal.line("seq 1000; echo 'the end'").await("the end\n");
            assertEquals(
                    IntStream.rangeClosed(1, 1000).mapToObj(String::valueOf).toList(),
                    terminal.wholeText()
                            .lines()
                            .filter(line -> line.matches("[0-9]+"))
                            .toList());
        }
    }

    @Test
    void htopIsThereAgain() throws Exception {
        Process sleeper = sandbox.process(List.of("sleep", "1000")).start();
        try (Share share = share()) {
            share.terminal().line(Programs.htop(sandbox, sleeper.toHandle())).await("sleep 1000");
            sameAfterThePanel(share);
            share.terminal().press("F10").await(Sandbox.PROMPT);
        } finally {
            sleeper.destroy();
        }
    }

    @Test
    void theShellRunsOnBehindIt() throws Exception {
        try (Share share = share()) {
            Tmux terminal = share.terminal();
            SocketClient ann = HostTitleIT.join(share, "watch", "Ann");
            sandbox.run(List.of("mkfifo", "go", "on"));
            terminal.line("echo before; read line <go; seq 200; echo the' 'end; read line <on; tput smcup; echo fu'll'")
                    .await("before\n");
            terminal.press(PREFIX).await(PANEL).await("1 Ann");
            sandbox.run(List.of("sh", "-c", "echo >go"));
            ann.awaitOutput("the end");
            assertTrue(terminal.screen().contains(PANEL));
            close(share);
            terminal.await("the end\n");
            List<String> numbers = terminal.wholeText()
                    .lines()
                    .filter(line -> line.matches("[0-9]+"))
                    .toList();
            assertEquals(IntStream.rangeClosed(1, 200).mapToObj(String::valueOf).toList(), numbers);
            terminal.press(PREFIX).await(PANEL);
            sandbox.run(List.of("sh", "-c", "echo >on"));
            ann.awaitOutput("full");
            close(share);
            terminal.await("full");
            assertEquals("1", terminal.show("#{alternate_on}"));
            terminal.line("tput rmcup").await("the end\n");
            assertFalse(String.join("", ann.messages()).contains("Esc shell"), "nobody else sees the panel");
        }
    }

    @Test
    void viewersAreLetTypeDeniedAndSentAwayByOneKey() throws Exception {
        try (Share share = share()) {
            Tmux terminal = share.terminal();
            SocketClient ann = HostTitleIT.join(share, "watch", "Ann");
            ann.sendText("{\"type\":\"ask-to-type\"}");
            terminal.press(PREFIX).await("> 1 Ann asks to type");
            terminal.press("g").await("Ann · types for 10 min");
            ann.await("\"role\":\"type\"");
            terminal.press("d").await("may only watch");
            terminal.press("l").await("Only you type now").press("l").await("can type again");
            terminal.press("p").await("curtain").press("p").await("see the screen again");
            terminal.press("t").await("A new link").press("x").await("> 1 Ann");
            terminal.press("k");
            assertEquals(4403, ann.awaitClose());
            terminal.await(
                    "nobody, and nothing chosen in its place",
                    screen -> screen.contains("nobody is there") && !screen.contains(" > "));
            terminal.press("Down").await("> watch1");
            SocketClient bo = HostTitleIT.join(share, "watch", "Bo");
            terminal.await("2 Bo").press("Up").await("> 2 Bo");
            terminal.press("Down").await("> watch1").press("r");
            assertEquals(4401, bo.awaitClose());
            close(share);
            terminal.line("echo $((6 * 7))").await("42");
            assertFalse(terminal.wholeText().contains("command not found"), "no key of the panel's is the shell's");
        }
    }

    @Test
    void stoppingLeavesTheShellAlone() throws Exception {
        try (Share share = share()) {
            SocketClient ann = HostTitleIT.join(share, "watch", "Ann");
            share.terminal().line("echo here").await("\nhere");
            share.terminal()
                    .press(PREFIX)
                    .await(PANEL)
                    .press("s")
                    .await("Press s again")
                    .press("s");
            assertEquals(4401, ann.awaitClose());
            share.terminal().await("\nhere").line("echo go; cat -v").await("\ngo\n");
            share.terminal().press(PREFIX, "Enter").await("^]");
        }
    }

    @Test
    void twiceItIsSentOn() throws Exception {
        try (Share share = share()) {
            Tmux terminal = share.terminal().line("echo go; cat -v").await("\ngo\n");
            terminal.press(PREFIX).await(PANEL).press(PREFIX).await("no panel", screen -> !screen.contains(PANEL));
            terminal.press("Enter").await("\n^]\n");
        }
    }

    @Test
    void itFitsAndFollowsTheSize() throws Exception {
        try (Share share = share()) {
            Tmux terminal = share.terminal();
            HostTitleIT.join(share, "watch", "Ann");
            terminal.press(PREFIX).await(PANEL);
            terminal.resize(40, 12);
            terminal.await(
                    "the panel in 40x12",
                    screen -> screen.lines().limit(12).toList().toString().contains("sends it")
                            && screen.contains("1 Ann")
                            && screen.startsWith(" jshare"));
            terminal.resize(100, 30);
            terminal.await("the panel in 100x30", screen -> screen.lines().anyMatch(line -> line.length() > 80));
            close(share);
            // The size reaches the shell by a signal; bash looks at it after every program.
            terminal.line("until stty size | grep -q '30 100'; do :; done; echo $COLUMNS $LINES")
                    .await("100 30");
        }
    }

    @Test
    void anotherKeyOrNoneOpensIt() throws Exception {
        try (Share share = Share.start(sandbox, "--prefix", "none", "--", "cat", "-v")) {
            share.link("watch");
            HostTitleIT.join(share, "watch", "Ann");
            share.terminal().press(PREFIX, "Enter").await("\n^]");
        }
    }
}
