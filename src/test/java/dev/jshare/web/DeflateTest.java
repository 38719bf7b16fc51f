package dev.jshare.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.ServerMessage;
import dev.jshare.protocol.ViewerCodec;
import dev.jshare.session.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Output that is deflated for whoever is not on this machine. */
class DeflateTest {
    /** What a build prints: much the same, and never quite. */
    private static byte[] log() {
        Random random = new Random(5);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append("\u001b[32m12:").append(10 + i / 60 % 50).append(':').append(10 + i % 50);
            lines.append("\u001b[0m [INFO] compiled module-")
                    .append(random.nextInt(500))
                    .append(" in ");
            lines.append(random.nextInt(10_000))
                    .append(" ms, ")
                    .append(random.nextInt(100))
                    .append(" files\r\n");
        }
        return lines.toString().getBytes(UTF_8);
    }

    /** What a viewer has got: the bytes of the terminal, and how many came over the wire for them. */
    private record Got(byte[] output, long wire, int deflated) {}

    private static Got watch(String host) throws Exception {
        List<Got> got = new ArrayList<>();
        House.inTime(() -> got.add(attempt(host)));
        return got.get(0);
    }

    /** @throws IOException if this machine was so slow that the viewer was not given everything */
    private static Got attempt(String host) throws IOException, DataFormatException, InterruptedException {
        byte[] printed = log();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        long wire = 0;
        int deflated = 0;
        try (House house = new House();
                RawHttp viewer = new RawHttp(house.port)) {
            viewer.send("GET " + house.ws() + " HTTP/1.1\r\nHost: " + host + "\r\n" + RawHttp.UPGRADE
                    + "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + house.watch + "\r\n\r\n");
            assertEquals(101, viewer.answer(false).status());
            while (viewer.read().payload()[0] != 2) {
                // Events.
            }
            house.stage.pty.print(printed);
            while (output.size() < printed.length) {
                ByteBuffer message = ByteBuffer.wrap(viewer.read().payload());
                byte type = message.get();
                if (type == 2 || type == 6) {
                    throw new IOException("it was behind, and went on from a snapshot");
                }
                if (type == 1 || type == 5) {
                    wire += message.limit();
                    deflated += type == 5 ? 1 : 0;
                    assertEquals(output.size(), message.getLong());
                    output.writeBytes(type == 5 ? inflated(message) : rest(message));
                    byte[] ack = ByteBuffer.allocate(9)
                            .put((byte) 0x11)
                            .putLong(output.size())
                            .array();
                    viewer.binary(ack);
                }
            }
        }
        assertArrayEquals(printed, output.toByteArray());
        return new Got(output.toByteArray(), wire, deflated);
    }

    /** The type of the snapshot with which a viewer begins who asks for it at this path. */
    private static byte firstScreen(House house, String host, String path) throws Exception {
        try (RawHttp viewer = new RawHttp(house.port)) {
            viewer.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + RawHttp.UPGRADE
                    + "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + house.watch + "\r\n\r\n");
            assertEquals(101, viewer.answer(false).status());
            while (true) {
                byte[] message = viewer.read().payload();
                if (message[0] == 2 || message[0] == 6) {
                    assertInstanceOf(
                            ServerMessage.Snapshot.class, ViewerCodec.decode(ByteBuffer.wrap(message)), "it is whole");
                    return message[0];
                }
            }
        }
    }

    @Test
    void snapshotsAreDeflatedForWhoIsAfarAndHasAskedForThat() throws Exception {
        try (House house = new House()) {
            byte[] printed = log();
            house.stage.pty.print(printed);
            Stage.await(() -> house.stage.session.facts().offset() == printed.length);
            String asking = house.ws() + "?snapshots=deflated";
            assertEquals(6, firstScreen(house, House.PUBLIC.getHost(), asking));
            assertEquals(2, firstScreen(house, House.PUBLIC.getHost(), house.ws()));
            assertEquals(2, firstScreen(house, "localhost", asking));
        }
    }

    private static byte[] inflated(ByteBuffer message) throws DataFormatException {
        byte[] raw = new byte[message.getInt()];
        Inflater inflater = new Inflater(true);
        inflater.setInput(message);
        assertEquals(raw.length, inflater.inflate(raw));
        inflater.end();
        return raw;
    }

    private static byte[] rest(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }

    @Test
    void aBurstOfTextTakesAThirdOfItsSizeOverALine() throws Exception {
        Got got = watch(House.PUBLIC.getHost());
        assertTrue(got.deflated > 0, "some of it is deflated");
        assertTrue(got.wire <= 0.35 * got.output.length, got.wire + " bytes for " + got.output.length);
    }

    @Test
    void onThisMachineNothingIsDeflated() throws Exception {
        Got got = watch("localhost");
        assertEquals(0, got.deflated);
        assertTrue(got.wire <= 1.01 * got.output.length, got.wire + " bytes for " + got.output.length);
    }
}
