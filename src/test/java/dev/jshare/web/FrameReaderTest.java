package dev.jshare.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.CloseCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of RFC 6455 for what clients send; the sections are those of the RFC. */
class FrameReaderTest {
    private static final int LIMIT = 70_000;
    private static final int FIN = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** Frames as a client sends them, one after the other. */
    private static final class Frames {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Random random = new Random(7);

        Frames add(int first, byte[] payload) {
            ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
            if (payload.length < 126) {
                head.put((byte) (0x80 | payload.length));
            } else if (payload.length <= 0xffff) {
                head.put((byte) (0x80 | 126)).putShort((short) payload.length);
            } else {
                head.put((byte) (0x80 | 127)).putLong(payload.length);
            }
            return masked(head, payload);
        }

        Frames masked(ByteBuffer head, byte[] payload) {
            byte[] mask = new byte[4];
            random.nextBytes(mask);
            bytes.write(head.array(), 0, head.position());
            bytes.writeBytes(mask);
            for (int i = 0; i < payload.length; i++) {
                bytes.write(payload[i] ^ mask[i % 4]);
            }
            return this;
        }

        Frames add(int first, String payload) {
            return add(first, payload.getBytes(ISO_8859_1));
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** What becomes of bytes that come in pieces of this size; the last entry is why reading has ended, if it has. */
    private static List<String> read(byte[] bytes, int piece) {
        FrameReader reader = new FrameReader(LIMIT);
        List<String> messages = new ArrayList<>();
        try {
            for (int at = 0; at < bytes.length; at += piece) {
                byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
                readPart(reader, ByteBuffer.wrap(part), messages);
            }
        } catch (BrokenFrameException e) {
            messages.add(e.code().name());
        }
        return messages;
    }

    private static void readPart(FrameReader reader, ByteBuffer part, List<String> messages)
            throws BrokenFrameException {
        for (FrameReader.Message next = reader.next(part); next != null; next = reader.next(part)) {
            byte[] payload = new byte[next.payload().remaining()];
            next.payload().get(payload);
            messages.add(next.opcode() + " " + new String(payload, ISO_8859_1));
        }
        assertEquals(0, part.remaining(), "everything is taken");
    }

    private static List<String> read(Frames frames) {
        return read(frames.bytes(), Integer.MAX_VALUE / 2);
    }

    /** §5.7 has these bytes. */
    @Test
    void section5Dot7TheExamplesOfTheRfc() {
        byte[] hello = bytes(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
        assertEquals(List.of("TEXT Hello"), read(hello, hello.length));
        byte[] pong = bytes(0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
        assertEquals(List.of("PONG Hello"), read(pong, pong.length));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void section5Dot1ClientsMaskTheirFrames() {
        assertEquals(List.of("INVALID_FRAME"), read(bytes(0x81, 0x01, 'x'), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x40, 0x20, 0x10, 0x70})
    void section5Dot2NoExtensionUsesAReservedBit(int bit) {
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(FIN | bit | BINARY, "x")));
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(FIN | bit | PING, "x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void section5Dot2ReservedOpcodes(int opcode) {
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(FIN | opcode, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, LIMIT})
    void section5Dot2EveryFormOfALength(int length) {
        String payload = "x".repeat(length);
        assertEquals(List.of("BINARY " + payload), read(new Frames().add(FIN | BINARY, payload)));
    }

    @Test
    void section5Dot2LengthsTakeAsFewBytesAsTheyCan() {
        byte[] payload = new byte[125];
        ByteBuffer two =
                ByteBuffer.allocate(4).put((byte) 0x82).put((byte) 0xfe).putShort((short) 125);
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().masked(two, payload)));
        ByteBuffer eight =
                ByteBuffer.allocate(10).put((byte) 0x82).put((byte) 0xff).putLong(65_535);
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().masked(eight, new byte[65_535])));
    }

