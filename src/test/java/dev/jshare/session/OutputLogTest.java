package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class OutputLogTest {
    private static final Predicate<byte[]> NOT_HELD = memory -> false;

    private final OutputLog log = new OutputLog(1_000_000);

    @Test
    void chunksAreReadByPosition() {
        append("abc");
        append("de");
        assertEquals(5, log.end());
        assertEquals(2, log.next());
        assertEquals(0, log.get(0).offset());
        assertEquals(3, log.get(1).offset());
        assertEquals(5, log.get(1).end());
        assertNull(log.get(2), "not there yet");
        assertFalse(log.forgot(2));
    }

    /** However many positions there have been: small chunks make room for many, large ones must not stay in it. */
    @Test
    void whatIsForgottenIsFree() throws Exception {
        for (int i = 0; i < 4000; i++) {
            append("small");
        }
        ReferenceQueue<Chunk> free = new ReferenceQueue<>();
        byte[] large = new byte[600_000];
        List<WeakReference<Chunk>> chunks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            chunks.add(new WeakReference<>(log.append(large, large.length, 0, NOT_HELD), free));
        }
        for (int i = 0; i < 2; i++) {
            System.gc();
            assertNotNull(free.remove(10_000), "one of the two before the last");
        }
        assertNotNull(chunks.get(2).get(), "the last is there");
    }

    @Test
    void aFloodGoesOnInTheSameMemory() {
        Set<byte[]> used = Collections.newSetFromMap(new IdentityHashMap<>());
        byte[] output = new byte[250_000];
        for (int i = 0; i < 100; i++) {
            Arrays.fill(output, (byte) i);
            Chunk chunk = log.append(output, output.length, 0, NOT_HELD);
            used.add(chunk.memory().bytes());
            assertEquals(ByteBuffer.wrap(output), chunk.bytes());
        }
        assertTrue(used.size() <= 5, used.size() + " times memory for 4 chunks");
    }

    @Test
    void whatSomebodySendsIsNotWrittenOver() {
        byte[] output = new byte[250_000];
        for (Dialect dialect : new Dialect[] {Dialect.BINARY, Dialect.RAW}) {
            for (int less : new int[] {0, 1}) {
                Chunk chunk = log.append(output, output.length, 0, NOT_HELD);
                Frame frame = lent(chunk, less, dialect);
                assertFalse(flood((byte) 1, chunk, NOT_HELD), dialect.name());
                ByteBuffer sent = frame.bytes().position(dialect == Dialect.RAW ? 0 : 1 + Long.BYTES);
                assertEquals(ByteBuffer.wrap(output, 0, 250_000 - less), sent);
                frame.sent();
                assertTrue(flood((byte) 1, chunk, NOT_HELD), "it is free now");
            }
        }
    }

    @Test
    void framesOfTheirOwnBytesNeedNoChunk() {
        byte[] output = new byte[250_000];
        for (int less : new int[] {0, 1}) {
            Chunk chunk = log.append(output, output.length, 0, NOT_HELD);
            lent(chunk, less, Dialect.JSON);
            assertTrue(flood((byte) 1, chunk, NOT_HELD));
        }
        Chunk chunk = log.append(output, output.length, 0, NOT_HELD);
        Chunk borrowed = log.borrow(log.next() - 1);
        borrowed.giveBack(borrowed.deflated(chunk.offset(), chunk.offset() + Chunk.BLOCK));
        assertTrue(flood((byte) 1, chunk, NOT_HELD), "deflated");
    }

    /** The frame of the newest chunk, or of all but its last bytes, as a viewer gets it. */
    private Frame lent(Chunk newest, int less, Dialect dialect) {
        Chunk borrowed = log.borrow(log.next() - 1);
        Frame frame = borrowed.frame(newest.offset(), newest.end() - less, dialect);
        borrowed.giveBack(frame);
        return frame;
    }

    @Test
    void whatIsNotDrawnIsNotWrittenOver() {
        byte[] output = new byte[250_000];
        Chunk chunk = log.append(output, output.length, 0, NOT_HELD);
        assertFalse(flood((byte) 1, chunk, memory -> memory == chunk.memory().bytes()));
        assertEquals(ByteBuffer.wrap(output), chunk.bytes());
    }

    /** Has the log forget all that it has; whether the memory of a chunk was used again. */
    private boolean flood(byte filling, Chunk chunk, Predicate<byte[]> held) {
        byte[] output = new byte[250_000];
        Arrays.fill(output, filling);
        boolean again = false;
        for (int i = 0; i < 8; i++) {
            again |= log.append(output, output.length, 0, held).memory() == chunk.memory();
        }
        return again;
    }

    @Test
    void anOffsetIsFoundInTheChunkThatHoldsIt() {
        append("abc");
        append("de");
        log.appendResize(100, 30, 0);
        append("f");
        assertEquals(0, log.find(0));
        assertEquals(0, log.find(2));
        assertEquals(1, log.find(3));
        assertEquals(2, log.find(5), "the resize that stands there is not skipped");
        assertEquals(4, log.find(6), "the end");
        assertEquals(-1, log.find(7), "the future");
    }

    @Test
    void resizesAtTheEndAreFound() {
        append("abc");
        log.appendResize(100, 30, 0);
        log.appendResize(101, 30, 0);
        assertEquals(1, log.find(3));
        assertEquals(-1, log.find(4));
    }

    @Test
    void anEmptyLogContinuesAtItsBeginning() {
        assertEquals(0, log.find(0));
        assertEquals(-1, log.find(1));
    }

    @Test
    void theOldestIsForgottenAndTheNewestStays() {
        OutputLog small = new OutputLog(1000);
        for (int i = 0; i < 500; i++) {
            small.append(new byte[100], 100, 0, NOT_HELD);
        }
        assertTrue(small.forgot(0));
        assertEquals(-1, small.find(0));
        assertEquals(500 - 3, small.find(small.end() - 300), "300 bytes cost 900");
        assertEquals(-1, small.find(small.end() - 301));
        small.append(new byte[5000], 5000, 0, NOT_HELD);
        assertEquals(500, small.find(small.end() - 1), "one chunk is always there");
        assertTrue(small.forgot(499));
    }

    @Test
    void theRingGrowsAndKeepsItsOrder() {
        Random random = new Random(1);
        OutputLog growing = new OutputLog(200_000);
        StringBuilder all = new StringBuilder();
        long reader = 0;
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            String text = "x".repeat(random.nextInt(20)) + i + ";";
            all.append(text);
            byte[] bytes = text.getBytes(UTF_8);
            growing.append(bytes, bytes.length, 0, NOT_HELD);
            if (random.nextInt(100) == 0) {
                for (Chunk chunk = growing.get(reader); chunk != null; chunk = growing.get(++reader)) {
                    read.append(UTF_8.decode(chunk.frame(chunk.offset(), chunk.end(), Dialect.RAW)
                            .bytes()));
                }
                assertEquals(all.toString(), read.toString());
            }
        }
    }

    @Test
    void whatIsAppendedKnowsHowLongAfterTheLast() {
        log.append("a".getBytes(UTF_8), 1, 5_000, NOT_HELD);
        log.appendResize(100, 30, 5_007);
        log.append("b".getBytes(UTF_8), 1, 4_900, NOT_HELD);
        log.append("c".getBytes(UTF_8), 1, 4_901, NOT_HELD);
        List<String> events = new ArrayList<>();
        for (long i = 0; i < 4; i++) {
            Chunk chunk = log.get(i);
            ByteBuffer bytes =
                    chunk.frame(chunk.offset(), chunk.end(), Dialect.ALIS).bytes();
            byte[] event = new byte[bytes.remaining()];
            bytes.get(event);
            events.add(HexFormat.of().formatHex(event));
        }
        // The third field is the time in microseconds: 0, 7000, 0, 1000.
        assertEquals(List.of("6f01000161", "7201d836641e", "6f02000162", "6f03e8070163"), events);
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        log.append(bytes, bytes.length, 0, NOT_HELD);
    }
}
