package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell in the host's own terminal: as if jshare were not there. */
class ConsoleIT {
    private static final List<String> BASH = List.of("--", "bash", "--norc", "--noprofile");

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    private Share shareBash() throws Exception {
        Share share = Share.start(sandbox, BASH.toArray(String[]::new));
        share.terminal().await(Sandbox.PROMPT);
        return share;
    }

    private Share shareScript(String... lines) throws Exception {
        Files.write(sandbox.home().resolve("script"), List.of(lines));
        return Share.start(sandbox, "--", "sh", "script");
    }

    @Test
    void theCardStandsAboveThePrompt() throws Exception {
        String command = Tmux.quoted(Sandbox.LAUNCHER.toString())
                + " --listen 127.0.0.1:0 --type -- bash --norc --noprofile; exec cat";
        sandbox.set("TZ", "XST-5:30");
        String before = eightHoursFromNow("+05:30");
        try (Tmux terminal = Tmux.open(sandbox, "card", 60, 24, List.of("sh", "-c", command))) {
            terminal.await(Sandbox.PROMPT);
            String after = eightHoursFromNow("+05:30");
            List<String> lines = terminal.wholeText().lines().toList();
            assertTrue(
                    lines.get(0).matches("jshare watch http://127\\.0\\.0\\.1:\\d+/s/[\\w-]+#[\\w-]{22,} *"),
                    lines.get(0));
            assertTrue(
                    lines.get(1).matches("jshare type  http://127\\.0\\.0\\.1:\\d+/s/[\\w-]+#[\\w-]{22,} *"),
                    lines.get(1));
            assertTrue(
                    lines.get(2).matches(" *Links expire in 8 h, at (" + before + "|" + after + ")\\. Stop: .*"),
                    lines.get(2));
            assertTrue(lines.get(3).startsWith(Sandbox.PROMPT), lines.get(3));
            terminal.line("exit").await("jshare: shared for");
        }
    }

    /** The flag belongs to the open file, which the host's terminal shares with whatever was started in it before. */
    @Test
    void aTerminalThatSomebodyToldNotToWaitKeepsItsKeyboard() throws Exception {
        String command = "perl -MFcntl -e 'fcntl(STDIN, F_SETFL, O_RDWR | O_NONBLOCK) or die; exec @ARGV' "
                + Tmux.quoted(Sandbox.LAUNCHER.toString())
                + " --listen 127.0.0.1:0 -- bash --norc --noprofile; exec cat";
        try (Tmux terminal = Tmux.open(sandbox, "nowait", 60, 24, List.of("sh", "-c", command))) {
            terminal.await(Sandbox.PROMPT);
            terminal.line("seq 30000; echo $((6 * 7)) lines").await("\n42 lines");
            terminal.line("exit").await("jshare: shared for");
        }
    }

    /** Shells that stop a program take the terminal for themselves, and need not give it back in raw mode. */
    @Test
    void afterAStopItGoesOnWithTheTerminalAsItNeedsIt() throws Exception {
        try (Share share = shareBash()) {
            String jshare = String.valueOf(share.process().pid());
            sandbox.run(List.of("kill", "-STOP", jshare));
            sandbox.run(onTerminal(share, "stty sane"));
            assertFalse(sandbox.run(onTerminal(share, "stty -a")).contains("-icanon"));
            sandbox.run(List.of("kill", "-CONT", jshare));
            Await.until(
                    "raw mode", () -> sandbox.run(onTerminal(share, "stty -a")).contains("-icanon"));
            share.terminal()
                    .line("sh -c 'echo go; exec sleep 1000'")
                    .await("\ngo")
                    .press("C-c");
            share.terminal().line("echo status $?").await("\nstatus 130").line("exit");
            share.awaitStatus();
            assertEquals(share.attributesBefore(), share.attributesAfter());
        }
    }

    /** To be run with its input from the terminal; stty(1) has another option for that on each system. */
    private static List<String> onTerminal(Share share, String command) throws Exception {
        return List.of("sh", "-c", command + " <" + share.terminal().show("#{pane_tty}"));
    }

