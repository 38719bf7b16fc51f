package dev.jshare.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The viewer's end of the wire: what it reads and writes are the fixtures, and what the server reads and writes. */
class ViewerCodecTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Codec SERVER = Dialect.BINARY.codec();

    @TestFactory
    Stream<DynamicTest> whatServersSendIsRead() {
        return fixtures("server").map(fixture -> test(fixture, () -> read(fixture)));
    }

    private static void read(Map<?, ?> fixture) throws BadMessageException {
        ServerMessage message = ViewerCodec.decode(hex(fixture.get("hex")));
        Map<?, ?> wanted = (Map<?, ?>) fixture.get("message");
        if (wanted.get("type").equals("unknown-event")) {
            assertNull(message);
        } else if (wanted.get("type").equals("deflated")) {
            ServerMessage.Output output = (ServerMessage.Output) message;
            assertEquals(wanted.get("offset"), output.offset());
            assertEquals(wanted.get("bytes"), HEX.formatHex(bytes(output.bytes())));
        } else if (wanted.get("type").equals("deflated-snapshot")) {
            ServerMessage.Snapshot snapshot = (ServerMessage.Snapshot) message;
            assertEquals(wanted.get("offset"), snapshot.offset());
            assertEquals(wanted.get("cols"), (long) snapshot.cols());
            assertEquals(wanted.get("rows"), (long) snapshot.rows());
            assertEquals(wanted.get("bytes"), HEX.formatHex(bytes(snapshot.bytes())));
        } else {
            Frame again = SERVER.encode(message);
            if (wanted.get("type").equals("event")) {
                ByteBuffer json = again.bytes();
                json.get();
                assertEquals(wanted.get("event"), Json.read(bytes(json)));
            } else {
                assertEquals(fixture.get("hex"), HEX.formatHex(bytes(again.bytes())));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsMalformedIsRefused() {
        return fixtures("invalid")
                .filter(fixture -> fixture.get("direction").equals("server"))
                .map(fixture -> test(
                        fixture,
                        () -> assertThrows(
                                BadMessageException.class, () -> ViewerCodec.decode(hex(fixture.get("hex"))))));
    }

    @Test
    void whatIsWrittenIsWhatTheServerReads() throws BadMessageException {
        byte[] keys = "xls\ny".getBytes(StandardCharsets.UTF_8);
        ClientMessage.Input input = (ClientMessage.Input) SERVER.decode(false, ViewerCodec.input(keys, 1, 4));
        assertArrayEquals("ls\n".getBytes(StandardCharsets.UTF_8), input.bytes());
        assertEquals(new ClientMessage.Ack(77), SERVER.decode(false, ViewerCodec.ack(77)));
        assertEquals(new ClientMessage.Ping(5), SERVER.decode(false, ViewerCodec.ping(5)));
        assertEquals(new ClientMessage.Refresh(), SERVER.decode(false, ViewerCodec.request("refresh")));
        assertEquals(new ClientMessage.AskToType(), SERVER.decode(false, ViewerCodec.request("ask-to-type")));
    }

    @Test
    void outputThatGrowsBeyondWhatItSaysIsRefused() {
        // 05, offset 0, length 1, and the raw deflate of "aaaaaaaa" (stored, so that its length is plain).
        String stored = "010800f7ff" + "6161616161616161";
        assertThrows(
                BadMessageException.class,
                () -> ViewerCodec.decode(hex("05" + "0000000000000000" + "00000001" + stored)));
    }

    private static Stream<Map<?, ?>> fixtures(String part) {
        String file = "/protocol/jshare.v1-" + part + ".json";
        try (InputStream in = ViewerCodecTest.class.getResourceAsStream(file)) {
            return ((List<?>) Json.read(in.readAllBytes())).stream().map(each -> (Map<?, ?>) each);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DynamicTest test(Map<?, ?> fixture, org.junit.jupiter.api.function.Executable body) {
        return DynamicTest.dynamicTest((String) fixture.get("name"), body);
    }

    private static ByteBuffer hex(Object text) {
        return ByteBuffer.wrap(HEX.parseHex((String) text));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
