package dev.jshare.e2e;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same keys, pressed in a bare terminal and in a shared one of the same size, give the same screens: text, colours,
 * cursor, modes and title.
 */
class TransparencyIT {
    private static final String BASH = "bash --norc --noprofile";

    @TempDir
    Path directory;

    private Sandbox one;
    private Sandbox other;
    private Tmux bare;
    private Tmux shared;

    @BeforeEach
    void open() throws Exception {
        one = new Sandbox(directory.resolve("1"));
        other = new Sandbox(directory.resolve("2"));
        Programs.writeTexts(one);
        Programs.writeTexts(other);
        bare = Tmux.open(one, "bare", 90, 24, List.of("sh", "-c", "exec " + BASH));
        shared = Tmux.open(
                other,
                "shared",
                90,
                24,
                List.of(
                        "sh",
                        "-c",
                        "exec " + Tmux.quoted(Sandbox.LAUNCHER.toString()) + " -q --listen 127.0.0.1:0 -- " + BASH));
        same(Sandbox.PROMPT);
    }

    @AfterEach
    void close() throws Exception {
        bare.close();
        shared.close();
    }

    /** Waits until both screens show this, and are the same. */
    private void same(String words) throws Exception {
        Await.until(
                "the same screens, with '" + words + "'",
                () -> bare.screen().contains(words) && bare.sight().equals(shared.sight()),
                this::bothScreens);
    }

    /** The same once both shells have asked for the next line: what is typed before that is echoed wherever the cursor is. */
    private void sameAtPrompt(String words) throws Exception {
        String column = String.valueOf(Sandbox.PROMPT.length() + 1);
        Await.until(
                "the same screens, at a prompt under '" + words + "'",
                () -> bare.screen().contains(words)
                        && bare.show("#{cursor_x}").equals(column)
                        && bare.sight().equals(shared.sight()),
                this::bothScreens);
    }

    /** The same when a program has ended, and the shell asks for the next. */
    private void samePrompt() throws Exception {
        Await.until(
                "the same screens, at a prompt",
                () -> bare.screen().strip().endsWith(Sandbox.PROMPT)
                        && bare.sight().equals(shared.sight()),
                this::bothScreens);
    }

    private String bothScreens() throws Exception {
        return "bare:\n" + bare.sight() + "\n\nshared:\n" + shared.sight();
    }

    private void press(String... keys) throws Exception {
        bare.press(keys);
        shared.press(keys);
    }

    private void type(String text) throws Exception {
        bare.type(text);
        shared.type(text);
    }

    private void line(String text) throws Exception {
        type(text);
        press("Enter");
    }

    private void resize(int cols, int rows) throws Exception {
        bare.resize(cols, rows);
        shared.resize(cols, rows);
    }

    @Test
    void editingALine() throws Exception {
        line("echo first");
        sameAtPrompt("\nfirst\n");
        line("echo second");
        sameAtPrompt("\nsecond\n");
        press("Up", "Up", "C-a", "M-f", "C-k");
        type(" 'third: Grüße 你好'");
        press("Left", "Left", "BSpace", "End", "Enter");
        sameAtPrompt("\nthird: Grüße 好");
        press("C-r");
        type("sec");
        same("reverse-i-search");
        press("Enter");
        samePrompt(); // What is typed before it would stand in front of it, too.
        type("printf 'a%.0s' {1..200}; printf '\\033[3;38;5;208mcolour\\033[0m\\n'");
        press("Home", "End");
        same("colour\\033");
        press("Enter");
        sameAtPrompt("aacolour");
        type("echo tex");
        press("BSpace", "BSpace", "BSpace");
        type("te");
        press("Tab");
        same("echo text");
        resize(61, 17);
        same("echo text");
        press("C-c");
        sameAtPrompt("^C");
        // The size reaches the shell by a signal; bash looks at it after every program.
        line("until stty size | grep '17 61'; do :; done");
        sameAtPrompt("\n17 61\n");
        line("echo $COLUMNS $LINES");
        same("61 17");
    }

    @Test
    void anEditor() throws Exception {
        line(Programs.VIM);
        same("return 0x2a");
        type("3Gwyyp5j");
        line("/greeting");
        same("6,17");
        type("ccnew text, ");
        press("C-v");
        type("u20ac");
        press("Escape");
        same("new text, €");
        resize(50, 12);
        type("gg");
        same("1,1");
        resize(110, 30);
        same("\n~"); // How wide the halves become follows from the size at which the editor is split.
        line(":vsplit | normal G");
        same("[+]");
        type("u");
        line(":qa!");
        samePrompt();
    }

    @Test
    void aPager() throws Exception {
        line("less -N text");
        same("22 line 22");
        line("/seventh");
        same("28 line 28 is a seventh");
        type("nnN");
        press("PPage", "NPage", "C-d");
        type("150g");
        same("150 line 150");
        resize(40, 10);
        // less forgets keys that come while it draws anew; what tmux shows before that begins further down.
        same("150 line 150");
        type("G");
        same("(END)");
        type("q");
        samePrompt();
    }

    @Test
    void aProcessViewer() throws Exception {
        Process sleeper = one.process(List.of("sleep", "1000")).start();
        try {
            String htop = Programs.htop(one, sleeper.toHandle());
            line(htop);
            same("sleep 1000");
            press("F2");
            same("Display options");
            resize(70, 20);
            press("Down", "Escape");
            same("F9Kill");
            press("F9");
            same("SIGTERM");
            press("Escape", "F10");
            samePrompt();
        } finally {
            sleeper.destroy();
        }
    }
}
