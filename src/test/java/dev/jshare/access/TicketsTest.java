package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The ways back for those whose line was lost. */
class TicketsTest {
    private static final int ANN = 1;
    private static final int BO = 2;

    private final ManualClock clock = new ManualClock();
    private final Links links = new Links(new SecureRandom(), clock);
    private final Links.Issued once = links.issue(Role.WATCH, Duration.ofHours(1), 1, null);
    private final String token = once.token().reveal();

    private String join(int viewer) {
        assertTrue(links.use(once.link()));
        return links.ticket(once.link(), viewer).reveal();
    }

    @Test
    void aTicketOpensAUsedUpLinkOnce() {
        String ticket = join(ANN);
        assertTrue(links.find(token).isEmpty());
        assertTrue(links.find(token, ticket).isPresent());
        assertEquals(ANN, links.enter(once.link(), ticket));
        assertEquals(0, links.enter(once.link(), ticket));
        assertTrue(links.find(token, ticket).isEmpty());
        assertEquals(1, links.uses().get(0).used());
    }

    @Test
    void trap29ATicketIsLongAndRandomAndAnotherEachTime() {
        String ticket = join(ANN);
        String next = links.ticket(once.link(), ANN).reveal();
        assertTrue(ticket.matches("[A-Za-z0-9_-]{32}"), "192 bits");
        assertNotEquals(ticket, next);
        assertEquals(0, links.enter(once.link(), ticket), "the next one takes its place");
        assertEquals(ANN, links.enter(once.link(), next));
    }

    @Test
    void itIsGoodForAMinuteAfterTheLineWasLost() {
        String ticket = join(ANN);
        clock.advance(Duration.ofMinutes(30));
        assertTrue(links.find(token, ticket).isPresent(), "as long as its viewer is there");
        links.left(ANN);
        clock.advance(Duration.ofMillis(59_999));
        assertTrue(links.find(token, ticket).isPresent());
        clock.advance(Duration.ofMillis(1));
        assertTrue(links.find(token, ticket).isEmpty());
        assertEquals(0, links.enter(once.link(), ticket));
    }

    @Test
    void trap11ATicketIsForItsLinkAlone() {
        Links.Issued other = links.issue(Role.TYPE, Duration.ofHours(1), 1, null);
        assertTrue(links.use(other.link()));
        String ticket = join(ANN);
        assertTrue(links.find(other.token().reveal(), ticket).isEmpty());
        assertEquals(0, links.enter(other.link(), ticket));
        assertTrue(links.find("wrong", ticket).isEmpty(), "and no token by itself");
        assertTrue(links.find(ticket, ticket).isEmpty());
        assertEquals(ANN, links.enter(once.link(), ticket), "and still good");
    }

    @Test
    void trap11ATicketEndsWithItsLink() {
        String ticket = join(ANN);
        links.left(ANN);
        links.extend(once.link().id(), Duration.ofHours(1));
        assertTrue(links.find(token, ticket).isPresent());
        links.revoke(once.link().id());
        assertTrue(links.find(token, ticket).isEmpty());
        assertEquals(0, links.enter(once.link(), ticket));
        assertNull(links.ticket(once.link(), BO));
    }

    @Test
    void trap11ATicketEndsWithItsLinksTime() {
        String ticket = join(ANN);
        clock.advance(Duration.ofHours(1));
        assertTrue(links.find(token, ticket).isEmpty());
        assertEquals(0, links.enter(once.link(), ticket));
    }

    @Test
    void whoWasSentAwayHasNoTicket() {
        String ticket = join(ANN);
        links.forget(ANN);
        assertTrue(links.find(token, ticket).isEmpty());
    }

    @Test
    void whoCameByALinkForAnyNumberHasOneToo() {
        Links.Issued any = links.issue(Role.WATCH, null);
        String ticket = links.ticket(any.link(), ANN).reveal();
        assertTrue(links.present(any.link(), ticket), "its viewer is there, as far as anybody knows");
        assertFalse(links.disallow(ANN), "it has no leave");
        assertEquals(ANN, links.enter(any.link(), ticket));
        assertFalse(links.find(any.token().reveal(), "").isEmpty(), "and needs none to come in");
    }

    @Test
    void whoCannotComeBackAnyMoreIsNotThereToBeSentAway() {
        join(ANN);
        links.left(ANN);
        clock.advance(Duration.ofMinutes(1));
        assertFalse(links.forget(ANN));
    }

    /** The host decides about the number that a viewer had while that comes in by its ticket. */
    @Test
    void trap11WhatIsDecidedOnTheWayInHolds() {
        Links.Issued any = links.issue(Role.WATCH, null);
        Instant leave = clock.instant().plusSeconds(300);
        String kept = links.ticket(any.link(), ANN).reveal();
        links.allow(ANN, leave);
        assertEquals(ANN, links.enter(any.link(), kept));
        assertEquals(0, links.enter(any.link(), kept), "nobody else comes by it");
        assertEquals(leave, links.arrive(ANN).leave());
        assertNull(links.arrive(ANN), "once");

        String denied = links.ticket(any.link(), ANN).reveal();
        links.allow(ANN, leave);
        assertEquals(ANN, links.enter(any.link(), denied));
        assertTrue(links.disallow(ANN));
        assertNull(links.arrive(ANN).leave(), "it may come in");

        String kicked = links.ticket(any.link(), ANN).reveal();
        links.allow(ANN, leave);
        assertEquals(ANN, links.enter(any.link(), kicked));
        assertTrue(links.forget(ANN));
        assertNull(links.arrive(ANN), "it may not");
    }
}
