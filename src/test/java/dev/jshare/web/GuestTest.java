package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jshare.access.LinkUrl;
import dev.jshare.client.JoinSettings;
import dev.jshare.client.Outcome;
import dev.jshare.client.ViewerClient;
import dev.jshare.console.Console;
import dev.jshare.session.Stage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Somebody who joins by {@code jshare join}, at a terminal that does not always take what it should show. */
class GuestTest {
    private static final class Terminal implements Console {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream(); // Guarded by this.
        private final CountDownLatch gone = new CountDownLatch(1);
        private final CountDownLatch stalled = new CountDownLatch(1);
        private volatile CountDownLatch room = new CountDownLatch(0);
        private volatile int rows = 24;
        private volatile Runnable resized = () -> {};

        @Override
        public int cols() {
            return 80;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public void enterRaw() {}

        @Override
        public void restore() {}

        @Override
        public int read(byte[] buffer) {
            await(gone);
            return -1;
        }

        @Override
        public boolean awaitKeys(int millis) {
            return true;
        }

        @Override
        public void write(byte[] bytes, int length) {
            if (room.getCount() > 0) {
                stalled.countDown();
                await(room);
            }
            synchronized (this) {
                shown.write(bytes, 0, length);
                notifyAll();
            }
        }

        @Override
        public void onResize(Runnable listener) {
            resized = listener;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** All that it has shown, once that is there. */
        synchronized String await(String text) throws InterruptedException {
            while (!shown.toString(StandardCharsets.UTF_8).contains(text)) {
                wait();
            }
            return shown.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aTerminalThatIsResizedWhileItTakesNothingShowsWhatFits() throws Exception {
        Terminal terminal = new Terminal();
        try (House house = new House()) {
            LinkUrl url = LinkUrl.parse("http://127.0.0.1:" + house.port + "/s/" + Stage.ID + "#" + house.watch);
            JoinSettings settings = new JoinSettings(url, null, null, true, 0x1d, "Ctrl-]", true, false);
            CompletableFuture<Outcome> visit = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            visit.complete(ViewerClient.run(settings, terminal, () -> 1));
                        } catch (Exception e) {
                            visit.completeExceptionally(e);
                        }
                    })
                    .start();
            house.stage.pty.print("hello");
            terminal.await("hello");
            terminal.room = new CountDownLatch(1);
            house.stage.pty.print("\033[H");
            terminal.stalled.await();
            long printed = house.stage.session.facts().offset();
            for (int message = 1; message <= 300; message++) { // More than are kept until the terminal takes something.
                house.stage.pty.print("x\b");
                long end = printed + 2 * message;
                while (house.stage.session.facts().offset() < end) {
                    house.stage.session.moderator().guests(); // One more turn of the session.
                }
            }
            terminal.rows = 10;
            terminal.resized.run();
            terminal.room.countDown();
            house.stage.pty.print("\033[24Hbottom");
            assertFalse(terminal.await("bottom").contains("\033[24H"), "it has ten rows");
            terminal.gone.countDown();
            assertEquals(Outcome.Kind.LEFT, visit.get().kind());
        }
    }
}
