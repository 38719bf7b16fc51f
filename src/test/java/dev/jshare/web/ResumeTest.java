package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Role;
import dev.jshare.protocol.Json;
import dev.jshare.session.ScriptedPty;
import dev.jshare.session.Stage;
import dev.jshare.vt.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Viewers that lose their line under load, and come back with the offset that they have. */
class ResumeTest {
    private static final int CUTS = 1000;
    private static final long SEED = 20261120;

    /** Printed for each message that arrives: enough that there is always more, and 1,000 visits fit into memory. */
    private static final int MORE = 64 * 1024;

    /** What one viewer has got: bytes since its last snapshot, and a terminal that drew all of it. */
    private static final class Received {
        private Terminal terminal = new Terminal(80, 24, 100);
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long start;
        private int snapshots;

        long offset() {
            return start + bytes.size();
        }

        /** Takes a message of {@code jshare.v1}; events do not matter here. */
        void take(byte[] message) {
            ByteBuffer fields = ByteBuffer.wrap(message);
            int type = fields.get();
            if (type == 1) {
                assertEquals(offset(), fields.getLong(), "output goes on exactly where it stopped");
                byte[] output = rest(fields);
                bytes.writeBytes(output);
                terminal.feed(output, 0, output.length);
            } else if (type == 2) {
                start = fields.getLong();
                terminal = new Terminal(fields.getShort(), fields.getShort(), 100);
                byte[] screen = rest(fields);
                terminal.feed(screen, 0, screen.length);
                bytes = new ByteArrayOutputStream();
                snapshots++;
            }
        }

        private static byte[] rest(ByteBuffer fields) {
            byte[] rest = new byte[fields.remaining()];
            fields.get(rest);
            return rest;
        }
    }

    /** Prints what terminals are shown, as much as it is allowed to; remembers all of it. */
    private static final class Program implements Runnable {
        private final ScriptedPty pty;
        private final Random random = new Random(SEED);
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final Semaphore allowed = new Semaphore(0);
        private volatile boolean stop;

        Program(ScriptedPty pty) {
            this.pty = pty;
        }

