package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.session.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A flood of output, seen through lines that cannot carry it. */
class SlowLineTest {
    /** 1 Mbit/s. */
    private static final int SLOW = 125_000;

    /** What such a line carries in half a second: the most that a viewer's screen may be old. */
    private static final int HALF_SECOND = SLOW / 2;

    /** What may be on its way to any viewer, however slow. */
    private static final int LEAST_WINDOW = 16 * 1024;

    private static final byte[] FLOOD =
            "y flood flood flood flood flood\r\n".repeat(64).getBytes(StandardCharsets.UTF_8);

    /** When, on the line's clock, the host's terminal was at which offset. */
    private static final class Diary {
        private final TreeMap<Long, Long> entries = new TreeMap<>(Map.of(0L, 0L));

        synchronized void note(long offset, long lineTime) {
            entries.put(offset, lineTime);
        }

        /** How long ago on the line's clock the host's terminal had only this much. */
        synchronized long age(long offset, long lineTime) {
            Map.Entry<Long, Long> next = entries.higherEntry(offset);
            return next == null ? 0 : lineTime - next.getValue();
        }
    }

    @Test
    void aSlowLineSeesWhatTheHostSeesWithinHalfASecond() throws Exception {
        try (House house = new House();
                ThrottledLine line = new ThrottledLine(house.port, SLOW)) {
            Diary diary = new Diary();
            Thread flood = new Thread(() -> flood(house, line, diary), "flood");
            List<Long> ages = new ArrayList<>();
            try (RawHttp http = new RawHttp(line.port())) {
                join(house, http, line.port());
                flood.start();
                while (line.carried() < 5 * SLOW) {
                    long offset = drawn(http);
                    if (line.carried() > SLOW) {
                        ages.add(diary.age(offset, line.carried()));
                    }
                }
            } finally {
                flood.interrupt();
                flood.join();
            }
            Collections.sort(ages);
            long late = ages.get(ages.size() * 95 / 100);
            assertTrue(ages.size() > 10, "it saw something: " + ages.size());
            assertTrue(late <= HALF_SECOND, "19 of 20 pictures are at most so old, in bytes of the line: " + late);
        }
    }

    private static void flood(House house, ThrottledLine line, Diary diary) {
        try {
            while (!Thread.interrupted()) {
                house.stage.pty.printSlowly(FLOOD);
                diary.note(house.stage.session.facts().offset(), line.carried());
            }
        } catch (InterruptedException e) {
            // The end of it.
        }
    }

    @Test
    void aFastLineSeesEverything() throws Exception {
        try (House house = new House();
                RawHttp http = new RawHttp(house.port)) {
            join(house, http, house.port);
            int pieces = 1000;
            // Never more than a slow viewer has on its way: the machine may hold up whoever reads here as long as it
            // likes.
            Semaphore allowed = new Semaphore(LEAST_WINDOW / FLOOD.length);
            Thread flood = new Thread(() -> flood(house, pieces, allowed), "flood");
            flood.start();
            long seen = 0;
            while (seen < (long) pieces * FLOOD.length) {
                RawHttp.WsFrame frame = http.read();
                if (frame.payload()[0] == 1) {
                    assertEquals(seen, ByteBuffer.wrap(frame.payload()).getLong(1), "nothing was skipped");
                    long before = seen;
                    seen += frame.payload().length - 9;
                    ack(http, seen);
                    allowed.release((int) (seen / FLOOD.length - before / FLOOD.length));
                }
            }
            flood.join();
            assertEquals(house.stage.session.facts().offset(), seen);
        }
    }

    private static void flood(House house, int pieces, Semaphore allowed) {
        try {
            for (int i = 0; i < pieces; i++) {
                allowed.acquire();
                house.stage.pty.printSlowly(FLOOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(House house, RawHttp http, int port) throws IOException {
        RawHttp.Answer answer = http.upgrade(
                port,
                "/ws/" + Stage.ID + "?ack=4096",
                "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + house.watch + "\r\n");
        assertEquals(101, answer.status());
        drawn(http);
    }

    /** The offset of the next picture, which is acknowledged. */
    private static long drawn(RawHttp http) throws IOException {
        while (true) {
            ByteBuffer message = ByteBuffer.wrap(http.read().payload());
            int type = message.get();
            if (type == 1 || type == 2) {
                long offset = message.getLong() + (type == 1 ? message.remaining() : 0);
                ack(http, offset);
                return offset;
            }
        }
    }

    private static void ack(RawHttp http, long offset) throws IOException {
        http.binary(ByteBuffer.allocate(9).put((byte) 0x11).putLong(offset).array());
    }
}
