package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written for the title, judged by a terminal that knows nothing but titles. */
class HostTitleTest {
    private static final String WORDS = "● 1 watching";

    private final HostTitle title = new HostTitle();
    private final Deque<String> stack = new ArrayDeque<>();
    private String shown = "before";

    // What the emulator would know of the program.
    private final Deque<String> saved = new ArrayDeque<>();
    private String own;
    private int changes;

    private void write(String bytes) {
        String rest = bytes;
        while (!rest.isEmpty()) {
            if (rest.startsWith("\033[22;2t")) {
                stack.push(shown);
                rest = rest.substring(7);
            } else if (rest.startsWith("\033[23;2t")) {
                shown = stack.isEmpty() ? shown : stack.pop();
                rest = rest.substring(7);
            } else {
                assertTrue(rest.startsWith("\033]2;"), rest);
                int end = rest.indexOf("\033\\");
                shown = rest.substring(4, end);
                rest = rest.substring(end + 2);
            }
        }
    }

    private void put(String words) {
        write(title.change(words, new HostTitle.State(own, saved.size(), changes, false)));
    }

    private void programSets(String text) {
        write("\033]2;" + text + "\033\\");
        own = text;
        changes++;
    }

    private void programSaves() {
        write("\033[22;2t");
        saved.push(own == null ? "" : own);
    }

    private void programRestores() {
        write("\033[23;2t");
        String text = saved.pop();
        own = text.isEmpty() ? null : text;
        changes++;
    }

    @Test
    void wordsStandBeforeTheProgramsTitle() {
        programSets("vim");
        put(WORDS);
        assertEquals(WORDS + " · vim", shown);
        programSets("vim +");
        assertEquals("vim +", shown);
        put(WORDS);
        assertEquals(WORDS + " · vim +", shown);
        put("");
        assertEquals("vim +", shown);
        assertFalse(title.isTouched());
        programSets("sh");
        assertEquals("", title.change("", new HostTitle.State(own, 0, changes, false)), "nobody is there");
    }

    @Test
    void theTitleOfBeforeComesBack() {
        put(WORDS);
        assertEquals(WORDS, shown);
        put("");
        assertEquals("before", shown);
        assertTrue(stack.isEmpty());
    }

    @Test
    void aProgramThatRestoresATitleWithOldWordsIsPutRight() {
        put(WORDS);
        programSaves();
        programSets("vim");
        put(WORDS);
        put("");
        assertEquals("vim", shown);
        programRestores();
        assertEquals(WORDS, shown, "what a terminal does");
        put("");
        assertEquals("before", shown);
    }

    @Test
    void whateverAProgramDoesTheTitleIsRightInTheEnd() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            HostTitleTest test = new HostTitleTest();
            HostTitleTest bare = new HostTitleTest();
            for (int i = 0; i < 12; i++) {
                int what = random.nextInt(6);
                if (what == 0) {
                    String text = "t" + random.nextInt(9);
                    test.programSets(text);
                    bare.programSets(text);
                } else if (what == 1) {
                    test.programSaves();
                    bare.programSaves();
                } else if (what == 2 && !test.saved.isEmpty()) {
                    test.programRestores();
                    bare.programRestores();
                } else if (what == 3) {
                    test.put("");
                } else {
                    test.put("w" + random.nextInt(3));
                }
            }
            while (!test.saved.isEmpty()) {
                test.programRestores();
                bare.programRestores();
            }
            test.put("");
            if (bare.shown.equals("before")) {
                assertTrue(test.shown.equals("before") || test.shown.isEmpty(), "seed " + seed + ": " + test.shown);
            } else {
                assertEquals(bare.shown, test.shown, "seed " + seed);
            }
        }
    }

    @Test
    void whatIsWrittenHasNoControls() {
        programSets("a");
        own = "x\u009c\u0007\u007fy";
        put("w");
        assertEquals("w · xy", shown);
    }

    /** The console is sent a program's output in all kinds of pieces while the words before its title change. */
    @Test
    void nothingIsWrittenWithinASequenceOrACharacter() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, 1024 * 1024)) {
            HostScreen screen = stage.session.hostScreen();
            stage.pty.print("\033]2;unfin");
            console.awaitShown(9);
            assertFalse(screen.putBeforeTitle(WORDS), "within OSC");
            stage.pty.print("ished\007\u20ac".substring(0, 6));
            console.awaitShown(15);
            assertTrue(screen.putBeforeTitle(WORDS));
            stage.pty.print(new byte[] {(byte) 0xe2, (byte) 0x82});
            Stage.await(() -> endsWith(console, (byte) 0x82));
            assertFalse(screen.putBeforeTitle(""), "within a character");
            stage.pty.print(new byte[] {(byte) 0xac});
            Stage.await(() -> endsWith(console, (byte) 0xac));
            stage.pty.print("\033[3");
            Stage.await(() -> endsWith(console, (byte) '3'));
            assertFalse(screen.putBeforeTitle(""), "within CSI");
            stage.pty.print("m");
            Stage.await(() -> endsWith(console, (byte) 'm'));
            assertTrue(screen.putBeforeTitle(""));
            assertEquals(
                    "\033]2;unfinished\007\033]2;" + WORDS + " · unfinished\033\\€\033[3m\033]2;unfinished\033\\",
                    new String(console.shownBytes(), UTF_8));
        }
    }

    private static boolean endsWith(ScriptedConsole console, byte last) {
        byte[] shown = console.shownBytes();
        return shown.length > 0 && shown[shown.length - 1] == last;
    }

    @Test
    void aStoppedConsoleStopsNoViewer() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, 1024 * 1024)) {
            HostScreen screen = stage.session.hostScreen();
            console.setStopped(true);
            Thread putting = new Thread(() -> screen.putBeforeTitle(WORDS));
            putting.start();
            console.awaitWriting();
            Collector viewer = stage.watch();
            assertEquals(1, stage.session.moderator().guests().size());
            viewer.until(() -> viewer.snapshots() == 1);
            console.setStopped(false);
            putting.join();
        }
    }

    @Test
    void theEndPutsTheTitleRight() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        HostScreen screen;
        try (Stage stage = new Stage(console, 10, 1024 * 1024)) {
            screen = stage.session.hostScreen();
            stage.pty.print("\033]0;sh\007");
            console.awaitShown(7);
            assertTrue(screen.putBeforeTitle(WORDS));
        }
        screen.close();
        screen.close();
        assertEquals(
                "\033]0;sh\007\033]2;" + WORDS + " · sh\033\\\033]2;sh\033\\", new String(console.shownBytes(), UTF_8));
    }
}
