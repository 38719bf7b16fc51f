package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the server, as RFC 6455 §5.2 has them. */
class WireTest {
    private final Wire wire = new Wire();

    private static Frame frame(boolean text, int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        return new Frame(text, ByteBuffer.wrap(payload));
    }

    private static byte[] expected(Frame frame) {
        int length = frame.length();
        ByteBuffer bytes = ByteBuffer.allocate(10 + length).put((byte) (frame.text() ? 0x81 : 0x82));
        if (length < 126) {
            bytes.put((byte) length);
        } else if (length < 65_536) {
            bytes.put((byte) 126).putShort((short) length);
        } else {
            bytes.put((byte) 127).putLong(length);
        }
        bytes.put(frame.bytes()).flip();
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return all;
    }

    /** What a socket gets that takes so many bytes at once, while others are served between. */
    private byte[] sent(Frame frame, int room, boolean others) {
        ByteBuffer all = ByteBuffer.allocate((int) Wire.length(frame));
        while (all.hasRemaining()) {
            ByteBuffer piece = wire.from(all.position(), frame);
            all.put(piece.limit(Math.min(piece.limit(), piece.position() + room)));
            if (others) {
                wire.from(0, frame(true, 3));
            }
        }
        return all.array();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 300_000, 2_000_000})
    void section5Dot2EveryFormOfALength(int length) {
        for (boolean text : new boolean[] {true, false}) {
            Frame frame = frame(text, length);
            assertArrayEquals(expected(frame), sent(frame, Integer.MAX_VALUE / 2, false));
            assertArrayEquals(expected(frame), sent(frame, 70_001, true));
        }
    }

    @Test
    void aFrameGoesOnWhereverItWasCut() {
        Frame frame = frame(false, 200);
        for (int room = 1; room <= Wire.length(frame); room++) {
            assertArrayEquals(expected(frame), sent(frame, room, true), "cut every " + room + " bytes");
        }
    }

    /** Output lies apart from what is put before it. */
    @Test
    void outputGoesOnWhereverItWasCut() {
        byte[] memory = new byte[300];
        new Random(7).nextBytes(memory);
        ByteBuffer output = ByteBuffer.wrap(memory).slice(50, 200).position(10);
        Frame frame = Dialect.BINARY.codec().encode(new ServerMessage.Output(1L << 40, output, 0, 0));
        byte[] expected = ByteBuffer.allocate(4 + 9 + 190)
                .put(new byte[] {(byte) 0x82, 126, 0, (byte) (9 + 190)})
                .put((byte) 0x01)
                .putLong(1L << 40)
                .put(memory, 60, 190)
                .array();
        for (int room = 1; room <= expected.length; room++) {
            assertArrayEquals(expected, sent(frame, room, true), "cut every " + room + " bytes");
        }
    }

    @Test
    void allViewersOfAFrameShareItsBytes() {
        Frame frame = frame(false, 1_000);
        ByteBuffer first = wire.from(0, frame);
        ByteBuffer second = wire.from(10, frame);
        first.put(20, (byte) ~first.get(20));
        assertEquals(first.get(20), second.get(20));
    }

    @Test
    void section5Dot5ControlFramesAreOnePiece() {
        ByteBuffer ping = Wire.control(Opcode.PING, ByteBuffer.wrap(new byte[] {7}));
        assertEquals(ByteBuffer.wrap(new byte[] {(byte) 0x89, 1, 7}), ping);
    }
}
