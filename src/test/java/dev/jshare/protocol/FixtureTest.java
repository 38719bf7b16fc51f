package dev.jshare.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The fixtures in {@code src/test/resources/protocol}, which the page's tests decode as well. */
class FixtureTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Codec CODEC = Dialect.BINARY.codec();

    @TestFactory
    Stream<DynamicTest> serverMessagesAreEncodedAsTheFixturesSay() {
        return fixtures("server")
                .filter(fixture -> !field(fixture, "message").get("type").equals("unknown-event"))
                .map(fixture -> test(fixture, () -> encode(fixture)));
    }

    @TestFactory
    Stream<DynamicTest> viewerMessagesAreDecodedAsTheFixturesSay() {
        return fixtures("viewer").map(fixture -> test(fixture, () -> decode(fixture)));
    }

    @TestFactory
    Stream<DynamicTest> invalidViewerMessagesAreRefused() {
        return fixtures("invalid")
                .filter(fixture -> fixture.get("direction").equals("viewer"))
                .map(fixture -> test(
                        fixture,
                        () -> assertThrows(BadMessageException.class, () -> CODEC.decode(false, hex(fixture, "hex")))));
    }

    private static void encode(Map<String, Object> fixture) throws DataFormatException {
        Map<String, Object> message = field(fixture, "message");
        Frame frame = CODEC.encode(serverMessage(message));
        assertFalse(frame.text());
        if (message.get("type").equals("event")) {
            ByteBuffer bytes = frame.bytes();
            assertEquals(BinaryCodec.EVENT, bytes.get());
            assertEquals(message.get("event"), Json.read(bytes(bytes)));
        } else {
            assertEquals(fixture.get("hex"), HEX.formatHex(bytes(frame.bytes())));
        }
        if (message.containsKey("deflate")) {
            assertEquals(message.get("bytes"), inflate(message));
        }
    }

    private static String inflate(Map<String, Object> message) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(hex(message, "deflate"));
            byte[] raw = new byte[integer(message, "length")];
            assertEquals(raw.length, inflater.inflate(raw));
            return HEX.formatHex(raw);
        } finally {
            inflater.end();
        }
    }

    private static ServerMessage serverMessage(Map<String, Object> m) {
        return switch ((String) m.get("type")) {
            case "output" -> new ServerMessage.Output((long) m.get("offset"), hex(m, "bytes"), 0, 0);
            case "snapshot" ->
                new ServerMessage.Snapshot(
                        (long) m.get("offset"), integer(m, "cols"), integer(m, "rows"), hex(m, "bytes"));
            case "resize" ->
                new ServerMessage.Resize((long) m.get("offset"), integer(m, "cols"), integer(m, "rows"), 0);
            case "deflated" ->
                new ServerMessage.Deflated((long) m.get("offset"), integer(m, "length"), hex(m, "deflate"));
            case "deflated-snapshot" ->
                new ServerMessage.DeflatedSnapshot(
                        (long) m.get("offset"),
                        integer(m, "cols"),
                        integer(m, "rows"),
                        integer(m, "length"),
                        hex(m, "deflate"));
            case "event" -> event(field(m, "event"));
            default -> throw new IllegalArgumentException("this test knows no " + m.get("type"));
        };
    }

    private static ServerMessage.Event event(Map<String, Object> e) {
        return switch ((String) e.get("type")) {
            case "welcome" ->
                new ServerMessage.Welcome(
                        (String) e.get("session"),
                        (String) e.get("name"),
                        integer(e, "viewer"),
                        (String) e.get("role"),
                        integer(e, "cols"),
                        integer(e, "rows"),
                        (long) e.get("offset"),
                        time(e, "expires"),
                        (String) e.get("ticket"),
                        Boolean.TRUE.equals(e.get("chat")));
            case "presence" ->
                new ServerMessage.Presence(
                        integer(e, "watching"),
                        ((List<?>) e.get("viewers"))
                                .stream().map(FixtureTest::person).toList(),
                        typist(e.get("typing")));
            case "title" -> new ServerMessage.Title((String) e.get("title"));
            case "palette" ->
                new ServerMessage.Palette(
                        (String) e.get("foreground"),
                        (String) e.get("background"),
                        (String) e.get("cursor"),
                        e.get("colors") instanceof List<?> colors
                                ? colors.stream().map(String::valueOf).toList()
                                : List.of());
            case "role" -> new ServerMessage.RoleChange((String) e.get("role"), time(e, "until"));
            case "expiry" -> new ServerMessage.Expiry(time(e, "expires"));
            case "locked" -> new ServerMessage.Locked();
            case "unlocked" -> new ServerMessage.Unlocked();
            case "paused" -> new ServerMessage.Paused();
            case "resumed" -> new ServerMessage.Resumed();
            case "notice" -> new ServerMessage.Notice((String) e.get("text"));
            case "chat" -> new ServerMessage.Chat(integer(e, "from"), (String) e.get("name"), (String) e.get("text"));
            case "reaction" ->
                new ServerMessage.Reaction(integer(e, "from"), (String) e.get("name"), (String) e.get("emoji"));
            case "pong" -> new ServerMessage.Pong((long) e.get("id"));
            case "error" -> new ServerMessage.Refusal((String) e.get("code"), (String) e.get("text"));
            case "ended" -> new ServerMessage.Ended(integer(e, "status"));
            default -> throw new IllegalArgumentException("this test knows no " + e.get("type"));
        };
    }

    private static Instant time(Map<String, Object> event, String member) {
        return event.get(member) == null ? null : Instant.parse((String) event.get(member));
    }

    private static int typist(Object typing) {
        if (typing == null) {
            return ServerMessage.Presence.NOBODY;
        }
        return typing.equals("host") ? ServerMessage.Presence.HOST : Math.toIntExact((long) typing);
    }

    private static ServerMessage.Presence.Person person(Object fields) {
        Map<?, ?> person = (Map<?, ?>) fields;
        return new ServerMessage.Presence.Person(
                ((Long) person.get("id")).intValue(), (String) person.get("name"), (String) person.get("role"));
    }

    private static void decode(Map<String, Object> fixture) throws BadMessageException {
        Map<String, Object> expected = field(fixture, "message");
        ClientMessage message = CODEC.decode(false, hex(fixture, "hex"));
        if (message instanceof ClientMessage.Input input) {
            assertEquals("input", expected.get("type"));
            assertArrayEquals(HEX.parseHex((String) expected.get("bytes")), input.bytes());
        } else {
            assertEquals(clientMessage(expected), message);
        }
    }

    private static ClientMessage clientMessage(Map<String, Object> m) {
        if (m.get("type").equals("ack")) {
            return new ClientMessage.Ack((long) m.get("offset"));
        }
        assertEquals("request", m.get("type"));
        Map<String, Object> request = field(m, "request");
        return switch ((String) request.get("type")) {
            case "ping" -> new ClientMessage.Ping((long) request.get("id"));
            case "refresh" -> new ClientMessage.Refresh();
            case "name" -> new ClientMessage.Rename((String) request.get("name"));
            case "chat" -> new ClientMessage.Say((String) request.get("text"));
            case "react" -> new ClientMessage.React((String) request.get("emoji"));
            case "ask-to-type" -> new ClientMessage.AskToType();
            default -> new ClientMessage.UnknownRequest((String) request.get("type"));
        };
    }

    private static Stream<Map<String, Object>> fixtures(String part) {
        String file = "/protocol/jshare.v1-" + part + ".json";
        try (InputStream in = FixtureTest.class.getResourceAsStream(file)) {
            List<?> all = (List<?>) Json.read(in.readAllBytes());
            assertTrue(all.size() >= 9, file);
            return all.stream().map(FixtureTest::fields);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DynamicTest test(Map<String, Object> fixture, org.junit.jupiter.api.function.Executable body) {
        return DynamicTest.dynamicTest((String) fixture.get("name"), body);
    }

    private static Map<String, Object> field(Map<String, Object> object, String name) {
        return fields(object.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Object value) {
        return (Map<String, Object>) value;
    }

    private static int integer(Map<String, Object> object, String name) {
        return Math.toIntExact((long) object.get(name));
    }

    private static ByteBuffer hex(Map<String, Object> object, String name) {
        return ByteBuffer.wrap(HEX.parseHex((String) object.get(name)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        return Arrays.copyOfRange(
                buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.arrayOffset() + buffer.limit());
    }
}
