package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final long OFFSET = 500;
    private static final long DRAWN_AFTER = TimeUnit.MILLISECONDS.toNanos(30);

    private final OutputLog log = new OutputLog(1_000_000);

    private Cursor cursor(Deflation deflation) {
        return new Cursor(Dialect.BINARY, log, 4096, deflation);
    }

    private static Start picture(byte[] bytes) {
        ServerMessage.Snapshot snapshot = new ServerMessage.Snapshot(OFFSET, 100, 30, ByteBuffer.wrap(bytes));
        return new Start(List.of(), List.of(), new Picture(snapshot, false), 0, OFFSET);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    /** Milliseconds from one snapshot of so many bytes to the next, for who has drawn it by then. */
    private long pause(int bytes) {
        Cursor cursor = cursor(Deflation.ALL);
        cursor.begin(picture(noise(bytes)), 0);
        assertTrue(cursor.pause(TimeUnit.DAYS.toNanos(1)) > 0, "none before this one is drawn");
        cursor.acknowledge(OFFSET, DRAWN_AFTER);
        return TimeUnit.NANOSECONDS.toMillis(cursor.pause(DRAWN_AFTER) + DRAWN_AFTER);
    }

    @Test
    void snapshotsTakeAHundredKilobytesASecondAndSeemToMove() {
        assertEquals(100, pause(100), "ten a second at most");
        assertEquals(200, pause(20_000 - 13));
        assertEquals(250, pause(200_000), "four a second at least");
    }

    @Test
    void theNextSnapshotComesSoonerWhereItWasDeflated() {
        byte[] screen = "$ make -j8 install\r\n".repeat(1_000).getBytes(UTF_8);
        Cursor cursor = cursor(Deflation.ALL);
        Frame frame = cursor.begin(picture(screen), 0);
        assertNotNull(frame);
        assertEquals(6, frame.bytes().get());
        cursor.acknowledge(OFFSET, 0);
        assertEquals(Cursor.PACE_NANOS, cursor.pause(0));
    }

    /** Whether somebody skips of a flood who draws each frame of its first half after so many milliseconds, then after so many. */
    private boolean isLeftBehind(long first, long then) {
        Cursor cursor = cursor(Deflation.NONE);
        long half = log.end() + 200_000;
        assertNull(cursor.begin(new Start(List.of(), List.of(), null, log.next(), log.end()), 0));
        for (int i = 0; i < 40; i++) {
            log.append(noise(10_000), 10_000, 0, output -> false);
        }
        long now = 0;
        for (Frame frame = cursor.next(now); frame != null; frame = cursor.next(now)) {
            ByteBuffer bytes = frame.bytes();
            long drawn = bytes.getLong(1) + bytes.remaining() - 9;
            now += TimeUnit.MILLISECONDS.toNanos(drawn < half ? first : then);
            if (cursor.behind(now)) {
                return true;
            }
            cursor.acknowledge(drawn, now);
        }
        return false;
    }

    @Test
    void whoDrawsAsQuicklyAsEverSkipsNothingAndWhoDoesNotSkips() {
        assertFalse(isLeftBehind(10, 10));
        assertFalse(isLeftBehind(300, 300), "a far line is no slow one");
        assertTrue(isLeftBehind(10, 300));
    }

    @Test
    void aSnapshotIsNotDeflatedForWhoHasNotAskedForThat() {
        byte[] screen = "$ make -j8 install\r\n".repeat(1_000).getBytes(UTF_8);
        for (Deflation deflation : List.of(Deflation.NONE, Deflation.OUTPUT)) {
            Frame frame = cursor(deflation).begin(picture(screen), 0);
            assertNotNull(frame);
            assertEquals(2, frame.bytes().get());
        }
    }

    @Test
    void whoGoesOnWhereTheyWereHasNoSnapshotToDraw() {
        Cursor cursor = cursor(Deflation.ALL);
        assertNull(cursor.begin(new Start(List.of(), List.of(), null, 0, OFFSET), 0));
        assertEquals(OFFSET, cursor.drawn());
    }
}
