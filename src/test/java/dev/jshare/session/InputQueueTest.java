package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Lease;
import dev.jshare.access.ManualClock;
import dev.jshare.session.InputQueue.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InputQueueTest {
    private static final int ANN = 1;

    private final ScriptedPty pty = new ScriptedPty();
    private final ManualClock clock = new ManualClock();
    private final Lease lease = new Lease(clock, false, () -> {});
    private final InputQueue queue = new InputQueue(pty, lease);
    private final InputQueue free = new InputQueue(pty, new Lease(clock, true, () -> {}));

    @Test
    void piecesAreTypedWholeAndInOrder() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertEquals(Fate.TAKEN, free.type(ANN, ("<" + i + ">").getBytes(UTF_8)));
        }
        free.typeNow("now".getBytes(UTF_8), 3);
        Thread thread = new Thread(free);
        thread.start();
        try {
            pty.awaitTyped("<99>");
            assertTrue(pty.typed().startsWith("now<0><1><2>"), pty.typed());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            free.close();
        }
    }

    @Test
    void theHostTypesWhileAPasteWaitsForRoom() throws Exception {
        pty.leaveRoom(false);
        assertEquals(Fate.TAKEN, free.type(ANN, "paste".getBytes(UTF_8)));
        Thread thread = new Thread(free);
        thread.start();
        pty.awaitRoomAsked();
        free.typeNow(new byte[] {3}, 1);
        assertEquals("\u0003", pty.typed(), "the host's Ctrl-C does not wait");
        pty.leaveRoom(true);
        pty.awaitTyped("paste");
        free.close();
        thread.join();
    }

    @Test
    void theHostsKeyEndsAPasteInTheMiddle() throws Exception {
        pty.setWritable(false);
        queue.type(ANN, "x".repeat(1_000).getBytes(UTF_8));
        Thread thread = new Thread(queue);
        thread.start();
        pty.awaitWriting();
        CompletableFuture<Void> host = CompletableFuture.runAsync(() -> {
            try {
                queue.typeNow(new byte[] {3}, 1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        while (lease.holder() != Lease.HOST) {
            Thread.onSpinWait();
        }
        pty.setWritable(true);
        host.get();
        assertEquals(Fate.NO_TURN, queue.type(ANN, new byte[] {'y'}));
        clock.advance(Duration.ofMillis(Lease.MILLIS));
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'z'}));
        pty.awaitTyped("z");
        assertTrue(pty.typed().matches("x{256}\u0003z"), pty.typed());
        queue.close();
        thread.join();
    }

    @Test
    void whatWaitsHasABound() {
        byte[] large = new byte[64 * 1024];
        int pieces = 0;
        while (queue.type(ANN, large) == Fate.TAKEN) {
            pieces++;
        }
        assertTrue(pieces > 0 && pieces <= InputQueue.CAPACITY / large.length, pieces + " pieces");
    }

    @Test
    void manyTinyPiecesCountForWhatTheyCost() {
        byte[] tiny = {'x'};
        int pieces = 0;
        while (queue.type(ANN, tiny) == Fate.TAKEN) {
            pieces++;
        }
        assertTrue(pieces <= InputQueue.CAPACITY / 32, pieces + " objects are waiting");
    }

    @Test
    void aClosedQueueTakesNothingAndItsThreadEnds() throws InterruptedException {
        Thread thread = new Thread(queue);
        thread.start();
        queue.close();
        thread.join();
        assertEquals(Fate.FULL, queue.type(ANN, new byte[1]));
        assertEquals("", pty.typed());
    }
}
