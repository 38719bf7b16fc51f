package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.vt.Terminal;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever looks while a flood passes, or asks something in it, finds the screen as it is just there. */
class FloodTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void whoLooksSeesTheScreenAtTheOffset() throws Exception {
        try (Stage stage = Stage.headless()) {
            Collector first = stage.watch();
            for (int i = 0; i < 20; i++) {
                print(stage, lines(300_000, i));
                CompletableFuture<ScreenCopy> taken = new CompletableFuture<>();
                stage.session.copyScreen(ScreenFormat.ANSI, 100, taken::complete, () -> {});
                ScreenCopy copy = taken.get();
                assertEquals(
                        new String(terminal(copy.offset()).snapshot(100), UTF_8),
                        UTF_8.decode(copy.content().duplicate()).toString());
                print(stage, lines(100_000, i));
                Seen seen = see(stage);
                assertEquals(terminal(seen.offset).text(100), seen.text);
            }
            first.untilAt(printed.size());
        }
    }

    private record Seen(long offset, String text) {}

    private static Seen see(Stage stage) {
        return stage.session.settled((screen, incomplete) ->
                new Seen(stage.session.facts().offset(), screen.terminal().text(100)));
    }

    @Test
    void aQueryInAFloodIsAnsweredFromThere() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            print(stage, lines(2_000_000, 1));
            print(stage, "\033[5;7Hx\033[6n");
            print(stage, lines(2_000_000, 2));
            stage.pty.awaitTyped("\033[5;8R");
        }
    }

    @Test
    void aTitleInAFloodIsToldAndASizeTaken() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            print(stage, lines(1_000_000, 1));
            print(stage, "\033]2;in the flood\007");
            print(stage, lines(1_000_000, 2));
            String title = stage.session.settled((screen, incomplete) -> screen.title());
            assertEquals("in the flood", title);
            Stage.await(() -> stage.session.facts().offset() == printed.size());
            stage.session.resize(50, 10);
            Terminal resized = terminal(printed.size());
            resized.resize(50, 10);
            assertEquals(resized.text(100), see(stage).text);
        }
    }

    @Test
    void waitingForLaterBringsAboutNoTurns() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            AtomicInteger woken = new AtomicInteger();
            stage.session.addOutlet(() -> {
                woken.incrementAndGet();
                stage.session.wakeAfter(TimeUnit.MINUTES.toNanos(1)); // As a viewer does that may not have more yet.
            });
            stage.pty.print("x");
            Stage.await(() -> woken.get() > 0);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
            while (System.nanoTime() - end < 0) {
                assertTrue(woken.get() < 50, "every turn brings about the next one");
                Thread.yield();
            }
        }
    }

    private void print(Stage stage, String text) throws InterruptedException {
        printed.writeBytes(text.getBytes(UTF_8));
        stage.pty.print(text);
        // What is printed is on its way, not there: the pty of these tests holds all at once.
        Stage.await(() -> stage.session.facts().offset() > printed.size() - 100_000);
    }

    private static String lines(int bytes, int number) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; out.length() < bytes; i++) {
            out.append("\033[3").append(i % 8).append("m").append(number).append(" line ");
            out.append(i).append(" 世界".repeat(i % 20)).append("\033[m\r\n");
        }
        return out.toString();
    }

    /** The terminal that was fed so much of what was printed, at once. */
    private Terminal terminal(long offset) {
        Terminal terminal = new Terminal(80, 24, 100);
        terminal.saveRows();
        terminal.answerQueries(true);
        terminal.feed(printed.toByteArray(), 0, (int) offset);
        return terminal;
    }
}
