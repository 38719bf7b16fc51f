package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long NOW = Long.MAX_VALUE - 100; // System.nanoTime() may overflow.
    private final BackOff backOff = new BackOff();

    @Test
    void refusalsComeLaterAndLaterUpToABound() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            delays.add(backOff.nextDelay(source(1), NOW));
        }
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L), delays);
        for (int i = 0; i < 1_000_000; i++) {
            backOff.nextDelay(source(1), NOW);
        }
        assertEquals(2000, backOff.nextDelay(source(1), NOW));
    }

    @Test
    void sourcesAreApartAndAQuietOneBeginsAnew() {
        for (int i = 0; i < 10; i++) {
            backOff.nextDelay(source(1), NOW);
        }
        assertEquals(0, backOff.nextDelay(source(2), NOW));
        assertEquals(1600, backOff.nextDelay(source(1), NOW + TimeUnit.MINUTES.toNanos(1)));
        assertEquals(0, backOff.nextDelay(source(1), NOW + TimeUnit.MINUTES.toNanos(2) + 1));
    }

    @Test
    void trap08ManySourcesPushOutTheOneRefusedLongestAgo() {
        for (int i = 0; i < 10; i++) {
            backOff.nextDelay(source(0), NOW);
            backOff.nextDelay(source(1), NOW);
        }
        for (int i = 2; i < 1024; i++) {
            backOff.nextDelay(source(i), NOW);
        }
        backOff.nextDelay(source(1), NOW);
        backOff.nextDelay(source(5000), NOW);
        assertEquals(2000, backOff.nextDelay(source(1), NOW), "lately refused: remembered");
        assertEquals(0, backOff.nextDelay(source(0), NOW), "forgotten");
    }

    private static InetAddress source(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
