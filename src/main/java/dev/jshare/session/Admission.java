package dev.jshare.session;

import dev.jshare.access.Lease;
import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.Token;
import dev.jshare.protocol.CloseCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Who is let in, and how many at a time. Any thread, where nothing else is said. */
final class Admission {
    private final Session session;
    private final Turns turns;
    private final Roster roster;
    private final Links links;
    private final Lease lease;
    private final Audit audit;
    private final int max;
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    private volatile boolean closed;
    private @Nullable CloseCode farewell; // For those who joined too late to be told; the session's thread.

    /** @param max the most viewers at a time */
    Admission(Session session, Turns turns, Roster roster, Links links, Lease lease, Audit audit, int max) {
        this.session = session;
        this.turns = turns;
        this.roster = roster;
        this.links = links;
        this.lease = lease;
        this.audit = audit;
        this.max = max;
    }

    /** How many viewers there are. */
    int watching() {
        return places.get();
    }

    /** How many there have been. */
    int joined() {
        return joined.get();
    }

    /** As {@link Session#full}. */
    boolean full(Link link, @Nullable String ticket) {
        return places.get() >= max && !isPresent(link, ticket);
    }

    /** Whether it is the ticket of a viewer who is still there, so that who comes by it gets that place. */
    private boolean isPresent(Link link, @Nullable String ticket) {
        return ticket != null && links.present(link, ticket);
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    /** Sends everybody away, by a fault of ours; the session's thread. */
    void giveUp() {
        close();
        roster.forEach(viewer -> viewer.close(CloseCode.INTERNAL));
    }

    /** Sends everybody away, also those who are on their way in; the session's thread. */
    void sayGoodbye(@Nullable CloseCode reason) {
        farewell = reason;
        if (reason != null) {
            roster.forEach(viewer -> viewer.close(reason));
        }
    }

    /** As {@link Session#join}. */
    @Nullable
    Viewer join(JoinRequest request) {
        if (closed) {
            return null;
        }
        String ticket = request.ticket();
        boolean room = places.incrementAndGet() <= max;
        int before =
                ticket != null && (room || isPresent(request.link(), ticket)) ? links.enter(request.link(), ticket) : 0;
        if (!room && before == 0) {
            places.decrementAndGet();
            return null;
        }
        boolean welcome = before != 0 || links.use(request.link());
        ViewerId id = new ViewerId(welcome ? joined.incrementAndGet() : 0);
        Viewer viewer = new Viewer(session, id, request, System.nanoTime());
        if (welcome) {
            Token next = links.ticket(request.link(), id.value());
            turns.add(() -> welcome(viewer, request.from(), before, next));
        } else {
            places.decrementAndGet();
            viewer.close(CloseCode.LINK_GONE);
        }
        return viewer;
    }

    private void welcome(Viewer viewer, @Nullable Long from, int before, @Nullable Token next) {
        Links.Way way = before == 0 ? new Links.Way(null) : links.arrive(before);
        Viewer old = roster.find(new ViewerId(before));
        if (old != null) {
            old.close(CloseCode.LINK_GONE); // Its line is lost, and nobody has noticed; never are there two.
            lease.end(before);
        }
        if (way != null && way.leave() != null) {
            viewer.grant(way.leave());
        }
        roster.add(viewer);
        audit.joined(viewer, before);
        viewer.begin(session.greeting(viewer, from, next));
        if (farewell != null) {
            viewer.close(farewell);
        } else if (way == null) {
            viewer.close(CloseCode.REMOVED); // By the number that it had, while it came in.
        } else if (!links.valid(viewer.link())) {
            viewer.close(CloseCode.LINK_GONE); // Revoked meanwhile, when nobody could know of this viewer.
        }
    }

    /** Whoever lost its line, and not whoever was sent away. */
    private static boolean mayComeBack(@Nullable CloseCode reason) {
        return reason == null
                || reason == CloseCode.IDLE
                || reason == CloseCode.TOO_MANY
                || reason == CloseCode.INTERNAL
                || reason == CloseCode.GOING_AWAY;
    }

    /** As {@link Session#leave}. */
    void leave(Viewer viewer) {
        turns.add(() -> {
            if (roster.remove(viewer)) {
                lease.end(viewer.id().value());
                places.decrementAndGet();
                if (mayComeBack(viewer.closing())) {
                    links.left(viewer.id().value());
                } else {
                    links.forget(viewer.id().value());
                }
                audit.left(viewer);
            }
        });
    }
}
