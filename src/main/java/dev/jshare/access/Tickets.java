package dev.jshare.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways back for those whose line was lost after their link was used up: each viewer's own, for one return, by the link
 * that it came by and no other. Only hashes are kept. Used by {@link Links} alone, under its lock.
 */
final class Tickets {
    /** How long somebody may be away. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<Integer, Ticket> tickets = new HashMap<>(); // By the viewer's number.

    /** @param lost when its viewer has left, null while it is there */
    private record Ticket(
            String link, byte[] hash, @Nullable Instant lost) {
        boolean over(Instant now) {
            // Also where the clock was set back: nobody knows how long ago it was.
            return lost != null && (now.isBefore(lost) || !now.isBefore(lost.plus(LIFE)));
        }
    }

    Tickets(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    Token issue(String link, int viewer) {
        purge();
        Token token = Token.generate(random);
        tickets.put(viewer, new Ticket(link, Token.hash(token.reveal()), null));
        return token;
    }

    /** The viewer that was given this ticket and may come back, or 0. All are compared, in constant time. */
    int find(String presented) {
        purge();
        byte[] hash = Token.hash(presented);
        int found = 0;
        for (Map.Entry<Integer, Ticket> entry : tickets.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue().hash, hash)) {
                found = entry.getKey();
            }
        }
        return found;
    }

    /** Whether this viewer has a ticket, for this link. */
    boolean isFor(int viewer, Link link) {
        Ticket ticket = tickets.get(viewer);
        return ticket != null && ticket.link.equals(link.id());
    }

    /** Its viewer has left: it is good for a while. */
    void lost(int viewer) {
        tickets.computeIfPresent(viewer, (id, ticket) -> new Ticket(ticket.link, ticket.hash, clock.instant()));
    }

    void forget(int viewer) {
        tickets.remove(viewer);
    }

    void forget(String link) {
        tickets.values().removeIf(ticket -> ticket.link.equals(link));
    }

    private void purge() {
        Instant now = clock.instant();
        tickets.values().removeIf(ticket -> ticket.over(now));
    }
}
