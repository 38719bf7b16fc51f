package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.web.ThrottledLine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever comes late, comes back or is slow has the same screen as those who saw all of it. */
class LateJoinIT extends PageTest {
    /** 1 Mbit/s. */
    private static final int SLOW = 125_000;

    private static final int ROUNDS = 4;
    private static final int JOINS = 5;

    /**
     * A full-screen program.
     *
     * @param shown what its screen holds when it is complete
     * @param key a key that changes the screen without drawing all of it anew
     * @param then what the screen holds after the key
     */
    private record Program(String name, String command, String shown, String key, String then) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Program> programs() {
        String vim = "vim -u NONE -i NONE -N -c 'syntax on' -c 'set ruler hlsearch title number'";
        return Stream.of(
                new Program("vim", vim + " -c 'normal 1202G$' long.c", "1202,", "C-e", "1214 "),
                new Program("htop", "eval $HTOP --no-mouse", "F10Quit", "F2", "Categories"),
                new Program("less", "less -N +150 text", "172 line 172", "j", "173 line 173"),
                new Program("mc", "mc --nosubshell --nomouse", "10Quit", "F7", "Create a new Directory"),
                new Program(
                        "tmux",
                        "env -u TMUX tmux -S ../inner -f /dev/null set -g status-right right ';'"
                                + " new 'less text' ';' split-window -h \"" + vim + " long.c\"",
                        "1,1 ",
                        "C-e",
                        "2,0-1"));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramThatStandsStill(Program program) throws Exception {
        Programs.writeTexts(sandbox);
        Process sleeper = sandbox.process(List.of("sleep", "1000")).start();
        sandbox.set("HTOP", Programs.htop(sandbox, sleeper.toHandle()));
        try (Share share = shareBash("--status", "none")) {
            Tmux terminal = share.terminal().line(program.command).await(program.shown);
            Page page = browser.open(share.link("watch"));
            page.awaitSameAs(terminal);
            assertTrue(page.styled().colourful() || program.name.equals("less"), "colours");
            Await.until(
                    "the same cursor",
                    () -> terminal.show("#{cursor_x},#{cursor_y}").equals(cursor(page)));
            terminal.press(program.key).await(program.then);
            page.awaitSameAs(terminal);
        } finally {
            sleeper.destroy();
            if (Files.exists(sandbox.file("inner"))) {
                sandbox.run(List.of("tmux", "-S", sandbox.file("inner").toString(), "kill-server"));
            }
        }
    }

    private static String cursor(Page page) throws IOException {
        Json cursor = page.screen().get("cursor");
        return cursor.get("x").number() + "," + cursor.get("y").number();
    }

    /** Twenty-one windows are much work for a machine that has other work. */
    @Test
    @Timeout(value = 1000, unit = TimeUnit.SECONDS)
    void twentyJoinABusyScreen() throws Exception {
        long seed = seed();
        Random random = new Random(seed);
        try (Share share = shareBash("--status", "none")) {
            Page always = browser.open(share.link("watch")).await(Sandbox.PROMPT);
            BusyScreen busy = BusyScreen.start(sandbox, share.terminal(), seed);
            for (int round = 1; round <= ROUNDS; round++) {
                List<Page> late = new ArrayList<>();
                for (int i = 0; i < JOINS; i++) {
                    always.awaitDrawn(always.drawn() + random.nextInt(30_000));
                    late.add(browser.open(share.link("watch")));
                }
                for (Page page : late) {
                    page.awaitDrawn(0);
                }
                assertSame("seed " + seed + ", round " + round, busy, share, always, late);
                busy.release();
                for (Page page : late) {
                    browser.close(page);
                }
            }
            assertEquals(List.of(), always.complaints());
        }
    }