        @Override
        public void run() {
            try {
                while (!stop) {
                    byte[] some = piece().getBytes(StandardCharsets.UTF_8);
                    allowed.acquire(some.length);
                    printed.writeBytes(some);
                    pty.printSlowly(some);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void goOn() {
            allowed.release(MORE);
        }

        private String piece() {
            int row = 1 + random.nextInt(24);
            return switch (random.nextInt(5)) {
                case 0 -> "\u001b[" + row + ";" + (1 + random.nextInt(80)) + "H";
                case 1 -> "\u001b[38;5;" + random.nextInt(256) + "mcolour \u001b[0m";
                case 2 -> "wide 漢字 and 🎉 and é\r\n";
                case 3 -> "\u001b]0;title " + row + "\u0007";
                default -> "line ".repeat(1 + random.nextInt(200)) + "\r\n";
            };
        }
    }

    @Test
    void aThousandCutsLoseNothing() throws Exception {
        Random random = new Random(SEED);
        try (House house = new House()) {
            Program program = new Program(house.stage.pty);
            Thread printing = new Thread(program, "program");
            printing.start();
            Received received = new Received();
            visit(house, received, null, 5, program::goOn);
            for (int cut = 0; cut < CUTS; cut++) {
                visit(house, received, received.offset(), random.nextInt(4), program::goOn);
            }
            program.stop = true;
            program.goOn();
            printing.join();
            house.stage.pty.end(0);
            visit(house, received, received.offset(), Integer.MAX_VALUE, program::goOn);
            byte[] all = program.printed.toByteArray();
            assertEquals(all.length, received.offset());
            assertArrayEquals(
                    Arrays.copyOfRange(all, (int) received.start, all.length),
                    received.bytes.toByteArray(),
                    "byte for byte since the last snapshot, of which there were " + received.snapshots);
            Terminal host = new Terminal(80, 24, 100);
            host.feed(all, 0, all.length);
            assertArrayEquals(host.snapshot(100), received.terminal.snapshot(100), "the same screen");
            assertTrue(all.length > 100_000, "there was load: " + all.length);
        }
    }

    /** Connects, takes so many messages of output, and is cut; a visit without a limit ends with the shell. */
    private static void visit(House house, Received received, Long from, int messages, Runnable goOn)
            throws IOException {
        goOn.run();
        try (RawHttp http = new RawHttp(house.port)) {
            String path = house.ws() + (from == null ? "" : "?from=" + from);
            RawHttp.Answer answer = http.upgrade(
                    house.port, path, "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + house.watch + "\r\n");
            assertEquals(101, answer.status());
            int left = messages;
            for (RawHttp.WsFrame frame = http.read(); frame.opcode() != 8; frame = http.read()) {
                received.take(frame.payload());
                goOn.run();
                if (frame.payload()[0] == 1 || frame.payload()[0] == 2) {
                    http.binary(ByteBuffer.allocate(9)
                            .put((byte) 0x11)
                            .putLong(received.offset())
                            .array());
                    if (--left <= 0) {
                        http.reset();
                        return;
                    }
                }
            }
        }
    }

    @Test
    void trap09ATicketIsPresentedAsASubprotocolOrAHeader() throws Exception {
        try (House house = new House()) {
            String token =
                    house.stage.links.issue(Role.WATCH, null, 1, null).token().reveal();
            String ticket;
            try (RawHttp first = house.join("jshare.v1", token)) {
                ticket = (String) welcome(first).get("ticket");
                assertEquals(401, facts(house, token, ""));
                assertEquals(200, facts(house, token, "X-Jshare-Ticket: " + ticket + "\r\n"));
                assertEquals(401, facts(house, token, "X-Jshare-Ticket: x" + ticket + "\r\n"));
                assertEquals(200, get(house, "/screen", token, "X-Jshare-Ticket: " + ticket + "\r\n"));
                first.reset();
            }
            try (RawHttp again = new RawHttp(house.port)) {
                RawHttp.Answer answer = again.upgrade(
                        house.port,
                        house.ws() + "?from=0",
                        "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + token + ", jshare.ticket." + ticket
                                + "\r\n");
                assertEquals(101, answer.status());
                assertFalse(answer.head().contains(ticket), "it is not echoed");
                assertTrue(answer.head().contains("jshare.v1"));
                assertNotEquals(ticket, welcome(again).get("ticket"));
                assertEquals(401, facts(house, token, "X-Jshare-Ticket: " + ticket + "\r\n"), "it was for once");
            }
        }
    }

    private static Map<String, Object> welcome(RawHttp http) throws IOException {
        byte[] message = http.read().payload();
        return Json.object(Arrays.copyOfRange(message, 1, message.length));
    }

    private static int facts(House house, String token, String header) throws IOException {
        return get(house, "", token, header);
    }

    private static int get(House house, String what, String token, String header) throws IOException {
        return RawHttp.get(house.port, house.api() + what, "Authorization: Bearer " + token + "\r\n" + header)
                .status();
    }

    @Test
    void trap09ALinkForSomeShowsTheScreenToThoseWhoHaveJoined() throws Exception {
        try (House house = new House()) {
            String two =
                    house.stage.links.issue(Role.WATCH, null, 2, null).token().reveal();
            assertEquals(426, get(house, "/screen", two, ""));
            try (RawHttp first = house.join("jshare.v1", two)) {
                String ticket = (String) welcome(first).get("ticket");
                assertEquals(426, get(house, "/screen", two, ""), "others have not");
                assertEquals(426, get(house, "/screen", two, "X-Jshare-Ticket: x" + ticket + "\r\n"));
                assertEquals(200, get(house, "/screen", two, "X-Jshare-Ticket: " + ticket + "\r\n"));
            }
        }
    }

    @Test
    void aPlaceThatIsForgottenGetsASnapshot() throws Exception {
        try (House house = new House()) {
            Received received = new Received();
            visit(house, received, null, 1, () -> {});
            byte[] line = "forgotten ".repeat(100).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 6000; i++) { // 6 MB, over the log's 4 MiB.
                house.stage.pty.printSlowly(line);
            }
            Stage.await(() -> house.stage.session.facts().offset() == 6_000_000);
            visit(house, received, received.offset(), 1, () -> {});
            assertEquals(2, received.snapshots);
            assertEquals(6_000_000, received.offset());
        }
    }
}
