package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final ManualClock clock = new ManualClock();
    private final Links links = new Links(new SecureRandom(), clock);

    @Test
    void aLinkIsFoundByItsTokenOnly() {
        Links.Issued watch = links.issue(Role.WATCH, HOUR);
        Links.Issued type = links.issue(Role.TYPE, HOUR);
        assertEquals(Optional.of(watch.link()), links.find(watch.token().reveal()));
        assertEquals(Optional.of(type.link()), links.find(type.token().reveal()));
        assertNotEquals(watch.link().id(), type.link().id());
        String token = watch.token().reveal();
        for (String wrong : new String[] {
            "",
            " ",
            token.substring(1),
            token + "A",
            token.toLowerCase(java.util.Locale.ROOT),
            token + "\0",
            "\ud800",
            watch.link().id()
        }) {
            assertEquals(Optional.empty(), links.find(wrong), wrong);
        }
    }

    @Test
    void trap10AtTheVeryInstantOfItsEndALinkIsOver() {
        Links.Issued issued = links.issue(Role.WATCH, HOUR);
        String token = issued.token().reveal();
        assertEquals(clock.instant().plus(HOUR), issued.link().expires());
        clock.advance(HOUR.minusNanos(1));
        assertTrue(links.find(token).isPresent());
        assertTrue(links.valid(issued.link()));
        clock.advance(Duration.ofNanos(1));
        assertTrue(links.find(token).isEmpty());
        assertFalse(links.valid(issued.link()));
    }

    @Test
    void aLinkWithoutAnEndLives() {
        Links.Issued issued = links.issue(Role.TYPE, null);
        clock.advance(Duration.ofDays(100_000));
        assertNull(issued.link().expires());
        assertTrue(links.find(issued.token().reveal()).isPresent());
    }

    @Test
    void trap10ARevokedLinkOpensNothing() {
        Links.Issued kept = links.issue(Role.WATCH, null);
        Links.Issued revoked = links.issue(Role.WATCH, null);
        assertTrue(links.revoke(revoked.link().id()));
        assertFalse(links.revoke(revoked.link().id()), "there is no such link any more");
        assertFalse(links.revoke("nobody"));
        assertTrue(links.find(revoked.token().reveal()).isEmpty());
        assertFalse(links.valid(revoked.link()));
        assertTrue(links.valid(kept.link()));
        assertEquals(List.of(kept.link()), links.list());
        assertNotEquals(
                revoked.link().id(), links.issue(Role.WATCH, null).link().id(), "ids are not used again");
    }

    @Test
    void aWatchOnlySessionHasNoSecretThatTypes() {
        links.issue(Role.WATCH, HOUR);
        assertTrue(links.list().stream().allMatch(link -> link.role() == Role.WATCH));
    }

    @Test
    void aLinkForOneJoinIsSpentByUseAndNotByLooking() {
        Links.Issued once = links.issue(Role.WATCH, HOUR, 1, "for Ann");
        String token = once.token().reveal();
        for (int i = 0; i < 10; i++) {
            assertEquals(Optional.of(once.link()), links.find(token));
        }
        assertEquals(List.of(new Links.Use(once.link(), 0)), links.uses());
        assertTrue(links.use(once.link()));
        assertFalse(links.use(once.link()));
        assertTrue(links.find(token).isEmpty(), "nobody else gets in");
        assertTrue(links.valid(once.link()), "who is in may stay");
        assertEquals(List.of(new Links.Use(once.link(), 1)), links.uses());
    }

    @Test
    void trap09ManyWhoJoinAtOnceGetAsManyPlacesAsTheLinkHas() throws Exception {
        Links.Issued seven = links.issue(Role.WATCH, HOUR, 7, null);
        Links.Issued any = links.issue(Role.WATCH, HOUR);
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        AtomicInteger in = new AtomicInteger();
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> joins = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                joins.add(crowd.submit(() -> {
                    together.await();
                    for (int attempt = 0; attempt < 100; attempt++) {
                        if (links.use(seven.link())) {
                            in.incrementAndGet();
                        }
                        assertTrue(links.use(any.link()));
                    }
                    return null;
                }));
            }
            for (Future<Void> join : joins) {
                join.get();
            }
        } finally {
            crowd.shutdownNow();
        }
        assertEquals(7, in.get());
        assertEquals(List.of(new Links.Use(seven.link(), 7), new Links.Use(any.link(), threads * 100)), links.uses());
    }

    @Test
    void aLinkThatIsOverOrRevokedIsNotUsed() {
        Links.Issued expired = links.issue(Role.WATCH, HOUR);
        Links.Issued revoked = links.issue(Role.WATCH, null);
        clock.advance(HOUR);
        links.revoke(revoked.link().id());
        assertFalse(links.use(expired.link()));
        assertFalse(links.use(revoked.link()));
    }

    @Test
    void anExtendedLinkLivesOnFromItsEndOrFromNow() {
        Links.Issued issued = links.issue(Role.WATCH, HOUR, 3, "class");
        links.use(issued.link());
        Instant end = clock.instant().plus(HOUR).plus(HOUR);
        Link longer = links.extend(issued.link().id(), HOUR).orElseThrow();
        assertEquals(new Link("watch1", Role.WATCH, end, 3, "class"), longer);
        clock.advance(HOUR);
        assertTrue(links.valid(issued.link()), "who came by it before may stay");
        assertEquals(Optional.of(longer), links.find(issued.token().reveal()));
        clock.advance(HOUR.multipliedBy(5));
        assertFalse(links.valid(issued.link()));
        Instant again = clock.instant().plus(HOUR);
        assertEquals(again, links.extend("watch1", HOUR).orElseThrow().expires());
        assertTrue(links.valid(issued.link()));
        assertEquals(1, links.uses().get(0).used(), "uses stay counted");
        assertNull(links.extend("watch1", null).orElseThrow().expires());
        assertNull(links.extend("watch1", HOUR).orElseThrow().expires(), "for ever is not shortened");
        assertTrue(links.extend("watch2", HOUR).isEmpty());
    }

    @Test
    void allLinksAreTakenBackAtOnce() {
        Links.Issued one = links.issue(Role.WATCH, HOUR);
        Links.Issued two = links.issue(Role.TYPE, null);
        assertEquals(2, links.revokeAll());
        assertFalse(links.valid(one.link()) || links.valid(two.link()));
        assertEquals(0, links.revokeAll());
        assertEquals("watch3", links.issue(Role.WATCH, HOUR).link().id());
    }

    @Test
    void noLinkToTypeCanBeMadeWhereNobodyMay() {
        Links watchOnly = new Links(new SecureRandom(), clock, false);
        assertThrows(IllegalStateException.class, () -> watchOnly.issue(Role.TYPE, HOUR));
        watchOnly.issue(Role.WATCH, HOUR);
        assertEquals(1, watchOnly.list().size());
        assertFalse(watchOnly.typing());
        assertTrue(links.typing());
    }
}
