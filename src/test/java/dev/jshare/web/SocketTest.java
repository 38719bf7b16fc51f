package dev.jshare.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Json;
import dev.jshare.session.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets against a real server. */
class SocketTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void thePagesDialect() throws Exception {
        try (House house = new House()) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("jshare.v1", "jshare.token." + house.type)
                    .buildAsync(URI.create("ws://127.0.0.1:" + house.port + house.ws() + "?name=Ann"), listener(heard))
                    .get();
            assertEquals("jshare.v1", socket.getSubprotocol());
            assertTrue(heard.take().contains("\"welcome\""), "welcome comes first");
            assertTrue(heard.take().startsWith("\u0002"), "then the snapshot");
            socket.sendBinary(ByteBuffer.wrap("\u0010ls\r".getBytes(UTF_8)), true);
            house.stage.pty.awaitTyped("ls\r");
            house.stage.pty.print("a.txt");
            await(heard, "a.txt");
            house.stage.pty.end(7);
            await(heard, "\"ended\",\"status\":7");
            assertEquals("close 1000", heard.take());
        }
    }

    private static void await(BlockingQueue<String> heard, String part) throws InterruptedException {
        while (!heard.take().contains(part)) {
            // Something else.
        }
    }

    private static WebSocket.Listener listener(BlockingQueue<String> heard) {
        return new WebSocket.Listener() {
            private final ByteArrayOutputStream message = new ByteArrayOutputStream();

            @Override
            public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                byte[] part = new byte[data.remaining()];
                data.get(part);
                message.writeBytes(part);
                if (last) {
                    heard.add(message.toString(ISO_8859_1));
                    message.reset();
                }
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                heard.add("close " + code);
                return null;
            }
        };
    }

    @Test
    void theDialectOfScripts() throws Exception {
        try (House house = new House();
                RawHttp socket = house.join("jshare.v1.json", house.type)) {
            RawHttp.WsFrame first = socket.read();
            assertEquals(1, first.opcode());
            assertEquals("connected", Json.object(first.payload()).get("type"));
            socket.text("{\"type\":\"input\",\"data\":\"ls\\n\"}");
            house.stage.pty.awaitTyped("ls\n");
            house.stage.pty.print("hello");
            assertEquals("hello", untilJson(socket, "output").get("data"));
            socket.text("{\"type\":\"ping\",\"id\":5}");
            assertEquals(5L, untilJson(socket, "pong").get("id"));
            socket.text("nonsense");
            assertEquals(4400, socket.readClose());
        }
    }

    private static java.util.Map<String, Object> untilJson(RawHttp socket, String type) throws IOException {
        while (true) {
            java.util.Map<String, Object> message = Json.object(socket.read().payload());
            if (message.get("type").equals(type)) {
                return message;
            }
        }
    }

    @Test
    void withoutASubprotocolBytesAreBytes() throws Exception {
        try (House house = new House();
                RawHttp socket = new RawHttp(house.port)) {
            RawHttp.Answer answer = socket.upgrade(house.port, house.ws() + "?token=" + house.type, "");
            assertEquals(101, answer.status());
            assertEquals("", answer.header("Sec-WebSocket-Protocol"));
            assertEquals(2, socket.read().opcode());
            socket.text("a");
            socket.binary(new byte[] {'b'});
            house.stage.pty.awaitTyped("ab");
            house.stage.pty.print("out");
            assertEquals("out", new String(socket.read().payload(), UTF_8));
            house.stage.pty.end(0);
            assertEquals(1000, socket.readClose());
        }
    }

    @Test
    void trap04TheTokenIsNotEchoedAndNothingIsCompressed() throws Exception {
        try (House house = new House();
                RawHttp socket = new RawHttp(house.port)) {
            RawHttp.Answer answer = socket.upgrade(
                    house.port,
                    house.ws(),
                    "Sec-WebSocket-Protocol: jshare.token." + house.watch + ",jshare.v1\r\n"
                            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
            assertEquals(101, answer.status());
            assertEquals("jshare.v1", answer.header("Sec-WebSocket-Protocol"));
            assertEquals("", answer.header("Sec-WebSocket-Extensions"), "trap 22");
            assertFalse(answer.head().contains(house.watch));
        }
    }

    @Test
    void trap12NothingThatAWatcherSendsReachesTheShell() throws Exception {
        List<byte[]> messages = new ArrayList<>();
        for (int type = 0; type < 256; type++) {
            messages.add(new byte[] {(byte) type, 'x', '\r', 0, 80, 0, 24, 0, 0});
        }
        messages.add(new byte[] {0x10});
        messages.add(new byte[0]);
        messages.add(Arrays.copyOf(new byte[] {0x10}, 64 * 1024));
        messages.add(Arrays.copyOf(new byte[] {0x10}, 1024 * 1024));
        messages.add("\u0010\u001b[200~evil\u001b[201~\u001b[<0;1;1M\u001b[I".getBytes(UTF_8));
        messages.add("\u0012{\"type\":\"resize\",\"cols\":1,\"rows\":1}".getBytes(UTF_8));
        try (House house = new House()) {
            for (String dialect : new String[] {"jshare.v1", "jshare.v1.json", null}) {
                for (byte[] message : messages) {
                    if (dialect != null || message.length > 0) {
                        say(house, dialect, 0x82, message);
                    }
                }
                say(house, dialect, 0x81, "ls\r".getBytes(UTF_8));
                say(house, dialect, 0x81, "{\"type\":\"input\",\"data\":\"ls\\r\"}".getBytes(UTF_8));
            }
            try (RawHttp typist = house.join(null, house.type)) {
                typist.text("the only one");
                house.stage.pty.awaitTyped("the only one");
            }
            assertEquals("the only one", house.stage.pty.typed());
            assertEquals(List.of(), house.stage.pty.sizes());
            assertEquals(80, house.stage.session.facts().cols());
        }
    }

    /** Sends one message and a close frame; the answer to that shows that the message was handled. */
    private static void say(House house, String dialect, int firstByte, byte[] message) throws IOException {
        try (RawHttp socket = house.join(dialect, house.watch)) {
            socket.frame(firstByte, message);
            socket.frame(0x88, new byte[] {3, (byte) 232});
            socket.readClose();
        } catch (java.net.SocketException e) {
            assertTrue(message.length > 64 * 1024, "only what is too big is cut off: " + e);
        }
    }

    @Test
    void whatIsNotInTheProtocolClosesTheConnection() throws Exception {
        try (House house = new House()) {
            assertEquals(4400, closeAfter(house, 0x82, new byte[] {0x7f}));
            assertEquals(4400, closeAfter(house, 0x82, new byte[0]));
            assertEquals(4400, closeAfter(house, 0x81, "text".getBytes(UTF_8)));
            assertEquals(4400, closeAfter(house, 0x82, new byte[] {0x11, 1}));
            assertEquals(1009, closeAfter(house, 0x82, new byte[64 * 1024 + 1]));
            assertEquals(1002, closeAfter(house, 0x83, new byte[1]), "a reserved opcode");
            assertEquals(1002, closeAfter(house, 0xc2, new byte[1]), "a bit nobody agreed on");
            Stage.await(() -> house.stage.session.facts().watching() == 0);
        }
    }

    private static int closeAfter(House house, int firstByte, byte[] payload) throws IOException {
        try (RawHttp socket = house.join("jshare.v1", house.type)) {
            socket.frame(firstByte, payload);
            int code = socket.readClose();
            if (code >= 0) {
                socket.frame(0x88, ByteBuffer.allocate(2).putShort((short) code).array());
            }
            return code;
        }
    }

    @Test
    void unmaskedFramesAreRefused() throws Exception {
        try (House house = new House();
                RawHttp socket = house.join(null, house.type)) {
            socket.unmaskedFrame(0x82, "evil".getBytes(UTF_8));
            int code = socket.readClose();
            assertTrue(code == 1002 || code == -1, "RFC 6455 5.1: " + code);
            assertEquals("", house.stage.pty.typed());
        }
    }

    @Test
    void fragmentsMakeOneMessage() throws Exception {
        try (House house = new House();
                RawHttp socket = house.join("jshare.v1", house.type)) {
            socket.frame(0x02, new byte[] {0x10, 'l'});
            socket.frame(0x89, new byte[] {'p'});
            socket.frame(0x00, new byte[] {'s'});
            socket.frame(0x80, new byte[] {'\r'});
            house.stage.pty.awaitTyped("ls\r");
        }
    }

    @Test
    void section7Dot1Dot1TheServerClosesOnceBothHaveSaidIt() throws Exception {
        try (House house = new House();
                RawHttp first = house.join("jshare.v1", house.watch);
                RawHttp last = house.join("jshare.v1", house.watch)) {
            first.frame(0x88, new byte[] {3, (byte) 233, 'b', 'y', 'e'});
            assertEquals(1001, first.readClose(), "section 5.5.1: the status is echoed");
            assertEquals(0, first.readToEnd());
            last.read(); // It is there.
            house.stage.session.close(CloseCode.GOING_AWAY, Duration.ZERO);
            assertEquals(1001, last.readClose());
            last.binary(new byte[] {0x11, 0, 0, 0, 0, 0, 0, 0, 0}); // What is on its way yet is not looked at.
            last.frame(0x88, new byte[] {3, (byte) 233});
            assertEquals(0, last.readToEnd());
        }
    }

    @Test
    void section8Dot1TextThatIsNoneFailsTheConnection() throws Exception {
        try (House house = new House()) {
            assertEquals(1007, closeAfter(house, 0x81, new byte[] {(byte) 0xff}));
        }
    }

    /** The thread that reads the pty sends at idle, and the I/O thread answers pings meanwhile. */
    @Test
    void framesOfTwoThreadsAreNotMixed() throws Exception {
        try (House house = new House();
                RawHttp socket = house.join(null, house.type)) {
            socket.read();
            StringBuilder expected = new StringBuilder();
            StringBuilder got = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                String line = "line " + i + "\r\n";
                expected.append(line);
                for (int ping = 0; ping < 5; ping++) {
                    socket.frame(0x89, new byte[100]);
                }
                house.stage.pty.print(line);
                while (got.length() < expected.length()) {
                    RawHttp.WsFrame frame = socket.read();
                    assertTrue(frame.opcode() == 2 || frame.opcode() == 10 && frame.payload().length == 100, "a frame");
                    got.append(frame.opcode() == 2 ? new String(frame.payload(), UTF_8) : "");
                }
            }
            assertEquals(expected.toString(), got.toString());
        }
    }

    @Test
    void trap09EndlessFragmentsHaveABound() throws Exception {
        try (House house = new House();
                RawHttp socket = house.join("jshare.v1", house.type)) {
            socket.frame(0x02, new byte[] {0x10});
            byte[] part = new byte[1024];
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 100_000; i++) {
                    socket.frame(0x00, part);
                }
            });
            Stage.await(() -> house.stage.session.facts().watching() == 0);
        }
    }

    @Test
    void trap10AnExpiredLinkIsClosed() throws Exception {
        try (House house = new House()) {
            Links.Issued issued = house.stage.links.issue(Role.TYPE, Duration.ofSeconds(2));
            try (RawHttp socket = house.join("jshare.v1", issued.token().reveal())) {
                socket.read();
                house.stage.clock.advance(Duration.ofSeconds(2));
                assertEquals(4401, socket.readClose());
            }
            assertThrows(
                    IOException.class,
                    () -> house.join("jshare.v1", issued.token().reveal()));
        }
    }

    @Test
    void aServerThatGoesSaysSo() throws Exception {
        try (House house = new House();
                RawHttp socket = house.join("jshare.v1", house.watch)) {
            socket.read();
            house.stage.session.close(CloseCode.GOING_AWAY, Duration.ZERO);
            assertEquals(1001, socket.readClose());
        }
    }

    @Test
    void fullHousesAnswer503ToValidTokensOnly() throws Exception {
        try (House house = new House(1, Patience.USUAL);
                RawHttp first = house.join("jshare.v1", house.watch)) {
            first.read();
            assertEquals(
                    503,
                    RawHttp.get(house.port, house.ws() + "?token=" + house.type, RawHttp.UPGRADE)
                            .status());
            for (String what : List.of("", "/screen")) {
                assertEquals(
                        503,
                        RawHttp.get(house.port, house.api() + what + "?token=" + house.type, "")
                                .status());
            }
            assertEquals(
                    401,
                    RawHttp.get(house.port, house.ws() + "?token=wrong", RawHttp.UPGRADE)
                            .status());
            first.frame(0x88, new byte[] {3, (byte) 232});
            first.readClose();
            Stage.await(() -> house.stage.session.facts().watching() == 0);
            house.join("jshare.v1", house.watch).close();
        }
    }

    @Test
    void whoVanishesLeavesNoPlaceBehind() throws Exception {
        try (House house = new House()) {
            for (int i = 0; i < 200; i++) {
                RawHttp socket = new RawHttp(house.port);
                socket.send("GET " + house.ws() + "?token=" + house.watch + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + RawHttp.UPGRADE + "\r\n");
                if (i % 3 == 0) {
                    socket.answer(false);
                }
                if (i % 2 == 0) {
                    socket.reset();
                } else {
                    socket.close();
                }
            }
            try (RawHttp socket = house.join("jshare.v1", house.watch)) {
                socket.read();
                // The last of them may come after it, and go.
                Stage.await(() -> house.stage.session.facts().watching() == 1);
            }
            Stage.await(() -> house.stage.session.facts().watching() == 0);
        }
    }

    @Test
    void handshakesThatFailTakeNoPlace() throws Exception {
        try (House house = new House()) {
            String path = house.ws() + "?token=" + house.watch;
            assertEquals(426, RawHttp.get(house.port, path, "").status());
            for (String wrong : new String[] {
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: x\r\n",
                "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            }) {
                int status = RawHttp.get(house.port, path, wrong).status();
                assertTrue(status >= 400, "answered with " + status);
            }
            assertEquals(0, house.stage.session.facts().joined());
        }
    }

    @Test
    void trap08AValidTokenIsNeverDelayed() throws Exception {
        for (int attempts = 1; !overtakesThoseWhoGuess(); attempts++) {
            assertTrue(attempts < 10, "those who guess wait for two seconds, and others do not");
        }
    }

    /** Whether somebody joined while some that guessed before still waited, of whom some were too many. */
    private static boolean overtakesThoseWhoGuess() throws Exception {
        List<RawHttp> guessing = new ArrayList<>();
        try (House house = new House()) {
            for (int i = 0; i < 300; i++) {
                RawHttp guess = new RawHttp(house.port);
                guessing.add(guess);
                guess.send("GET " + house.ws() + "?token=wrong HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.UPGRADE
                        + "\r\n");
            }
            house.join("jshare.v1", house.watch).close();
            long answered = guessing.stream().filter(RawHttp::hasAnswer).count();
            int refused = 0;
            for (RawHttp guess : guessing) {
                try {
                    assertEquals(401, guess.answer(false).status(), "refused, or cut off without an answer");
                    refused++;
                } catch (java.io.EOFException | java.net.SocketException e) {
                    // Too many wait already.
                }
            }
            assertTrue(refused >= 200, refused + " of 300 were answered");
            return answered < refused && refused < 300;
        } finally {
            for (RawHttp guess : guessing) {
                guess.close();
            }
        }
    }

    @Test
    void trap09SlowHeadsAreCutOffAndIdleViewersAreNot() throws Exception {
        Patience patience = new Patience(Duration.ofMillis(300), LONG, LONG, LONG, Duration.ofMillis(50));
        try (House house = new House(10, patience)) {
            House.inTime(() -> {
                try (RawHttp viewer = house.join("jshare.v1", house.watch)) {
                    viewer.read();
                    assertSlowHeadsAreCutOff(house);
                    house.stage.pty.print("still here");
                    while (!new String(viewer.read().payload(), ISO_8859_1).contains("still here")) {
                        // Events.
                    }
                }
            });
        }
    }

    private static void assertSlowHeadsAreCutOff(House house) throws IOException {
        try (RawHttp silent = new RawHttp(house.port);
                RawHttp slow = new RawHttp(house.port);
                RawHttp dribbling = new RawHttp(house.port)) {
            slow.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: ");
            assertEquals(0, silent.readToEnd());
            slow.readToEnd();
            dribbling.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: ");
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 3000; i++) {
                    dribbling.send("x");
                    Thread.sleep(20); // The dribble itself: it must be cut off although it goes on.
                }
            });
        }
    }

    @Test
    void aSilentViewerIsPingedAndThenClosed() throws Exception {
        // A machine that stands still for as long as a viewer may be silent has nobody pinged.
        boolean pinged = false;
        for (int dead = 600; !pinged; dead *= 2) {
            assertTrue(dead < 20_000, "never pinged");
            pinged = isPingedAndThenClosed(Duration.ofMillis(dead));
        }
    }

    private static boolean isPingedAndThenClosed(Duration dead) throws Exception {
        Patience patience =
                new Patience(LONG, Duration.ofMillis(100), dead, Duration.ofMillis(400), Duration.ofMillis(20));
        try (House house = new House(10, patience);
                RawHttp silent = house.join("jshare.v1", house.watch)) {
            boolean pinged = false;
            RawHttp.WsFrame frame = silent.readAny();
            while (frame.opcode() != 8) {
                pinged |= frame.opcode() == 9;
                frame = silent.readAny();
            }
            assertEquals(4408, frame.closeCode());
            assertEquals(0, silent.readToEnd(), "who does not answer the close frame is cut off");
            Stage.await(() -> house.stage.session.facts().watching() == 0);
            return pinged;
        }
    }

    @Test
    void aViewerThatAnswersPingsStays() throws Exception {
        assertStays("jshare.v1", "");
    }

    /** The dialects of scripts have no acks: of who just reads nothing is heard but pongs. */
    @ParameterizedTest
    @ValueSource(strings = {"jshare.v1.json", "v1.alis"})
    void aViewerThatOnlyReadsIsPingedInTheMidstOfOutput(String dialect) throws Exception {
        assertStays(dialect, "more"); // There is never a pause for so long as a ping waits for one.
    }

    private static void assertStays(String dialect, String output) throws Exception {
        // A machine that holds up this viewer for as long as it may be silent has it closed.
        boolean stayed = false;
        for (int dead = 500; !stayed; dead *= 2) {
            assertTrue(dead < 20_000, "closed although it answers");
            stayed = stays(Duration.ofMillis(dead), dialect, output);
        }
    }

    /** Whether a viewer that answers, and gets this output after each frame, was let be for longer than it may be silent. */
    private static boolean stays(Duration dead, String dialect, String output) throws Exception {
        Duration ping = dead.dividedBy(10);
        Patience patience = new Patience(LONG, ping, dead, Duration.ofMillis(400), Duration.ofMillis(20));
        try (House house = new House(10, patience);
                RawHttp viewer = house.join(dialect, house.watch)) {
            for (int pings = 0; pings < 15; ) {
                RawHttp.WsFrame frame = viewer.readAny();
                if (frame.opcode() == 8) {
                    return false;
                }
                if (frame.opcode() == 9) {
                    pings++;
                    viewer.frame(0x8a, frame.payload());
                } else {
                    house.stage.pty.print(output);
                }
            }
            return true;
        }
    }

    @Test
    void trap10AClosedViewerCannotHoldItsPlaceWithPongs() throws Exception {
        Patience patience = new Patience(LONG, LONG, LONG, Duration.ofMillis(300), Duration.ofMillis(20));
        try (House house = new House(10, patience);
                RawHttp viewer = house.join("jshare.v1", house.type)) {
            viewer.read();
            house.stage.clock.advance(Stage.LIFE);
            house.stage.session.linksChanged();
            assertEquals(4401, viewer.readClose());
            assertThrows(IOException.class, () -> {
                for (long end = System.nanoTime() + LONG.toNanos(); System.nanoTime() < end; ) {
                    viewer.frame(0x8a, new byte[1]);
                }
            });
            Stage.await(() -> house.stage.session.facts().watching() == 0);
        }
    }

    @Test
    void trap10WhoReadsNothingIsCutOffWhenTheLinkEnds() throws Exception {
        Patience patience = new Patience(LONG, LONG, LONG, Duration.ofMillis(300), Duration.ofMillis(20));
        try (House house = new House(10, patience);
                RawHttp stalled = house.join(null, house.type)) {
            byte[] flood = new byte[1024 * 1024];
            Arrays.fill(flood, (byte) 'x');
            long[] printed = {0};
            Stage.await(() -> {
                if (house.stage.session.facts().offset() == printed[0]) {
                    printed[0] += flood.length;
                    house.stage.pty.print(flood); // On and on: the system takes some megabytes for it.
                }
                try {
                    stalled.text(""); // It goes on talking.
                    return house.stage.session.facts().watching() == 0;
                } catch (IOException e) {
                    return true;
                }
            });
            Stage.await(() -> house.stage.session.facts().watching() == 0);
        }
    }
}
