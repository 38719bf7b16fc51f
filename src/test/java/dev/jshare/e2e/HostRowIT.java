package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last row of the host's terminal says who watches; the others show what a bare terminal of one row less does when
 * the same keys are pressed.
 */
class HostRowIT {
    private static final String BASH = "bash --norc --noprofile";
    /** The bare terminal does not say how dark it is, and the emulator does. */
    private static final String VIM = Programs.VIM + " -c 'set background=dark'";

    private static final String ROW = "watching";

    @TempDir
    Path directory;

    private Sandbox one;
    private Sandbox other;
    private Tmux bare;
    private Share share;
    private int rows = 23;

    @BeforeEach
    void open() throws Exception {
        one = new Sandbox(directory.resolve("1"));
        other = new Sandbox(directory.resolve("2"));
        Programs.writeTexts(one);
        Programs.writeTexts(other);
        bare = Tmux.open(one, "bare", 80, rows, List.of("sh", "-c", "export TERM=xterm-256color; exec " + BASH));
        share = Share.start(
                other,
                80,
                rows + 1,
                List.of(
                        "-q",
                        "--status",
                        "row",
                        "--json",
                        "--listen",
                        "127.0.0.1:0",
                        "--",
                        "bash",
                        "--norc",
                        "--noprofile"));
        bare.await(Sandbox.PROMPT);
        share.awaitAll().terminal().await(ROW).await(Sandbox.PROMPT);
        both("clear");
        Await.until("a clear screen", () -> bare.screen().strip().equals(Sandbox.PROMPT), bare::screen);
        same(Sandbox.PROMPT);
    }

    @AfterEach
    void close() throws Exception {
        bare.close();
        share.close();
    }

    private void both(String line) throws Exception {
        bare.line(line);
        share.terminal().line(line);
    }

    private void press(String... keys) throws Exception {
        bare.press(keys);
        share.terminal().press(keys);
    }

    private void resize(int cols, int shellRows) throws Exception {
        rows = shellRows;
        bare.resize(cols, rows);
        share.terminal().resize(cols, rows + 1);
    }

    private String row() {
        List<String> lines = share.terminal().screen().lines().toList();
        return lines.size() <= rows ? "" : lines.get(rows);
    }

    private void same(String words) throws Exception {
        Await.until(
                "the same screens, with '" + words + "', above the row",
                () -> bare.screen().contains(words)
                        && row().contains(ROW)
                        && bare.sight(rows).equals(share.terminal().sight(rows)),
                () -> "bare:\n" + bare.sight(rows) + "\n\nshared:\n"
                        + share.terminal().sight(rows) + "\nrow: " + row());
    }

    /** The same once both shells have asked for the next line: what is typed before that is echoed wherever the cursor is. */
    private void sameAtPrompt(String words) throws Exception {
        Await.until("a prompt under '" + words + "'", () -> bare.screen().contains(words) && atPrompt(), bare::screen);
        same(words);
    }

    private boolean atPrompt() throws Exception {
        return bare.show("#{cursor_x}").equals(String.valueOf(Sandbox.PROMPT.length() + 1));
    }

    /** What a change of size leaves on the normal screen behind a program is each terminal's own affair. */
    private void sameAfterClearing() throws Exception {
        for (Tmux each : List.of(bare, share.terminal())) {
            Await.until("the shell", () -> each.show("#{alternate_on}").equals("0"), each::screen);
        }
        both("clear");
        Await.until("a clear screen", () -> bare.screen().strip().equals(Sandbox.PROMPT), bare::screen);
        same(Sandbox.PROMPT);
    }

    @Test
    void theShellAndItsScrollback() throws Exception {
        both("ls --color=always /; printf '\\033[1;35mcol\\033[m\\n'; echo $LINES");
        sameAtPrompt("\n23\n");
        both("seq 500");
        sameAtPrompt("\n500\n");
        List<String> numbers = share.terminal()
                .wholeText()
                .lines()
                .filter(line -> line.matches("[0-9]+"))
                .toList();
        List<String> expected = new ArrayList<>(List.of("23"));
        IntStream.rangeClosed(1, 500).mapToObj(String::valueOf).forEach(expected::add);
        assertEquals(expected, numbers);
        both("clear");
        Await.until("a clear screen", () -> bare.screen().strip().equals(Sandbox.PROMPT), bare::screen);
        same(Sandbox.PROMPT);
        resize(61, 17);
        both("until stty size | grep '17 61'; do :; done");
        sameAtPrompt("\n17 61\n");
        resize(100, 30);
        both("until stty size | grep '30 100'; do :; done");
        sameAtPrompt("\n30 100\n");
        both("reset; echo as new");
        sameAtPrompt("as new\n" + Sandbox.PROMPT);
        both("printf '\\033[5;10r\\033[10;1Hregion\\n\\n\\n\\033[r\\033[999;999H@\\033[2;1H'");
        sameAtPrompt("\nregion");
        both("printf '\\033#8'");
        sameAtPrompt("EEEE");
        both("printf '\\033c'; tput cup 5 5");
        same("\n     " + Sandbox.PROMPT);
    }

    @Test
    void anEditorAndAPager() throws Exception {
        both(VIM);
        same("return 0x2a");
        press("3", "G", "w", "i");
        same("-- INSERT --");
        resize(50, 12);
        press("Escape", "g", "g");
        same("1,1");
        both(":vsplit");
        same("|#include"); // How wide the halves become follows from the size at which the editor is split.
        resize(110, 30);
        press("G");
        same("10,1");
        both(":qa!");
        sameAfterClearing();
        both("less -N text");
        same("29 line 29");
        press("NPage", "C-d", "g");
        same(" 1 line 1");
        press("G");
        same("(END)");
        press("q");
        same(Sandbox.PROMPT);
    }

    @Test
    void aProcessViewer() throws Exception {
        Process sleeper = one.process(List.of("sleep", "1000")).start();
        try {
            both(Programs.htop(one, sleeper.toHandle()));
            same("sleep 1000");
            resize(70, 20);
            press("F9");
            // Blanks that were erased in a colour are not among what tmux tells of a line; spaces are.
            Await.until(
                    "the same text",
                    () -> bare.screen().contains("SIGTERM")
                            && share.terminal()
                                    .screen()
                                    .startsWith(bare.screen().stripTrailing())
                            && row().contains(ROW),
                    share.terminal()::screen);
            press("Escape", "F10");
            sameAfterClearing();
        } finally {
            sleeper.destroy();
        }
    }

    @Test
    void thePanelOverIt() throws Exception {
        both(VIM);
        same("return 0x2a");
        share.terminal().press("C-]").await("Esc shell");
        share.terminal().press("Escape");
        same("return 0x2a");
        both(":q");
        same(Sandbox.PROMPT);
        share.terminal().press("C-]").await("Esc shell");
        share.terminal().press("Escape");
        same(Sandbox.PROMPT);
    }

    @Test
    void theEndGivesTheRowBack() throws Exception {
        both("seq 30; " + Sandbox.LAUNCHER + " stop 2>/dev/null; echo");
        share.terminal().await("no row", screen -> !screen.contains(ROW)).await("has ended");
        share.terminal().line("until stty size | grep '24 80'; do :; done").await("\n24 80\n" + Sandbox.PROMPT);
        share.terminal().line("exit");
        assertEquals(0, share.awaitStatus());
        assertTrue(share.terminal().screen().contains("24 80"));
        assertEquals("0-23", share.terminal().show("#{scroll_region_upper}-#{scroll_region_lower}"));
    }
}
