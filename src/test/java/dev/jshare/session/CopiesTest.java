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
    private long now = Long.MAX_VALUE - TOOK; // System.nanoTime() may overflow.
    private final Copies copies = new Copies(() -> rung++, () -> now);

    private void ask(String name, Runnable work) {
        Runnable all = () -> {
            work.run();
            done.add(name);
        };
        copies.add(all, () -> done.add("not " + name));
    }

    @Test
    void afterALongOneThereIsALongPause() {
        assertEquals(Long.MAX_VALUE, copies.nanosToNextDeadline());
        assertFalse(copies.run());
        ask("one", () -> now += TOOK);
        ask("two", () -> {});
        assertEquals(2, rung);
        assertEquals(0, copies.nanosToNextDeadline());
        assertTrue(copies.run());
        assertEquals(4 * TOOK, copies.nanosToNextDeadline());
        now += 4 * TOOK - 1;
        assertFalse(copies.run(), "not yet");
        assertEquals(List.of("one"), done);
        now++;
        assertTrue(copies.run());
        assertEquals(List.of("one", "two"), done);
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
