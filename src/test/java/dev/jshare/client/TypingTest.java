package dev.jshare.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Large pastes go in parts, and no faster than the server takes them. */
class TypingTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Typing typing = new Typing(0);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private boolean send(ByteBuffer message) {
        assertTrue(message.remaining() <= Limits.MESSAGE_IN);
        assertEquals(0x10, message.get());
        sent.write(message.array(), message.arrayOffset() + message.position(), message.remaining());
        return true;
    }

    @Test
    void aPasteArrivesWholeAndAtARate() {
        byte[] paste = new byte[3_000_000];
        new Random(1).nextBytes(paste);
        assertTrue(typing.add(paste));
        long allowed = Limits.INPUT_BURST;
        for (long now = 0; !typing.isEmpty(); now += SECOND / 10) {
            typing.flush(now, this::send);
            assertTrue(sent.size() <= allowed, sent.size() + " after " + now);
            allowed += Limits.INPUT_RATE / 10;
            assertTrue(now < 20 * SECOND, "it gets there");
        }
        assertArrayEquals(paste, sent.toByteArray());
    }

    @Test
    void theMarkThatEndsAPasteIsNotCut() {
        for (int length = 16 * 1024 - 8; length < 16 * 1024 + 8; length++) {
            assertTrue(typing.add(("x".repeat(length) + "\033[201~").getBytes(StandardCharsets.UTF_8)));
            int[] last = {0};
            typing.flush(100 * SECOND, message -> {
                last[0] = message.remaining() - 1;
                return true;
            });
            assertTrue(last[0] >= 6, "the last message has " + last[0] + " bytes");
        }
    }

    @Test
    void whatCannotBeSentIsForgotten() {
        typing.add(new byte[100_000]);
        typing.flush(0, message -> false);
        assertTrue(typing.isEmpty());
        assertTrue(typing.add(new byte[8 * 1024 * 1024]), "and there is room again");
        assertFalse(typing.add(new byte[1]));
    }
}
