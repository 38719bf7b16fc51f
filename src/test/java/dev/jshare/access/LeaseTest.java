package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final int ANN = 1;
    private static final int BO = 2;

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger changes = new AtomicInteger();
    private final Lease lease = new Lease(clock, false, changes::incrementAndGet);

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    @Test
    void itLastsTwoSecondsAfterTheLastKey() {
        assertEquals(Lease.NOBODY, lease.holder());
        assertEquals(0, lease.millisLeft());
        assertEquals(ANN, lease.take(ANN));
        pass(1_500);
        assertEquals(ANN, lease.take(ANN));
        pass(1_999);
        assertEquals(ANN, lease.holder());
        assertEquals(1, lease.millisLeft());
        assertEquals(ANN, lease.take(BO), "it is Ann's");
        pass(1);
        assertEquals(Lease.NOBODY, lease.holder());
        assertTrue(lease.typedLast(ANN));
        assertEquals(BO, lease.take(BO));
        assertFalse(lease.typedLast(ANN));
        assertEquals(BO, lease.take(ANN));
    }

    @Test
    void whoIsRefusedDoesNotMakeItLonger() {
        lease.take(ANN);
        pass(1_999);
        lease.take(BO);
        pass(1);
        assertEquals(BO, lease.take(BO));
    }

    @Test
    void theHostsLineIsFinishedByEnter() {
        lease.take(ANN);
        assertTrue(lease.takeForHost(false));
        assertEquals(Lease.HOST, lease.take(ANN));
        assertFalse(lease.takeForHost(true), "it had it already");
        assertEquals(Lease.NOBODY, lease.holder());
        assertFalse(lease.typedLast(ANN), "what Ann typed ahead is not typed now");
        assertEquals(ANN, lease.take(ANN));
    }

    @Test
    void theHostTakesItAtOnceAndIsNotDisturbed() {
        assertFalse(lease.takeForHost(false), "from nobody");
        lease.end(Lease.HOST);
        lease.take(ANN);
        assertTrue(lease.takeForHost(false));
        assertEquals(Lease.HOST, lease.take(ANN));
        pass(1_999);
        assertFalse(lease.takeForHost(false), "it had it already");
        pass(1_999);
        assertEquals(Lease.HOST, lease.take(BO));
        pass(1);
        assertEquals(BO, lease.take(BO));
        pass(10_000);
        assertTrue(lease.takeForHost(false), "what Bo typed long ago may still wait");
    }

    @Test
    void onlyChangesAreTold() {
        for (int key = 0; key < 100; key++) {
            lease.take(ANN);
            lease.take(BO);
        }
        assertEquals(1, changes.get());
        for (int key = 0; key < 100; key++) {
            lease.takeForHost(false);
            lease.take(BO);
        }
        assertEquals(2, changes.get());
        pass(5_000);
        lease.take(BO);
        assertEquals(3, changes.get());
    }

    @Test
    void itEndsWithItsViewer() {
        lease.take(ANN);
        lease.end(BO);
        assertEquals(ANN, lease.holder());
        lease.end(ANN);
        assertEquals(Lease.NOBODY, lease.holder());
        lease.take(BO);
        lease.endViewers();
        assertFalse(lease.typedLast(BO));
        lease.takeForHost(false);
        lease.endViewers();
        assertEquals(Lease.HOST, lease.holder());
    }

    @Test
    void aClockThatIsSetBackEndsIt() {
        lease.take(ANN);
        pass(-3_600_000);
        assertEquals(Lease.NOBODY, lease.holder());
        assertEquals(BO, lease.take(BO));
    }

    @Test
    void whereAllMayTypeNobodyIsRefused() {
        Lease free = new Lease(clock, true, changes::incrementAndGet);
        assertEquals(ANN, free.take(ANN));
        assertEquals(BO, free.take(BO));
        assertFalse(free.takeForHost(false));
        assertTrue(free.typedLast(ANN) && free.typedLast(BO));
        assertEquals(ANN, free.holder(), "who began is the one of whom it is said");
        assertEquals(1, changes.get());
    }
}
