package dev.jshare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final Codec BINARY = Dialect.BINARY.codec();
    private static final Codec JSON = Dialect.JSON.codec();
    private static final Codec RAW = Dialect.RAW.codec();
    private static final Instant EXPIRES = Instant.parse("2030-01-02T03:04:05Z");
    private static final ServerMessage.Welcome WELCOME =
            new ServerMessage.Welcome("abc", "ann@box", 3, "watch", 80, 24, 12, EXPIRES, null, false);

    @Test
    void theFirstDialectThatIsKnownIsSpoken() {
        assertSame(Dialect.BINARY, Dialect.of(List.of("jshare.v1", "jshare.token.x")));
        assertSame(Dialect.JSON, Dialect.of(List.of("jshare.v9", "jshare.v1.json", "jshare.v1")));
        assertSame(Dialect.RAW, Dialect.of(List.of("jshare.token.x")));
        assertSame(Dialect.RAW, Dialect.of(List.of("", "JSHARE.V1")));
    }

    @Test
    void encodingMovesNoBuffer() {
        ByteBuffer bytes = utf8("xhellox").position(1).limit(6);
        for (Dialect dialect : Dialect.values()) {
            Frame frame = dialect.codec().encode(new ServerMessage.Output(9, bytes, 0, 0));
            assertEquals(1, bytes.position());
            assertEquals(6, bytes.limit());
            assertEquals(frame.bytes(), frame.bytes(), "every caller reads from the start");
            assertEquals(frame.length(), frame.bytes().remaining());
        }
        assertEquals(
                utf8("hello"),
                RAW.encode(new ServerMessage.Output(9, bytes, 0, 0)).bytes());
    }

    @Test
    void sizesAreUnsignedOnTheWire() {
        ByteBuffer frame =
                BINARY.encode(new ServerMessage.Resize(0, 65535, 40000, 0)).bytes();
        assertEquals(65535, frame.getShort(9) & 0xffff);
        assertEquals(40000, frame.getShort(11) & 0xffff);
    }

    @Test
    void jsonGreetsWithOneObject() {
        List<Frame> frames = JSON.greet(WELCOME, new ServerMessage.Snapshot(12, 80, 24, utf8("screen \u20ac\u001b[m")));
        assertEquals(1, frames.size());
        assertTrue(frames.get(0).text());
        Map<String, Object> greeting = read(frames.get(0));
        assertEquals(
                List.of(
                        "type",
                        "session",
                        "name",
                        "viewer",
                        "role",
                        "cols",
                        "rows",
                        "offset",
                        "expires",
                        "initial_screen"),
                List.copyOf(greeting.keySet()));
        assertEquals("connected", greeting.get("type"));
        assertEquals("screen \u20ac\u001b[m", greeting.get("initial_screen"));
        assertEquals("2030-01-02T03:04:05Z", greeting.get("expires"));
        assertFalse(
                read(JSON.greet(WELCOME, null).get(0)).containsKey("initial_screen"), "nothing is redrawn on resume");
    }

    @Test
    void binaryGreetsWithWelcomeThenSnapshot() {
        List<Frame> frames = BINARY.greet(WELCOME, new ServerMessage.Snapshot(12, 80, 24, utf8("s")));
        assertEquals(2, frames.size());
        assertEquals(BinaryCodec.EVENT, frames.get(0).bytes().get());
        assertEquals(BinaryCodec.SNAPSHOT, frames.get(1).bytes().get());
        assertEquals(1, BINARY.greet(WELCOME, null).size());
    }

    @Test
    void rawGreetsWithTheScreenOnly() {
        List<Frame> frames = RAW.greet(WELCOME, new ServerMessage.Snapshot(12, 80, 24, utf8("s")));
        assertEquals(1, frames.size());
        assertEquals(utf8("s"), frames.get(0).bytes());
        assertEquals(List.of(), RAW.greet(WELCOME, null));
        assertNull(RAW.encode(new ServerMessage.Resize(0, 80, 24, 0)));
        assertNull(RAW.encode(new ServerMessage.Ended(0)));
    }

    @Test
    void jsonHasTextForWhatIsNotUtf8AndCountsBytes() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b', 0});
        Map<String, Object> output = read(JSON.encode(new ServerMessage.Output(7, bytes, 1234, 0)));
        assertEquals(Map.of("type", "output", "data", "a\ufffdb\0", "offset", 7L, "timestamp", 1234L), output);
        assertEquals(
                Map.of("type", "resize", "cols", 132L, "rows", 50L, "offset", 7L),
                read(JSON.encode(new ServerMessage.Resize(7, 132, 50, 0))));
        assertEquals(
                Map.of("type", "snapshot", "data", "x", "cols", 80L, "rows", 24L, "offset", 8L),
                read(JSON.encode(new ServerMessage.Snapshot(8, 80, 24, utf8("x")))));
        assertNull(JSON.encode(new ServerMessage.Deflated(0, 1, utf8("x"))));
        assertNull(JSON.encode(new ServerMessage.DeflatedSnapshot(0, 80, 24, 1, utf8("x"))));
    }

    @Test
    void jsonTakesInputAcksAndRequests() throws BadMessageException {
        ClientMessage.Input input =
                (ClientMessage.Input) json("{\"type\":\"input\",\"data\":\"\\u00e9\\r\",\"x\":[1,{}]}");
        assertArrayEquals("\u00e9\r".getBytes(UTF_8), input.bytes());
        assertEquals(new ClientMessage.Ack(12), json("{\"offset\":12,\"type\":\"ack\"}"));
        assertEquals(new ClientMessage.Ping(7), json(" {\"type\":\"ping\",\"id\":7} "));
        assertEquals(new ClientMessage.Ping(0), json("{\"type\":\"ping\"}"));
        assertEquals(new ClientMessage.Refresh(), json("{\"type\":\"refresh\"}"));
        assertEquals(new ClientMessage.Rename("Zo\u00eb"), json("{\"type\":\"name\",\"name\":\"Zo\u00eb\"}"));
        assertEquals(new ClientMessage.UnknownRequest("fly"), json("{\"type\":\"fly\",\"deep\":{\"type\":\"ping\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "\"input\"",
                "{",
                "{}",
                "{\"type\":7}",
                "{\"type\":null}",
                "{\"type\":\"input\"}",
                "{\"type\":\"input\",\"data\":5}",
                "{\"type\":\"name\"}",
                "{\"type\":\"ack\"}",
                "{\"type\":\"ack\",\"offset\":-1}",
                "{\"type\":\"ack\",\"offset\":1.5}",
                "{\"type\":\"ack\",\"offset\":\"1\"}",
                "{\"type\":\"ack\",\"offset\":9007199254740992}",
                "{\"type\":\"ack\",\"offset\":99999999999999999999999999}",
                "{\"type\":\"ping\"}{\"type\":\"ping\"}",
                "{\"type\":\"ping\"} x",
                "{\"type\":\"ping\",}",
                "{'type':'ping'}"
            })
    void jsonThatIsNoMessageIsRefused(String text) {
        assertThrows(BadMessageException.class, () -> json(text));
    }

    @Test
    void deepNestingIsRefusedOrSkippedWithoutHarm() {
        String deep = "{\"type\":\"ping\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        assertThrows(BadMessageException.class, () -> json(deep));
        String number = "{\"type\":\"ping\",\"id\":" + "9".repeat(60_000) + "}";
        assertThrows(BadMessageException.class, () -> json(number));
    }

    @Test
    void dialectsTakeOnlyTheirKindOfMessage() throws BadMessageException {
        assertThrows(BadMessageException.class, () -> BINARY.decode(true, utf8("\u0010ls")));
        assertThrows(BadMessageException.class, () -> JSON.decode(false, utf8("{\"type\":\"ping\"}")));
        assertArrayEquals(new byte[] {'l', 's'}, ((ClientMessage.Input) RAW.decode(true, utf8("ls"))).bytes());
        assertArrayEquals(new byte[] {0x11, 0}, ((ClientMessage.Input) RAW.decode(false, utf8("\u0011\0"))).bytes());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void randomBytesThrowNothingButBadMessage(Dialect dialect) {
        Random random = new Random(20260101);
        String[] seeds = {
            "\u0012{\"type\":\"ping\",\"id\":42}",
            "{\"type\":\"input\",\"data\":\"\\u00e9\\n\"}",
            "\u0012{\"type\":\"name\",\"name\":\"Zo\u00eb\"}",
            "\u0011\0\0\0\0\0\0\0\u0007",
            "{\"type\":\"ack\",\"offset\":12}"
        };
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] message = seeds[random.nextInt(seeds.length)].getBytes(UTF_8);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(message.length + 1) : message.length;
            try {
                dialect.codec().decode(random.nextBoolean(), ByteBuffer.wrap(message, 0, length));
            } catch (BadMessageException e) {
                refused++;
                assertTrue(e.getMessage().matches("[a-z A-Z0-9.]+"), "it repeats what came: " + e.getMessage());
            }
        }
        assertEquals(dialect == Dialect.RAW, refused == 0);
    }

    @Test
    void closeReasonsFitIntoAControlFrame() {
        for (CloseCode code : CloseCode.values()) {
            assertTrue(code.reason().getBytes(UTF_8).length <= 123, code.name());
        }
    }

    @Test
    void jsonForScriptsEscapesAndKeepsOrder() {
        Map<String, Object> object = new java.util.LinkedHashMap<>();
        object.put("b", "a\"\n\u001b");
        object.put("a", List.of(1, 2L, true, Map.of("x", EXPIRES)));
        object.put("n", null);
        String text = JsonText.of(object);
        assertFalse(text.contains("\n"));
        assertEquals("{\"b\":\"a\\\"\\n\\u001B\",\"a\":[1,2,true,{\"x\":\"2030-01-02T03:04:05Z\"}],\"n\":null}", text);
    }

    private static ClientMessage json(String text) throws BadMessageException {
        return JSON.decode(true, utf8(text));
    }

    private static Map<String, Object> read(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.bytes().get(bytes);
        return Json.object(bytes);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
