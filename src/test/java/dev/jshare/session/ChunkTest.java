package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class ChunkTest {
    private static final long OFFSET = 1_000;

    private static Chunk chunk(byte[] bytes) {
        return Chunk.output(OFFSET, bytes, bytes.length, 0, 0, null);
    }

    /** Characters of three bytes: every block ends within one, unless that is looked after. */
    private static byte[] text(int characters) {
        return "世".repeat(characters).getBytes(UTF_8);
    }

    private static byte[] inflated(Frame frame, long from) throws Exception {
        ByteBuffer fields = frame.bytes();
        assertEquals(5, fields.get());
        assertEquals(from, fields.getLong());
        byte[] raw = new byte[fields.getInt()];
        Inflater inflater = new Inflater(true);
        inflater.setInput(fields);
        assertEquals(raw.length, inflater.inflate(raw));
        assertTrue(inflater.finished() && inflater.getRemaining() == 0, "one whole stream");
        inflater.end();
        return raw;
    }

    @Test
    void deflatedBlocksAreTheWholeChunkAndCutNoCharacter() throws Exception {
        byte[] text = text(30_000);
        Chunk chunk = chunk(text);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long from = OFFSET; from < chunk.end(); ) {
            long end = chunk.blockEnd(from);
            Frame frame = chunk.deflated(from, end);
            assertNotNull(frame);
            byte[] block = inflated(frame, from);
            assertEquals(end - from, block.length);
            assertEquals(0, block.length % 3);
            assertTrue(block.length <= Chunk.BLOCK + 3, "a block has " + block.length);
            all.writeBytes(block);
            from = end;
        }
        assertArrayEquals(text, all.toByteArray());
    }

    @Test
    void aBlockIsDeflatedOnceForAllViewers() {
        Chunk chunk = chunk(text(30_000));
        long end = chunk.blockEnd(OFFSET);
        assertSame(chunk.deflated(OFFSET, end), chunk.deflated(OFFSET, end));
    }

    @Test
    void whoBeginsWithinABlockEndsItWithTheOthers() {
        Chunk chunk = chunk(text(30_000));
        assertEquals(chunk.blockEnd(OFFSET), chunk.blockEnd(OFFSET + 3_000));
    }

    @Test
    void trap22WhatIsTypedIsNotCompressed() {
        Chunk chunk = chunk("a".repeat(1_023).getBytes(UTF_8));
        assertNull(chunk.deflated(OFFSET, chunk.end()));
    }

    @Test
    void whatDoesNotShrinkStaysAsItIs() {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        assertNull(chunk(noise).deflated(OFFSET, OFFSET + noise.length));
    }

    @Test
    void theSamePartIsBuiltOnce() {
        Chunk chunk = chunk(text(1_000));
        Frame part = chunk.frame(OFFSET + 3, OFFSET + 30, Dialect.BINARY);
        assertSame(part, chunk.frame(OFFSET + 3, OFFSET + 30, Dialect.BINARY));
        Frame other = chunk.frame(OFFSET + 3, OFFSET + 33, Dialect.BINARY);
        assertNotNull(other);
        assertEquals(1 + 8 + 30, other.length());
    }
}
