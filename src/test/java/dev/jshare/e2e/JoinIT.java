package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Joining from a terminal: what is seen, what is typed, and how it ends. */
class JoinIT {
    private static final String[] BASH = {"bash", "--norc", "--noprofile"};

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    private Guest.Headless bash(String size, String... options) throws IOException {
        return new Guest.Headless(sandbox, size, List.of(options), BASH);
    }

    @Test
    void typesSeesAndEndsWithTheShellsStatus() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal()
                    .await(Sandbox.PROMPT)
                    .line("echo $((6 * 7)) $COLUMNS")
                    .await("42 80");
            guest.terminal().line("exit 9");
            assertEquals(9, guest.awaitStatus());
            guest.awaitRestored();
            assertEquals("jshare: The shell has ended with status 9.\n", guest.errors());
        }
    }

    @Test
    void asksForALinkThatIsNotOnTheCommandLine() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, "")) {
            guest.terminal().await("Link:").line(host.link("type"));
            guest.terminal().await(Sandbox.PROMPT).press("C-]", ".");
            assertEquals(0, guest.awaitStatus());
            assertFalse(guest.terminal().wholeText().contains("#"), "the secret is not shown");
        }
    }

    @Test
    void leavesByThePrefixAndSendsItOnIfPressedTwice() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal()
                    .await(Sandbox.PROMPT)
                    .line("stty -echo; echo go; cat -v")
                    .await("\ngo\n");
            guest.terminal().press("C-]", "C-]", "Enter");
            guest.terminal().await("\n^]\n");
            guest.terminal().press("C-]", ".");
            assertEquals(0, guest.awaitStatus());
            guest.awaitRestored();
            assertEquals("", guest.errors());
            assertTrue(host.process().isAlive(), "the session goes on");
        }
    }

    /** An editor looks the same on the host's terminal and on the guest's, cell by cell. */
    @Test
    void anEditorLooksAsOnTheHostsTerminal() throws Exception {
        Programs.writeTexts(sandbox);
        try (Share share = Share.start(sandbox, "--status", "none", "--", "bash", "--norc", "--noprofile")) {
            Tmux host = share.terminal().await(Sandbox.PROMPT);
            host.line("clear").await("the prompt is at the top", screen -> screen.startsWith(Sandbox.PROMPT));
            try (Guest guest = Guest.join(sandbox, "guest", 80, 24, share.link("watch"))) {
                host.line(Programs.VIM).await("Says hello");
                awaitSame(host, guest.terminal());
                host.type("/printf").press("Enter").await("7,9");
                awaitSame(host, guest.terminal());
                host.resize(60, 20);
                guest.terminal()
                        .await("in the middle", screen -> screen.startsWith("\n\n" + " ".repeat(10) + "#include"));
                host.resize(80, 24);
                awaitSame(host, guest.terminal());
            }
        }
    }

    /** Who saw all of it drawn sees the same as who came later and who has a terminal of another size. */
    @Test
    void whoCameLateSeesTheSame() throws Exception {
        try (Share share = Share.start(sandbox, "--status", "none", "--", "bash", "--norc", "--noprofile")) {
            Tmux host = share.terminal().await(Sandbox.PROMPT);
            try (Guest early = Guest.join(sandbox, "early", 80, 24, share.link("watch"))) {
                early.terminal().await(Sandbox.PROMPT);
                BusyScreen busy = BusyScreen.start(sandbox, host, 6);
                for (int round = 0; round < 3; round++) {
                    busy.hold();
                    try (Guest late = Guest.join(sandbox, "late" + round, 80, 24, share.link("watch"))) {
                        late.terminal()
                                .await("the picture", screen -> !screen.contains(Guest.BEFORE) && !screen.isBlank());
                        awaitSame(early.terminal(), late.terminal());
                    }
                    busy.home();
                    busy.release();
                }
            }
        }
    }

    private static void awaitSame(Tmux one, Tmux other) throws Exception {
        Await.until(
                "both show the same",
                () -> sight(one).equals(sight(other)),
                () -> sight(one) + "\n-- and\n" + sight(other));
    }

    private static String sight(Tmux terminal) throws Exception {
        return terminal.styled() + "\n" + terminal.show("#{cursor_x},#{cursor_y} #{cursor_flag}");
    }

    @Test
    void anEditorInATerminalOfAnotherKind() throws Exception {
        Programs.writeTexts(sandbox);
        sandbox.set("TERM", "screen-256color");
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            Tmux terminal = guest.terminal().await(Sandbox.PROMPT).line(Programs.VIM);
            terminal.await("Says hello")
                    .press("j", "j", "Down", "o")
                    .type("typed afar")
                    .press("Escape");
            terminal.await("typed afar").await("5,10");
            assertEquals("11", terminal.show("#{keypad_flag}#{keypad_cursor_flag}"), "as the editor wants the keys");
            terminal.line(":wq").await(Sandbox.PROMPT);
            assertTrue(Files.readString(sandbox.home().resolve("demo.c")).contains("\ntyped afar\n"));
            terminal.press("C-]", ".");
            assertEquals(0, guest.awaitStatus());
            guest.awaitRestored();
        }
    }

    @Test
    void modesOfTheKeyboardAndTheMouseAreTheProgramsWhileItWantsThem() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"));
                Guest watcher = Guest.join(sandbox, "watcher", 80, 24, host.link("watch"))) {
            Tmux terminal = guest.terminal().await(Sandbox.PROMPT);
            terminal.line("printf '\\033[?1h\\033[?1002h\\033[?1006h'; echo go; read x")
                    .await("\ngo");
            String modes = "#{keypad_cursor_flag} #{mouse_button_flag} #{mouse_sgr_flag}";
            Await.until("the program's modes", () -> terminal.show(modes).equals("1 1 1"));
            watcher.terminal().await("\ngo");
            assertEquals("0 0 0", watcher.terminal().show(modes), "the mouse of who watches is their own");
            terminal.press("Enter").line("printf '\\033[?1l\\033[?1002l'");
            Await.until("no modes any more", () -> terminal.show(modes).equals("0 0 0"));
        }
    }

    @Test
    void aLargerTerminalHasItInTheMiddleAndASmallerOneFollowsTheCursor() throws Exception {
        try (Guest.Headless host = bash("60x20");
                Guest guest = Guest.join(sandbox, "guest", 100, 30, host.link("type"))) {
            Tmux terminal = guest.terminal().await(" ".repeat(20) + Sandbox.PROMPT);
            assertEquals(5, row(terminal, Sandbox.PROMPT), "ten rows more than the host has");
            terminal.line("clear; seq 100 130").await(" ".repeat(20) + "130\n");
            terminal.resize(30, 10);
            terminal.await("the end of it at the left edge", screen -> screen.contains("\n130\n" + Sandbox.PROMPT));
            assertFalse(terminal.screen().contains("119"), "there is no room for it");
            terminal.press("C-]", "Up", "Up").await("Scrolling").await("\n121\n");
            terminal.press("PageUp", "PageUp", "PageUp").await("above the screen", screen -> screen.contains("101\n"));
            terminal.press("Escape").await("the cursor again", screen -> screen.contains("130\n" + Sandbox.PROMPT));
            terminal.type("echo " + "a".repeat(40) + "end");
            terminal.await("the right part of a long line", screen -> screen.contains("aaaend"));
            terminal.press("C-u").await("the left part", screen -> screen.contains(Sandbox.PROMPT));
            terminal.resize(100, 30);
            terminal.await(" ".repeat(20) + "130");
            terminal.line("exit");
            assertEquals(0, guest.awaitStatus());
        }
    }

    private static int row(Tmux terminal, String text) {
        return terminal.screen().lines().toList().indexOf(" ".repeat(20) + text);
    }

    @Test
    void whoMayOnlyWatchIsToldSo() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest typist = Guest.join(sandbox, "typist", 80, 24, host.link("type"));
                Guest reader = Guest.join(sandbox, "reader", 80, 24, host.link("type"), "--read-only");
                Guest watcher = Guest.join(sandbox, "watcher", 80, 24, host.link("watch"), "--prefix", "^a")) {
            reader.terminal().await(Sandbox.PROMPT).line("touch typed").await("You only watch (--read-only); Ctrl-] .");
            watcher.terminal().await(Sandbox.PROMPT).line("touch typed").await("You may watch, not type; Ctrl-A .");
            typist.terminal().line("echo all: *").await("\nall: *\n");
            watcher.terminal().press("C-a", "s").await("you watch · 3 here");
            watcher.terminal().press("C-a", "?").await("arrows scroll");
            watcher.terminal().press("C-a", "q");
            assertEquals(0, watcher.awaitStatus());
        }
    }

    @Test
    void aLostLineIsMadeAgainAndGoesOnWhereItWas() throws Exception {
        try (Wire wire = new Wire();
                Guest.Headless host = bash("80x24")) {
            wire.leadTo(host.port());
            String link = host.link("type").replace(":" + host.port(), ":" + wire.port());
            try (Guest guest = Guest.join(sandbox, "guest", 80, 24, link)) {
                Tmux terminal = guest.terminal().await(Sandbox.PROMPT);
                terminal.line(
                        "echo go; until [ -e cut ]; do sleep 0.05; done; echo meanwhile $((6 * 7)); touch printed");
                terminal.await("\ngo");
                wire.cut();
                terminal.await("The connection is lost").type("lost");
                Files.createFile(sandbox.home().resolve("cut"));
                Await.until("it is printed", () -> Files.exists(sandbox.home().resolve("printed")));
                assertFalse(terminal.screen().contains("\nmeanwhile 42"));
                wire.mend();
                terminal.press("C-]", "r").await("\nmeanwhile 42\n" + Sandbox.PROMPT);
                terminal.await("no word of it any more", screen -> !screen.contains("The connection is lost"));
                terminal.line("echo again $((7 * 7))").await("\nagain 49\n" + Sandbox.PROMPT);
                assertTrue(
                        terminal.screen().contains(Sandbox.PROMPT + " echo again"),
                        "what was typed into nothing is nowhere");
            }
        }
    }

    @Test
    void aLinkForOneUseLetsItsGuestComeBack() throws Exception {
        try (Wire wire = new Wire();
                Guest.Headless host = bash("80x24")) {
            wire.leadTo(host.port());
            String printed = sandbox.run(
                    List.of(Sandbox.LAUNCHER.toString(), "link", "--uses", "1", "--json", "--session", host.session()));
            String link = Json.parse(printed).get("url").text().replace(":" + host.port(), ":" + wire.port());
            try (Guest guest = Guest.join(sandbox, "guest", 80, 24, link)) {
                guest.terminal().await(Sandbox.PROMPT);
                wire.cut();
                guest.terminal().await("The connection is lost");
                wire.mend();
                guest.terminal()
                        .press("C-]", "r")
                        .await("it is back", screen -> screen.contains(Sandbox.PROMPT) && !screen.contains("is lost"));
                try (Guest other = Guest.join(sandbox, "other", 80, 24, link)) {
                    assertEquals(3, other.awaitStatus(), "nobody else can use it");
                }
            }
        }
    }

    @Test
    void aLeaveToTypeComesBack() throws Exception {
        try (Wire wire = new Wire();
                Guest.Headless host = bash("80x24")) {
            wire.leadTo(host.port());
            String link = host.link("watch").replace(":" + host.port(), ":" + wire.port());
            try (Guest guest = Guest.join(sandbox, "guest", 80, 24, link, "--name", "Ann")) {
                Tmux terminal = guest.terminal().await(Sandbox.PROMPT);
                jshare(host, "grant", "Ann", "--for", "5m");
                terminal.await("You may type now");
                for (int i = 1; i <= 2; i++) {
                    wire.cut();
                    terminal.await("The connection is lost");
                    wire.mend();
                    terminal.press("C-]", "r").await("You may type now");
                    terminal.line("echo typed $((6 * " + i + "))").await("\ntyped " + 6 * i);
                }
                jshare(host, "deny", "Ann");
                terminal.await("You may not type any more");
                terminal.press("x").await("You may watch, not type");
            }
        }
    }

    @Test
    void aFloodIsNoHindrance() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            Tmux terminal = guest.terminal().await(Sandbox.PROMPT);
            terminal.line("yes $((6 * 7)) is what is printed without end").await("42 is what is printed");
            terminal.press("C-c")
                    .await("\n" + Sandbox.PROMPT)
                    .line("echo after $((7 * 7))")
                    .await("after 49");
        }
    }

    @Test
    void itIsRestoredWhenItIsToldToEnd() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal().await(Sandbox.PROMPT).line("printf '\\033[?1;1002;1006;2004h\\033[?25l'; echo go; read x");
            guest.terminal().await("\ngo");
            assertTrue(guest.process().destroy(), "a SIGTERM");
            assertEquals(143, guest.awaitStatus());
            guest.awaitRestored();
        }
    }

    /** Not even Java can do that by itself, nor where it crashes. */
    @ParameterizedTest
    @CsvSource({"KILL, 137", "ABRT, 134"})
    void itIsRestoredWhenItIsKilled(String signal, int status) throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal().await(Sandbox.PROMPT).line("printf '\\033[?1;1002;1006;2004h\\033[?25l'; echo go; read x");
            guest.terminal().await("\ngo");
            sandbox.run(
                    List.of("kill", "-" + signal, String.valueOf(guest.java().pid())));
            assertEquals(status, guest.awaitStatus());
            guest.awaitRestored();
        }
    }

    /** What puts a terminal in order once more would move its cursor. */
    @Test
    void itIsLeftAloneWhenTheSharedShellIsKilled() throws Exception {
        Path calls = sandbox.file("calls");
        Path tools = Files.createDirectory(sandbox.file("tools"));
        Files.writeString(tools.resolve("stty"), """
                #!/bin/sh
                echo "$*" >>'%s'
                PATH=${PATH#*:}
                exec stty "$@"
                """.formatted(calls));
        assertTrue(tools.resolve("stty").toFile().setExecutable(true));
        try (Guest.Headless host = bash("80x24")) {
            sandbox.set("PATH", tools + ":" + System.getenv("PATH"));
            try (Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
                guest.terminal().await(Sandbox.PROMPT).line("kill -KILL $$");
                assertEquals(137, guest.awaitStatus());
                guest.awaitRestored();
                assertEquals(Set.of("-g"), Set.copyOf(Files.readAllLines(calls)));
            }
        }
    }

    @Test
    void itLeavesAServerThatWasKilled() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal().await(Sandbox.PROMPT);
            host.process().destroyForcibly();
            guest.terminal()
                    .await("The connection is lost")
                    .await(Sandbox.PROMPT)
                    .press("C-]", ".");
            assertEquals(0, guest.awaitStatus());
            guest.awaitRestored();
        }
    }

    /** The line of words by its key, over what scrolls by; gone by the same key. */
    @Test
    void theStatusOnDemand() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            Tmux terminal = guest.terminal().await(Sandbox.PROMPT);
            terminal.press("C-]", "?").await("Ctrl-] and . leave").await("t ask to type");
            terminal.press("C-]", "s")
                    .await("you may type · 1 here")
                    .line("seq 30")
                    .await("the words over it", screen -> screen.contains("\n30\n") && screen.contains("you may type"));
            terminal.press("C-]", "s").await("no words any more", screen -> !screen.contains("you may type"));
        }
    }

    /** Everything is 100 ms on its way: what is typed comes back after twice that; how much later is printed. */
    @Test
    void aKeyIsEchoedInARoundTrip() throws Exception {
        try (Wire wire = new Wire(Duration.ofMillis(100));
                Guest.Headless host = bash("80x24")) {
            wire.leadTo(host.port());
            String link = host.link("type").replace(":" + host.port(), ":" + wire.port());
            try (Guest guest = Guest.join(sandbox, "guest", 80, 24, link)) {
                guest.terminal().await(Sandbox.PROMPT);
                List<Long> times = new ArrayList<>();
                for (int i = 1; i <= 9; i++) {
                    String wanted = Sandbox.PROMPT + " " + "x".repeat(i);
                    long pressed = System.nanoTime();
                    guest.terminal().type("x").await(wanted);
                    times.add((System.nanoTime() - pressed) / 1_000_000);
                }
                Collections.sort(times);
                System.out.printf("A key at the far end of 200 ms is echoed after %d ms (%s).%n", times.get(4), times);
                assertTrue(times.get(0) >= 200, times::toString);
            }
        }
    }

    @Test
    void theHostsWordsAndItsCurtain() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"), "--name", "Ann")) {
            Tmux terminal = guest.terminal().await(Sandbox.PROMPT);
            jshare(host, "say", "back in five minutes");
            terminal.await("back in five minutes");
            jshare(host, "lock");
            terminal.await("The host has locked the session");
            jshare(host, "unlock");
            jshare(host, "pause");
            terminal.await("The host has paused the session")
                    .await("no screen", screen -> !screen.contains(Sandbox.PROMPT));
            jshare(host, "resume");
            terminal.await(Sandbox.PROMPT);
            jshare(host, "kick", "Ann");
            assertEquals(6, guest.awaitStatus());
            assertEquals("jshare: The host has removed you.\n", guest.errors());
            guest.awaitRestored();
        }
    }

    @Test
    void aLinkThatEnds() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("watch"))) {
            guest.terminal().await(Sandbox.PROMPT);
            jshare(host, "revoke", "watch1");
            assertEquals(5, guest.awaitStatus());
            assertTrue(guest.errors().contains("Ask for a new one"), guest.errors());
            try (Guest late = Guest.join(sandbox, "late", 80, 24, host.link("watch"))) {
                assertEquals(3, late.awaitStatus());
                assertTrue(late.errors().contains("The link is not valid"), late.errors());
                late.awaitRestored();
            }
        }
    }

    private void jshare(Guest.Headless host, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Sandbox.LAUNCHER.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--session", host.session()));
        sandbox.run(command);
    }

    @Test
    void nobodyThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Guest guest = Guest.join(sandbox, "guest", 80, 24, "http://127.0.0.1:" + port + "/s/abc#secret")) {
            assertEquals(1, guest.awaitStatus());
            assertTrue(guest.errors().startsWith("jshare: Cannot reach 127.0.0.1:" + port + " (connection refused)"));
        }
    }

    @Test
    void aCertificateThatVouchesForItself() throws Exception {
        try (Guest.Headless host = bash("80x24", "--tls")) {
            String link = host.link("type");
            String print = host.facts().get("fingerprint").text();
            try (Guest guest = Guest.join(sandbox, "pinned", 80, 24, link, "--pin", print)) {
                guest.terminal().await(Sandbox.PROMPT).press("C-]", ".");
                assertEquals(0, guest.awaitStatus());
            }
            String other = print.replaceAll("[:]", "").toLowerCase(Locale.ROOT).replace('a', 'b');
            try (Guest guest = Guest.join(sandbox, "wrong", 80, 24, link, "--pin", other)) {
                assertEquals(1, guest.awaitStatus());
                assertTrue(guest.errors().contains("is not the pinned one"), guest.errors());
                assertTrue(guest.errors().contains(print), "it says what was seen: " + guest.errors());
            }
            try (Guest guest = Guest.join(sandbox, "trusting", 80, 24, link)) {
                assertEquals(1, guest.awaitStatus());
                assertTrue(guest.errors().contains("Nobody vouches for"), guest.errors());
                assertTrue(guest.errors().contains(print), guest.errors());
            }
            try (Guest guest = Guest.join(sandbox, "plain", 80, 24, link.replace("https", "http"))) {
                assertEquals(1, guest.awaitStatus());
                assertTrue(guest.errors().contains("The server speaks TLS"), guest.errors());
            }
        }
    }

    @Test
    void withoutATerminalItSaysSo() throws Exception {
        Process process = sandbox.process(
                        List.of(Sandbox.LAUNCHER.toString(), "join", "http://127.0.0.1:1/s/abc#secret"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor());
        assertTrue(output.startsWith("jshare: Standard input and output are no terminal"), output);
    }
}