    /** As HH:mm. */
    private static String eightHoursFromNow(String offset) {
        return OffsetDateTime.now(ZoneOffset.of(offset))
                .plusHours(8)
                .toLocalTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    @Test
    void promptAndEchoAreTheShells() throws Exception {
        try (Share share = shareBash()) {
            share.terminal()
                    .line("echo $((6 * 7)) $COLUMNS $LINES; tty | cut -c 1-9")
                    .await("42 80 24\n/dev/pts/");
        }
    }

    @Test
    void aResizeReachesTheShell() throws Exception {
        try (Share share = shareScript("trap 'stty size' WINCH", "echo ready", "while :; do read line; done")) {
            Tmux terminal = share.terminal().await("ready");
            terminal.resize(101, 33);
            terminal.await("33 101");
            terminal.resize(40, 10);
            terminal.await("10 40");
        }
    }

    @Test
    void aLargePasteArrivesWhole() throws Exception {
        byte[] text = new byte[200_000];
        Random random = new Random(1);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (i % 80 == 79 ? '\n' : ' ' + 1 + random.nextInt(94));
        }
        try (Share share = shareScript("stty -echo", "echo ready", "cat >pasted", "echo finished")) {
            share.terminal().await("ready").paste(text);
            share.terminal().press("C-d").await("finished");
            assertArrayEquals(text, Files.readAllBytes(sandbox.home().resolve("pasted")));
        }
    }

    @Test
    void everyByteThatIsTypedArrives() throws Exception {
        byte[] typed = everyByte(8);
        Files.write(
                sandbox.home().resolve("script"),
                List.of("stty raw -echo", "printf ready", "head -c " + typed.length + " >typed", "printf finished"));
        // One of them is the prefix, which opens the panel once that is up.
        try (Share share = Share.start(sandbox, "--prefix", "none", "--", "sh", "script")) {
            share.terminal().await("ready").paste(typed);
            share.terminal().await("finished");
            assertArrayEquals(typed, Files.readAllBytes(sandbox.home().resolve("typed")));
        }
    }

    @Test
    void everyByteThatIsPrintedArrives() throws Exception {
        byte[] printed = everyByte(300);
        Files.write(sandbox.home().resolve("bytes"), printed);
        try (Share share =
                shareScript("stty raw -echo", "printf ready", "read go", "cat bytes", "printf '\\033c'finished")) {
            Path record = sandbox.file("record");
            share.terminal().await("ready").record(record);
            // Line feed, since the script's terminal is raw.
            share.terminal().press("C-j").await("finished");
            byte[] end = "\033cfinished".getBytes(StandardCharsets.ISO_8859_1);
            Await.until("all bytes in the record", () -> Files.size(record) >= printed.length + end.length);
            byte[] recorded = Files.readAllBytes(record);
            assertArrayEquals(printed, Arrays.copyOf(recorded, printed.length));
            assertEquals(printed.length + end.length, recorded.length);
        }
    }

    /** All 256 bytes, again and again. */
    private static byte[] everyByte(int times) {
        byte[] bytes = new byte[256 * times];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void controlKeysAreTheShells() throws Exception {
        try (Share share = shareBash()) {
            Tmux terminal = share.terminal();
            // As one process: a shell that is about to start the next one takes no notice of the last two keys.
            String program = "sh -c 'echo go; exec sleep 1000'";
            terminal.line(program)
                    .await("\ngo")
                    .press("C-c")
                    .line("echo status $?")
                    .await("status 130");
            terminal.line("clear").await("the screen is clear", screen -> !screen.contains("\ngo"));
            terminal.line(program).await("\ngo").press("C-z").await("Stopped");
            terminal.line("kill %1; wait; clear").await("the screen is clear", screen -> !screen.contains("\ngo"));
            terminal.line(program).await("\ngo").press("C-\\").await("Quit");
            terminal.line("echo status $?").await("status 131");
        }
    }

    /** A write that would have to wait fails here instead, by which the script knows that output is stopped. */
    @Test
    void controlSStopsTheOutputAndControlQGoesOn() throws Exception {
        try (Share share = shareScript(
                "echo ready",
                "write() { printf \"$1\" | dd of=/dev/tty oflag=nonblock status=none 2>/dev/null; }",
                "while write .; do :; done",
                "touch stopped",
                "until write going; do :; done",
                "read line")) {
            Tmux terminal = share.terminal().await("ready").press("C-s");
            Await.until(
                    "the output is stopped", () -> Files.exists(sandbox.home().resolve("stopped")), terminal::screen);
            assertFalse(terminal.screen().contains("going"));
            terminal.press("C-q").await("going");
        }
    }
}
