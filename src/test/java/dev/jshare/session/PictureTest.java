package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.BadMessageException;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.protocol.ViewerCodec;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final byte DEFLATED = 6;

    private static ServerMessage.Snapshot snapshot(byte[] bytes) {
        return new ServerMessage.Snapshot(77, 100, 30, ByteBuffer.wrap(bytes));
    }

    private static byte[] screen(int lines) {
        return "$ make -j8 install\r\n".repeat(lines).getBytes(UTF_8);
    }

    @Test
    void deflatedItIsTheSameAndSmaller() throws BadMessageException {
        ServerMessage.Snapshot snapshot = snapshot(screen(100));
        Picture picture = new Picture(snapshot, false);
        assertEquals(DEFLATED, picture.frame(true).bytes().get());
        assertTrue(picture.frame(true).length() < picture.frame(false).length() / 4);
        assertEquals(snapshot, ViewerCodec.decode(picture.frame(true).bytes()));
        assertEquals(snapshot, ViewerCodec.decode(picture.frame(false).bytes()));
    }

    @Test
    void itIsMadeOnceForAllViewers() {
        Picture picture = new Picture(snapshot(screen(100)), false);
        assertSame(picture.frame(true), picture.frame(true));
        assertSame(picture.frame(false), picture.frame(false));
    }

    @Test
    void whatIsSmallOrDoesNotShrinkOrIsHugeStaysAsItIs() {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        for (byte[] bytes : new byte[][] {screen(2), noise, new byte[Limits.INFLATED + 1]}) {
            Picture picture = new Picture(snapshot(bytes), false);
            assertSame(picture.frame(false), picture.frame(true));
        }
    }
}
