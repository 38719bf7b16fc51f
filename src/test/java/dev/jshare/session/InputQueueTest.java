package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InputQueueTest {
    private final ScriptedPty pty = new ScriptedPty();
    private final InputQueue queue = new InputQueue(pty);

    @Test
    void piecesAreTypedWholeAndInOrder() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertTrue(queue.offer(("<" + i + ">").getBytes(UTF_8)));
        }
        queue.typeNow("now".getBytes(UTF_8), 3);
        Thread thread = new Thread(queue);
        thread.start();
        try {
            pty.awaitTyped("<99>");
            assertTrue(pty.typed().startsWith("now<0><1><2>"), pty.typed());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            queue.close();
        }
    }

    @Test
    void theHostTypesWhileAPasteWaitsForRoom() throws Exception {
        pty.leaveRoom(false);
        assertTrue(queue.offer("paste".getBytes(UTF_8)));
        Thread thread = new Thread(queue);
        thread.start();
        pty.awaitRoomAsked();
        queue.typeNow(new byte[] {3}, 1);
        assertEquals("\u0003", pty.typed(), "the host's Ctrl-C does not wait");
        pty.leaveRoom(true);
        pty.awaitTyped("paste");
        queue.close();
        thread.join();
    }

    @Test
    void whatWaitsHasABound() {
        byte[] large = new byte[64 * 1024];
        int pieces = 0;
        while (queue.offer(large)) {
            pieces++;
        }
        assertTrue(pieces > 0 && pieces <= InputQueue.CAPACITY / large.length, pieces + " pieces");
    }

    @Test
    void manyTinyPiecesCountForWhatTheyCost() {
        byte[] tiny = {'x'};
        int pieces = 0;
        while (queue.offer(tiny)) {
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
        assertFalse(queue.offer(new byte[1]));
        assertEquals("", pty.typed());
    }
}
