package dev.jshare.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways back for those whose line was lost: each viewer's own, for one return, by the link that it came by and no other.
 * It opens a link that is used up, brings a leave to type, and takes the place of the lost connection, which the server may
 * not have noticed: nothing that waits in it must arrive any more, and nobody is kept out by it. Only hashes are kept. Used by
 * {@link Links} alone, under its lock.
 */
final class Tickets {
    /** How long somebody may be away. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<Integer, Ticket> tickets = new HashMap<>(); // By the viewer's number.

    /**
     * @param leave until when its viewer may type by a leave of the host's, null without one
     * @param lost when its viewer has left, null while it is there
     * @param used whether somebody presented it, and is on the way in
     */
    private record Ticket(
            String link,
            byte[] hash,
            @Nullable Instant leave,
            @Nullable Instant lost,
            boolean used) {
        boolean over(Instant now) {
            // Also where the clock was set back: nobody knows how long ago it was.
            return !used && lost != null && (now.isBefore(lost) || !now.isBefore(lost.plus(LIFE)));
        }

        Ticket withLeave(@Nullable Instant other) {
            return new Ticket(link, hash, other, lost, used);
        }

        Ticket lostAt(Instant now) {
            return new Ticket(link, hash, leave, now, used);
        }

        Ticket inUse() {
            return new Ticket(link, hash, leave, lost, true);
        }
    }

    Tickets(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    Token issue(Link link, int viewer) {
        purge();
        Token token = Token.generate(random);
        byte[] hash = Token.hash(token.reveal());
        tickets.put(viewer, new Ticket(link.id(), hash, null, null, false));
        return token;
    }

    /** Its viewer may type until then, also after a return. */
    void allow(int viewer, Instant leave) {
        tickets.computeIfPresent(viewer, (id, ticket) -> ticket.withLeave(leave));
    }

    /** Its viewer may not type any more, or will not when it is back; whether it could. */
    boolean disallow(int viewer) {
        Ticket ticket = tickets.get(viewer);
        if (ticket == null || ticket.leave == null) {
            return false;
        }
        tickets.put(viewer, ticket.withLeave(null));
        return true;
    }

    /** The same for all; how many could. */
    int disallowAll() {
        return (int)
                List.copyOf(tickets.keySet()).stream().filter(this::disallow).count();
    }

    /** The viewer that was given this ticket and may come back, or 0. All are compared, in constant time. */
    int find(String presented) {
        if (presented.isEmpty()) {
            return 0;
        }
        purge();
        byte[] hash = Token.hash(presented);
        int found = 0;
        for (Map.Entry<Integer, Ticket> entry : tickets.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue().hash, hash) && !entry.getValue().used) {
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

    /** Whether its viewer is not known to have left. */
    boolean isPresent(int viewer) {
        Ticket ticket = tickets.get(viewer);
        return ticket != null && ticket.lost == null;
    }

    /** Its viewer has left: it is good for a while. */
    void lost(int viewer) {
        tickets.computeIfPresent(viewer, (id, ticket) -> ticket.lostAt(clock.instant()));
    }

    /** Somebody has presented it: it is good no longer, and what it stands for waits for {@link #arrive}. */
    void use(int viewer) {
        tickets.computeIfPresent(viewer, (id, ticket) -> ticket.inUse());
    }

    /** Ends a ticket that was used; null if whoever had it was sent away since. */
    Links.@Nullable Way arrive(int viewer) {
        Ticket ticket = tickets.remove(viewer);
        if (ticket == null) {
            return null;
        }
        Instant leave = ticket.leave;
        return new Links.Way(leave != null && clock.instant().isBefore(leave) ? leave : null);
    }

    /** False if there is none that is good. */
    boolean forget(int viewer) {
        Ticket ticket = tickets.remove(viewer);
        return ticket != null && !ticket.over(clock.instant());
    }

    void forget(String link) {
        tickets.values().removeIf(ticket -> ticket.link.equals(link));
    }

    private void purge() {
        Instant now = clock.instant();
        tickets.values().removeIf(ticket -> ticket.over(now));
    }
}