    @Test
    void section5Dot2TheHighestBitOfALengthIsZero() {
        ByteBuffer head =
                ByteBuffer.allocate(10).put((byte) 0x82).put((byte) 0xff).putLong(Long.MIN_VALUE | 65_536);
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().masked(head, new byte[0])));
    }

    @Test
    void section5Dot3UnmaskingFollowsThePayloadWhereverItIsCut() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] frame = new Frames().add(FIN | BINARY, all).bytes();
        for (int piece = 1; piece <= frame.length; piece++) {
            assertEquals(List.of("BINARY " + new String(all, ISO_8859_1)), read(frame, piece), "pieces of " + piece);
        }
    }

    @Test
    void section5Dot4FragmentsMakeOneMessageAndControlFramesComeBetween() {
        Frames frames = new Frames()
                .add(TEXT, "He")
                .add(FIN | PING, "now")
                .add(CONTINUATION, "")
                .add(CONTINUATION, "ll")
                .add(FIN | PONG, "")
                .add(FIN | CONTINUATION, "o")
                .add(FIN | BINARY, "next");
        List<String> expected = List.of("PING now", "PONG ", "TEXT Hello", "BINARY next");
        for (int piece = 1; piece <= frames.bytes().length; piece++) {
            assertEquals(expected, read(frames.bytes(), piece), "pieces of " + piece);
        }
    }

    @Test
    void section5Dot4NothingIsContinuedThatWasNotBegun() {
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(FIN | CONTINUATION, "x")));
        Frames again = new Frames().add(FIN | TEXT, "x").add(CONTINUATION, "y");
        assertEquals(List.of("TEXT x", "INVALID_FRAME"), read(again));
    }

    @Test
    void section5Dot4MessagesAreNotMixed() {
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(TEXT, "x").add(FIN | TEXT, "y")));
        assertEquals(
                List.of("INVALID_FRAME"), read(new Frames().add(BINARY, "x").add(BINARY, "y")));
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void section5Dot5ControlFramesAreWholeAndShort(int opcode) {
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(opcode, "")));
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(FIN | opcode, new byte[126])));
    }

    @Test
    void section5Dot5AControlFrameHasUpTo125Bytes() {
        String most = "p".repeat(FrameReader.MAX_CONTROL_PAYLOAD);
        byte[] ping = new Frames().add(FIN | PING, most).bytes();
        assertEquals(List.of("PING " + most), read(ping, ping.length));
        assertEquals(List.of("PING " + most), read(ping, 7));
    }

    @Test
    void section5Dot5Dot1ACloseFrameHasNoStatusOrAWholeOne() {
        assertEquals(List.of("CLOSE "), read(new Frames().add(FIN | CLOSE, "")));
        assertEquals(List.of("CLOSE \u0003\u00e8bye"), read(new Frames().add(FIN | CLOSE, "\u0003\u00e8bye")));
        assertEquals(List.of("INVALID_FRAME"), read(new Frames().add(FIN | CLOSE, "\u0003")));
        assertEquals(List.of("INVALID_TEXT"), read(new Frames().add(FIN | CLOSE, "\u0003\u00e8\u00ff")));
    }

    @ParameterizedTest
    @CsvSource({
        "999, no",
        "1000, yes",
        "1003, yes",
        "1004, no",
        "1005, no",
        "1006, no",
        "1007, yes",
        "1014, yes",
        "1015, no",
        "1016, no",
        "2999, no",
        "3000, yes",
        "4999, yes",
        "5000, no",
        "65535, no",
        "0, no"
    })
    void section7Dot4StatusesThatAFrameMayCarry(int status, String allowed) {
        byte[] payload = ByteBuffer.allocate(2).putShort((short) status).array();
        String first = read(new Frames().add(FIN | CLOSE, payload)).get(0);
        assertEquals(allowed.equals("yes") ? "CLOSE" : "INVALID_FRAME", first.split(" ")[0]);
    }

    @Test
    void section8Dot1TextIsUtf8AndMayBeCutAnywhere() {
        byte[] text = "Grüße, 世界 👋".getBytes(UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            Frames frames = new Frames()
                    .add(TEXT, java.util.Arrays.copyOf(text, cut))
                    .add(FIN | CONTINUATION, java.util.Arrays.copyOfRange(text, cut, text.length));
            assertEquals(List.of("TEXT " + new String(text, ISO_8859_1)), read(frames), "cut at " + cut);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0080", "\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00ff"})
    void section8Dot1TextThatIsNone(String text) {
        assertEquals(List.of("INVALID_TEXT"), read(new Frames().add(FIN | TEXT, text)));
        assertEquals(List.of("INVALID_TEXT"), read(new Frames().add(TEXT, text).add(FIN | CONTINUATION, "")));
        assertEquals(List.of("BINARY " + text), read(new Frames().add(FIN | BINARY, text)));
    }

    @Test
    void section7Dot4Dot1WhatIsTooBigIsRefusedBeforeItComes() {
        assertEquals(List.of("TOO_BIG"), read(new Frames().add(FIN | BINARY, new byte[LIMIT + 1])));
        ByteBuffer announced =
                ByteBuffer.allocate(10).put((byte) 0x82).put((byte) 0xff).putLong(Long.MAX_VALUE);
        assertEquals(List.of("TOO_BIG"), read(new Frames().masked(announced, new byte[0])));
        Frames fragments = new Frames()
                .add(BINARY, new byte[LIMIT - 1])
                .add(CONTINUATION, new byte[1])
                .add(FIN | PING, "")
                .add(FIN | CONTINUATION, new byte[1]);
        assertEquals(List.of("PING ", "TOO_BIG"), read(fragments));
    }

    @Test
    void theBoundIsForAMessageAndNotForAConnection() {
        Frames frames = new Frames();
        for (int i = 0; i < 3; i++) {
            frames.add(BINARY, new byte[LIMIT - 1]).add(FIN | CONTINUATION, new byte[1]);
        }
        assertEquals(3, read(frames.bytes(), 4096).size());
    }

    /** Whatever comes: it is read to the end or refused, and how it is cut makes no difference. */
    @Test
    void mutatedBytesAreReadAlikeHoweverTheyAreCut() {
        byte[] good = new Frames()
                .add(FIN | TEXT, "hello")
                .add(BINARY, new byte[300])
                .add(FIN | PING, "p")
                .add(FIN | CONTINUATION, "end")
                .add(FIN | CLOSE, "\u0003\u00e8")
                .bytes();
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            List<String> whole = read(bytes, bytes.length);
            assertEquals(whole, read(bytes, 1 + random.nextInt(40)));
            refused += isRefused(whole) ? 1 : 0;
        }
        assertTrue(refused > 1_000 && refused < 19_000, refused + " of 20000 were refused");
    }

    private static boolean isRefused(List<String> messages) {
        return !messages.isEmpty() && messages.get(messages.size() - 1).matches("[A-Z]+_[A-Z]+");
    }

    @Test
    void nothingIsReadBehindWhatIsBroken() {
        FrameReader reader = new FrameReader(LIMIT);
        ByteBuffer bytes = ByteBuffer.wrap(
                new Frames().add(FIN | 3, "").add(FIN | TEXT, "x").bytes());
        BrokenFrameException broken = assertThrows(BrokenFrameException.class, () -> reader.next(bytes));
        assertEquals(CloseCode.INVALID_FRAME, broken.code());
    }
}
