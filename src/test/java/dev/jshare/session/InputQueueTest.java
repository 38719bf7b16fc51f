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
        pty.leaveRoom(false);
        for (int i = 0; i < 100; i++) {
            assertEquals(Fate.TAKEN, free.type(ANN, ("<" + i + ">").getBytes(UTF_8)));
        }
        free.typeNow("now".getBytes(UTF_8), 3);
        pty.leaveRoom(true);
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
    void aKeyIsTypedOnTheThreadThatBringsIt() {
        lease.take(ANN);
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'x'}));
        assertEquals("x", pty.typed());
        assertEquals(Fate.NO_TURN, queue.type(2, new byte[] {'y'}));
        assertEquals("x", pty.typed());
    }

    @Test
    void aKeyWaitsBehindWhatWaits() throws Exception {
        pty.leaveRoom(false);
        lease.take(ANN);
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'1'}));
        pty.leaveRoom(true);
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'2'}));
        assertEquals("", pty.typed());
        Thread thread = new Thread(queue);
        thread.start();
        pty.awaitTyped("12");
        queue.close();
        thread.join();
    }

    @Test
    void aKeyIsNotTypedWhileThePieceBeforeItWaitsForRoom() throws Exception {
        pty.leaveRoom(false);
        lease.take(ANN);
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'1'}));
        Thread thread = new Thread(queue);
        thread.start();
        pty.awaitRoomAsked(); // Nothing waits in the queue any more.
        pty.takeAtMost(1); // It would be taken.
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'2'}));
        pty.leaveRoom(true);
        pty.awaitTyped("12");
        queue.close();
        thread.join();
    }

    @Test
    void theRestOfAKeyComesBeforeAllElse() throws IOException {
        pty.takeAtMost(2);
        lease.take(ANN);
        assertEquals(Fate.TAKEN, queue.type(ANN, "\u001b[A".getBytes(UTF_8)));
        assertEquals("\u001b[", pty.typed());
        queue.typeNow(new byte[] {'x'}, 1);
        assertEquals("\u001b[Ax", pty.typed());
    }

    @Test
    void theRestOfAKeyIsTypedSoonAlsoWhenViewersMayNotTypeAnyMore() throws Exception {
        pty.takeAtMost(2);
        lease.take(ANN);
        assertEquals(Fate.TAKEN, queue.type(ANN, "\u001b[A".getBytes(UTF_8)));
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'x'}));
        queue.drop();
        Thread thread = new Thread(queue);
        thread.start();
        pty.awaitTyped("\u001b[A");
        queue.close();
        thread.join();
        assertEquals("\u001b[A", pty.typed());
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
        lease.take(ANN);
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
        lease.take(ANN);
        assertEquals(Fate.TAKEN, queue.type(ANN, new byte[] {'z'}));
        pty.awaitTyped("z");
        assertTrue(pty.typed().matches("x+\u0003z"), pty.typed());
        queue.close();
        thread.join();
    }

    /** Types for a viewer whose turn it is, and waits until it is typed. */
    private void type(int viewer, String text) throws InterruptedException {
        assertEquals(viewer, lease.take(viewer));
        assertEquals(Fate.TAKEN, queue.type(viewer, text.getBytes(UTF_8)));
        String before = pty.typed();
        if (!before.endsWith(text)) {
            pty.awaitTyped(text);
        }
    }

    @Test
    void aPasteThatItsViewerCannotFinishEndsBeforeSomebodyElseTypes() throws Exception {
        Thread thread = new Thread(queue);
        thread.start();
        type(ANN, "\u001b[200~one");
        queue.typeNow("\u001b[?1;2c".getBytes(UTF_8), 7);
        assertEquals("\u001b[200~one\u001b[?1;2c", pty.typed(), "an answer ends nothing");
        queue.typeNow("ls".getBytes(UTF_8), 2);
        assertEquals("\u001b[200~one\u001b[?1;2c\u001b[201~ls", pty.typed());
        queue.typeNow("x".getBytes(UTF_8), 1);
        clock.advance(Duration.ofSeconds(2));
        type(ANN, "\u001b[200~two\u001b[201~");
        type(ANN, "three");
        clock.advance(Duration.ofSeconds(2));
        type(ANN, "\u001b[20");
        type(ANN, "0~four");
        clock.advance(Duration.ofSeconds(2));
        type(2, "five");
        String all = pty.typed();
        assertTrue(all.endsWith("lsx\u001b[200~two\u001b[201~three\u001b[200~four\u001b[201~five"), all);
        queue.close();
        thread.join();
    }

    @Test
    void aPasteThatIsDroppedByALockEndsBeforeItsOwnViewerTypesAgain() throws Exception {
        Thread thread = new Thread(queue);
        thread.start();
        type(ANN, "\u001b[200~one");
        queue.drop();
        type(ANN, "two");
        assertEquals("\u001b[200~one\u001b[201~two", pty.typed());
        queue.close();
        thread.join();
    }

    @Test
    void partsAreCutBeforeSequencesAndCharacters() {
        byte[] bytes = "x".repeat(600).getBytes(UTF_8);
        assertEquals(256, InputQueue.cut(bytes, 0));
        assertEquals(600, InputQueue.cut(bytes, 400));
        bytes[250] = 0x1b;
        assertEquals(250, InputQueue.cut(bytes, 0));
        assertEquals(506, InputQueue.cut(bytes, 250), "there is progress");
        byte[] text = ("x" + "\u00e9".repeat(300)).getBytes(UTF_8);
        assertEquals(255, InputQueue.cut(text, 0));
    }

    @Test
    void whatWaitsHasABound() {
        lease.take(ANN);
        byte[] large = new byte[64 * 1024];
        int pieces = 0;
        while (queue.type(ANN, large) == Fate.TAKEN) {
            pieces++;
        }
        assertTrue(pieces > 0 && pieces <= InputQueue.CAPACITY / large.length, pieces + " pieces");
    }

    @Test
    void manyTinyPiecesCountForWhatTheyCost() {
        pty.leaveRoom(false);
        lease.take(ANN);
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
        lease.take(ANN);
        assertEquals(Fate.FULL, queue.type(ANN, new byte[1]));
        assertEquals("", pty.typed());
    }
}
