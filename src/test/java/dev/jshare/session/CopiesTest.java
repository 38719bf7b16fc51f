package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final long TOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<String> done = new ArrayList<>();
    private int rung;
    private final Copies copies = new Copies(() -> rung++);

    private void ask(String name, Runnable work) {
        Runnable all = () -> {
            work.run();
            done.add(name);
        };
        copies.add(all, () -> done.add("not " + name));
    }

    private static void busy() {
        for (long start = System.nanoTime(); System.nanoTime() - start < TOOK; ) {
            Thread.onSpinWait();
        }
    }

    @Test
    void afterALongOneThereIsALongPause() {
        assertEquals(Long.MAX_VALUE, copies.nanosToNextDeadline());
        assertFalse(copies.run());
        ask("one", CopiesTest::busy);
        ask("two", () -> {});
        assertEquals(2, rung);
        assertEquals(0, copies.nanosToNextDeadline());
        assertTrue(copies.run());
        long pause = copies.nanosToNextDeadline();
        assertTrue(pause > 2 * TOOK, pause + " ns");
        assertFalse(copies.run(), "not yet");
        assertEquals(List.of("one"), done);
    }

    @Test
    void whatFailsIsRefused() {
        ask("one", () -> {
            throw new OutOfMemoryError("for the test");
        });
        assertTrue(copies.run());
        assertEquals(List.of("not one"), done);
    }

    @Test
    void thereIsRoomForSoManyAndForNoneAtTheEnd() {
        for (int i = 0; i <= Copies.MOST; i++) {
            ask("one", () -> {});
        }
        assertEquals(List.of("not one"), done);
        copies.close();
        ask("late", () -> {});
        assertEquals(Copies.MOST + 2, done.size());
        assertEquals("not late", done.get(Copies.MOST + 1));
    }
}
