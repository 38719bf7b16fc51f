package dev.jshare.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A program that draws without end, in a shell of a terminal: whole screens, single cells, scroll regions, edits, wide
 * characters, lines that scroll away, hops to the alternate screen. What it draws follows from the seed. It can be held.
 */
final class BusyScreen {
    private static final int ACTS = 150;
    private static final List<String> WORDS = List.of(
            "plain", "你好", "🙂", "e\u0301", "Grüße", "tab\tbed", "─┼─", "全角", "x", "  ", "ｱｲｳ", "long-long-long-word");

    private final Sandbox sandbox;
    private final Tmux terminal;
    private final Random random;
    private int holds;

    private BusyScreen(Sandbox sandbox, Tmux terminal, long seed) {
        this.sandbox = sandbox;
        this.terminal = terminal;
        this.random = new Random(seed);
    }

    /** Starts it at the prompt of a shell. */
    static BusyScreen start(Sandbox sandbox, Tmux terminal, long seed) throws Exception {
        BusyScreen busy = new BusyScreen(sandbox, terminal, seed);
        Path acts = Files.createDirectory(sandbox.file("acts"));
        for (int i = 0; i < ACTS; i++) {
            Files.writeString(acts.resolve(String.format("%03d", i)), busy.act());
        }
        Files.writeString(sandbox.file("busy.sh"), """
                stty -echo
                while :; do
                    for act in ../acts/*; do
                        cat "$act"
                        sleep 0.02
                        if [ -e ../hold ]; then
                            rm ../hold
                            read -r number
                            printf '\\033]2;held %d\\007' "$number"
                            read -r go
                            printf '\\033[?47l\\033]2;home %d\\007' "$number"
                            read -r go
                        fi
                    done
                done
                """);
        terminal.line("sh ../busy.sh");
        return busy;
    }

    /** Has it stand still between two acts; the terminal's title says so. */
    void hold() throws Exception {
        Files.createFile(sandbox.file("hold"));
        Await.until("the program stops", () -> !Files.exists(sandbox.file("hold")), terminal::screen);
        terminal.line(String.valueOf(++holds));
        awaitTitle("held " + holds);
    }

    /** Has the held program leave the alternate screen, if it is there, and stand still again. */
    void home() throws Exception {
        terminal.press("Enter");
        awaitTitle("home " + holds);
    }

    /** Has it draw on. */
    void release() throws Exception {
        terminal.press("Enter");
    }

    private void awaitTitle(String title) throws Exception {
        Await.until(title, () -> terminal.show("#{pane_title}").equals(title), terminal::screen);
    }

    private String act() {
        StringBuilder act = new StringBuilder();
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> lines(act);
            case 3 -> wholeScreen(act);
            case 4 -> cells(act);
            case 5 -> region(act);
            case 6 -> edits(act);
            case 7 -> modes(act);
            case 8 -> act.append(pick("\033[?1049h", "\033[?1049l", "\0337", "\0338here"));
            default -> tabsAndCharsets(act);
        }
        return act.toString();
    }

    private void lines(StringBuilder act) {
        for (int i = random.nextInt(60); i >= 0; i--) {
            for (int j = random.nextInt(20); j >= 0; j--) {
                look(act);
                act.append(word()).append(' ');
            }
            act.append("\033[m\r\n");
        }
    }

    private void wholeScreen(StringBuilder act) {
        act.append("\033[?2026h\033[H\033[2J");
        for (int row = 1; row <= 24; row++) {
            act.append("\033[").append(row).append('H');
            look(act);
            act.append(word().repeat(5)).append("\033[K");
        }
        act.append("\033[?2026l");
    }

    private void cells(StringBuilder act) {
        for (int i = random.nextInt(150); i >= 0; i--) {
            move(act);
            look(act);
            act.append(word());
        }
    }

    private void region(StringBuilder act) {
        int top = 1 + random.nextInt(20);
        act.append("\033[%d;%dr".formatted(top, top + 1 + random.nextInt(24 - top)));
        for (int i = random.nextInt(30); i >= 0; i--) {
            act.append(pick("\n", "\033D", "\033M", "\033[L", "\033[2M", "\033[S", "\033[3T", "\033E"));
            look(act);
            act.append(word());
        }
        act.append(pick("\033[r", "", "\033[?6h\033[2;3H", "\033[?6l\033[r"));
    }

    private void edits(StringBuilder act) {
        for (int i = random.nextInt(30); i >= 0; i--) {
            move(act);
            look(act);
            act.append(pick(
                    "\033[3@",
                    "\033[2P",
                    "\033[5X",
                    "\033[K",
                    "\033[1K",
                    "\033[J",
                    "\033[4hins\033[4l",
                    "\0337\033[5;5H*\0338"));
        }
    }

    private void modes(StringBuilder act) {
        for (int mode : new int[] {1, 7, 25, 45, 66, 1000, 1004, 1006, 2004}) {
            act.append("\033[?").append(mode).append(pick("h", "l"));
        }
        act.append(pick("\033[?7h", "\033[!p", "\033[4l")).append("\033[?7h");
    }

    private void tabsAndCharsets(StringBuilder act) {
        move(act);
        act.append(pick("\033H", "\033[g", "\t\t", "\033[2Z"))
                .append("\033(0lqqk\033(B")
                .append(pick("\016", "\033)0\016xx\017", "\017"))
                .append("\017\r\tafter");
    }

    private void move(StringBuilder act) {
        act.append("\033[%d;%dH".formatted(1 + random.nextInt(24), 1 + random.nextInt(80)));
    }

    private void look(StringBuilder act) {
        act.append(
                pick("\033[m", "\033[1;3%dm", "\033[4;9%dm", "\033[48;5;11%dm", "\033[38;2;1;2;%dm", "\033[7;2;3m", "")
                        .formatted(random.nextInt(8)));
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
