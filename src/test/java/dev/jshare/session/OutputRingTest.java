package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutputRingTest {
    private static final long NEVER = Long.MAX_VALUE;
    private final OutputRing ring = new OutputRing();
    private final byte[] buffer = new byte[100];

    @Test
    void sizesStandBetweenTheBytes() throws InterruptedException {
        put("ab");
        ring.resize(1, 1);
        ring.resize(2, 2);
        put("cd");
        ring.resize(3, 3);
        assertNull(ring.takeResize(), "ab comes first");
        assertEquals("ab", take());
        assertEquals("", take(), "a size is next");
        assertEquals(2, ring.takeResize().cols(), "the last of several sizes at one place counts");
        assertEquals("cd", take());
        assertFalse(ring.isEmpty());
        assertEquals(3, ring.takeResize().cols());
        assertTrue(ring.isEmpty());
    }

    @Test
    void everyEventEndsTheWait() throws InterruptedException {
        ring.signal();
        ring.await(NEVER);
        put("a");
        ring.await(NEVER);
        take();
        ring.resize(1, 1);
        ring.await(NEVER);
        ring.takeResize();
        ring.end();
        ring.await(NEVER);
        assertTrue(ring.takeEnd());
    }

    @Test
    void afterTheEndTheReaderSleepsAgain() throws InterruptedException {
        ring.end();
        ring.await(NEVER);
        assertTrue(ring.takeEnd());
        assertFalse(ring.takeEnd(), "it comes once");
        long nanos = TimeUnit.MILLISECONDS.toNanos(20);
        long before = System.nanoTime();
        ring.await(nanos);
        assertTrue(System.nanoTime() - before >= nanos);
    }

    @Test
    void gatheringEndsWhenEnoughIsThere() throws InterruptedException {
        put("abc");
        ring.awaitMore(3, NEVER);
        ring.signal();
        ring.awaitMore(4, NEVER);
        ring.await(NEVER); // The signal is still to be answered.
        ring.end();
        ring.awaitMore(4, NEVER);
        assertFalse(ring.takeEnd(), "abc is to be taken first");
    }

    @Test
    void randomPiecesComeOutAsTheyWentIn() throws Exception {
        Random random = new Random(2);
        byte[] all = new byte[8 * OutputRing.CAPACITY + 12345];
        random.nextBytes(all);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            Random pieces = new Random(3);
            try {
                for (int at = 0; at < all.length; ) {
                    int length = Math.min(1 + pieces.nextInt(200_000), all.length - at);
                    ring.put(Arrays.copyOfRange(all, at, at + length), length);
                    at += length;
                }
                ring.end();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        byte[] taken = new byte[all.length];
        for (int at = 0; !ring.takeEnd(); ) {
            ring.await(NEVER);
            byte[] part = new byte[1 + random.nextInt(300_000)];
            int length = ring.take(part, 0);
            System.arraycopy(part, 0, taken, at, length);
            at += length;
        }
        writer.get();
        assertArrayEquals(all, taken);
    }

    @Test
    void growsAroundWhatIsThere() throws InterruptedException {
        byte[] all = new byte[OutputRing.CAPACITY + 20_000];
        new Random(5).nextBytes(all);
        ring.put(all, 20_000);
        byte[] begun = new byte[15_000];
        assertEquals(15_000, ring.take(begun, 0));
        int held = 5_000;
        for (int at = 20_000; held < OutputRing.CAPACITY; ) {
            int length = Math.min(9_999, OutputRing.CAPACITY - held);
            ring.put(Arrays.copyOfRange(all, at, at + length), length);
            at += length;
            held += length;
        }
        byte[] rest = new byte[OutputRing.CAPACITY + 1];
        assertEquals(OutputRing.CAPACITY, ring.take(rest, 0), "all that there is room for");
        assertArrayEquals(
                Arrays.copyOfRange(all, 15_000, 15_000 + OutputRing.CAPACITY),
                Arrays.copyOf(rest, OutputRing.CAPACITY));
    }

    private void put(String text) throws InterruptedException {
        ring.put(text.getBytes(UTF_8), text.length());
    }

    private String take() {
        return new String(buffer, 0, ring.take(buffer, 0), UTF_8);
    }
}
