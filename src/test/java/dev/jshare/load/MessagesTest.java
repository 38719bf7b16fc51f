package dev.jshare.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.ServerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** What a viewer of the load test counts, from the messages that the server's own codec makes. */
class MessagesTest {
    private final Tally tally = new Tally();
    private final Messages messages = new Messages(tally);

    private void take(ServerMessage message) throws IOException {
        ByteBuffer bytes = Dialect.BINARY.codec().encode(message).bytes();
        int cut = bytes.remaining() / 2;
        messages.take(Frames.BINARY, bytes.slice(0, cut), true, false);
        messages.take(Frames.BINARY, bytes.slice(cut, bytes.remaining() - cut), false, true);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private void snapshot(long offset) throws IOException {
        take(new ServerMessage.Snapshot(offset, 80, 24, utf8("@7,7;")));
    }

    private void output(long offset, String text) throws IOException {
        take(new ServerMessage.Output(offset, utf8(text), 0, 0));
    }

    @Test
    void stampsAreFoundAcrossMessages() throws IOException {
        messages.at(5_000_000);
        snapshot(100);
        assertTrue(messages.joined());
        assertTrue(messages.takeDrawn());
        assertFalse(messages.takeDrawn());
        output(100, "6,1000;a @12,10");
        output(115, "00000;@13;@14,2000000;");
        assertEquals(137, messages.offset());
        messages.endMeasuring();
        assertEquals(2, tally.stamps);
        assertEquals(1, tally.missed, "the 13th is no stamp");
        assertEquals(new LoadReport.Spread(2, 3007, 4000, 4000, 4000), tally.lag.spread());
        assertEquals(37, tally.bytes);
        assertEquals(0, tally.gaps + tally.skips);
    }

    @Test
    void skipsAreNoGaps() throws IOException {
        snapshot(0);
        output(0, "@1,0;@2,");
        snapshot(50);
        output(50, "0;@5,0;");
        messages.endMeasuring();
        assertEquals(1, tally.skips);
        assertEquals(0, tally.gaps);
        assertEquals(2, tally.stamps);
        assertEquals(3, tally.missed);
    }

    @Test
    void outputThatDoesNotContinueIsAGap() throws IOException {
        snapshot(0);
        output(0, "abc");
        output(4, "d");
        take(new ServerMessage.Resize(5, 90, 20, 0));
        take(new ServerMessage.Resize(9, 90, 20, 0));
        assertEquals(2, tally.gaps);
        assertEquals(9, messages.offset());
    }

    @Test
    void deflatedOutputCountsAsWhatItIs() throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        byte[] raw = ("@1,0;" + "x".repeat(20_000) + "@2,0;").getBytes(UTF_8);
        deflater.setInput(raw);
        deflater.finish();
        byte[] deflated = new byte[1000];
        int length = deflater.deflate(deflated);
        deflater.end();
        snapshot(0);
        take(new ServerMessage.Deflated(0, raw.length, ByteBuffer.wrap(deflated, 0, length)));
        output(raw.length, "@3,0;");
        messages.endMeasuring();
        assertEquals(3, tally.stamps);
        assertEquals(0, tally.gaps);
        assertEquals(raw.length + 5, tally.bytes);
    }

    @Test
    void pongsTellTheRoundTrip() throws IOException {
        messages.at(9_000_000);
        take(new ServerMessage.Pong(8_500));
        take(new ServerMessage.Notice("not a pong"));
        assertEquals(new LoadReport.Spread(1, 500, 500, 500, 500), tally.roundTrip.spread());
        assertFalse(messages.ended());
        take(new ServerMessage.Ended(0));
        assertTrue(messages.ended());
        assertEquals(3, tally.messages);
    }

    @Test
    void controlFrames() throws IOException {
        assertNull(messages.takePing());
        messages.take(Frames.PING, utf8("a"), true, false);
        messages.take(Frames.PING, utf8("b"), false, true);
        assertArrayEquals(new byte[] {'a', 'b'}, messages.takePing());
        assertNull(messages.takePing());
        assertThrows(IOException.class, () -> messages.take(Frames.CLOSE, utf8(""), true, true));
        assertThrows(IOException.class, () -> messages.take(1, utf8("text"), true, true));
        assertThrows(IOException.class, () -> messages.take(Frames.BINARY, utf8("\u0001abc"), true, true));
        assertThrows(IOException.class, () -> messages.take(Frames.BINARY, utf8(""), true, true));
    }
}