    @Test
    void aLineThatBreaksAgainAndAgain() throws Exception {
        long seed = seed();
        Random random = new Random(seed);
        try (Wire wire = new Wire();
                Share share = shareBash("--status", "none")) {
            Page always = browser.open(share.link("watch")).await(Sandbox.PROMPT);
            Page page = browser.open(through(wire, share)).await(Sandbox.PROMPT);
            BusyScreen busy = BusyScreen.start(sandbox, share.terminal(), seed);
            int breaks = 4;
            for (int i = 0; i < breaks; i++) {
                page.awaitDrawn(page.drawn() + random.nextInt(30_000));
                wire.cut();
                page.awaitPhase("waiting");
                wire.mend();
                page.awaitDrawn(share.offset());
            }
            assertSame("seed " + seed, busy, share, always, List.of(page));
            long resumed = page.requests().stream()
                    .filter(each -> each.contains("from="))
                    .count();
            assertTrue(resumed >= breaks, "it came back " + resumed + " times to where it was");
        }
    }

    @Test
    void aFloodThroughANarrowLine() throws Exception {
        try (Wire wire = new Wire();
                Share share = shareBash("--status", "none");
                ThrottledLine line =
                        new ThrottledLine(URI.create(share.link("watch")).getPort(), SLOW)) {
            Page page = browser.open(through(wire, share)).await(Sandbox.PROMPT);
            wire.leadTo(line.port());
            wire.cut();
            page.awaitPhase("waiting");
            wire.mend();
            page.awaitPhase("live");

            // Random, so that it does not fit through the line deflated either.
            Tmux terminal = share.terminal()
                    .line("until [ -e ../enough ]; do head -c 300000 /dev/urandom | base64; done;"
                            + " clear; printf '\\033[32mgreen\\033[m\\nafter\\n'");
            page.awaitPhase("behind");
            long before = line.carried();
            long begun = page.drawn();
            Await.until(
                    "it skips most",
                    () -> page.drawn() - begun > Math.max(3_000_000, 2 * (line.carried() - before)),
                    () -> page.drawn() - begun + " drawn, carried: " + (line.carried() - before));
            page.awaitPhase("behind"); // Still; or again, where the machine was too busy for a flood.
            Files.createFile(sandbox.file("enough"));

            terminal.await("\nafter");
            page.await("\nafter").awaitPhase("live").awaitSameAs(terminal);
            assertTrue(page.requests().stream().anyMatch(each -> each.contains("ack=8192")));
        }
    }

    /** Has a wire lead to the server of a share; a link to watch it over the wire. */
    private static String through(Wire wire, Share share) throws Exception {
        String link = share.link("watch");
        wire.leadTo(URI.create(link).getPort());
        return link.replaceFirst(":\\d+/", ":" + wire.port() + "/");
    }

    /** Pages must show the same when the program is held, and after it left the alternate screen. */
    private static void assertSame(String when, BusyScreen busy, Share share, Page always, List<Page> others)
            throws Exception {
        busy.hold();
        awaitAllDrawn(share, always, others);
        List<String> held = always.everything();
        for (Page page : others) {
            assertEquals(held, page.everything(), when + ", held");
        }
        busy.home();
        awaitAllDrawn(share, always, others);
        List<String> home = always.everythingFromAbove();
        for (Page page : others) {
            assertSame(when + ", home", home, page.everythingFromAbove());
        }
    }

    private static void awaitAllDrawn(Share share, Page always, List<Page> others) throws Exception {
        String title = share.terminal().show("#{pane_title}");
        // The session has taken in everything when it knows the title.
        always.awaitLook("title " + title, look -> look.get("title").text().contains(title));
        long offset = share.offset();
        always.awaitDrawn(offset);
        for (Page page : others) {
            page.awaitDrawn(offset);
        }
    }

    /** Who had to skip has fewer lines above the screen; those that both have are the same. */
    private static void assertSame(String when, List<String> wanted, List<String> seen) {
        assertEquals(wanted.get(0), seen.get(0), when);
        for (int i = 1; i < Math.min(wanted.size(), seen.size()); i++) {
            String line = when + ", line " + i + " from below of " + wanted.size() + " and " + seen.size();
            assertEquals(wanted.get(wanted.size() - i), seen.get(seen.size() - i), line);
        }
    }

    private static long seed() {
        long seed = Long.getLong("jshare.seed", System.nanoTime());
        System.out.println("-Djshare.seed=" + seed);
        return seed;
    }
}
