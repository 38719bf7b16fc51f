package dev.jshare.session;

import dev.jshare.access.Lease;
import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The viewers that are there: who they are, and whether they may stay. The session's thread only. */
final class Roster {
    /** At most one presence message in this time, however many viewers come and go. */
    static final long PRESENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** How often the clock is looked at: the most that a viewer outlives its link after a change of the clock. */
    static final long EXPIRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The same where something ends soon. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long a new typist is not told of: its key's echo goes to everybody first. */
    static final long TYPIST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Map<ViewerId, Viewer> viewers = new LinkedHashMap<>();
    private long lastPresence = System.nanoTime() - PRESENCE_NANOS;
    private long lastTold = lastPresence - EXPIRY_NANOS;
    private long notBefore = lastPresence;
    private int typist = ServerMessage.Presence.NOBODY;
    private ServerMessage.@Nullable Presence published;
    private boolean changed;
    private boolean linksChanged;
    private @Nullable Instant nextEnd; // Of a link by which somebody is here, or of a leave to type.

    void add(Viewer viewer) {
        viewers.put(viewer.id(), viewer);
        nextEnd = earlier(nextEnd, earlier(viewer.link().expires(), viewer.grantedUntil()));
        changed = true;
    }

    /** False if it was not there. */
    boolean remove(Viewer viewer) {
        boolean there = viewers.remove(viewer.id()) != null;
        changed |= there;
        return there;
    }

    boolean isEmpty() {
        return viewers.isEmpty();
    }

    void forEach(Consumer<Viewer> action) {
        viewers.values().forEach(action);
    }

    /** The viewer of this number, or null. */
    @Nullable
    Viewer find(ViewerId id) {
        return viewers.get(id);
    }

    List<Guest> guests() {
        return viewers.values().stream().map(Viewer::guest).toList();
    }

    /** Nanoseconds to the farthest viewer and back, as far as that is known. */
    long longestRoundTrip() {
        return viewers.values().stream().mapToLong(Viewer::roundTrip).max().orElse(0);
    }

    /** Ends all leaves to type; how many there were. */
    int endGrants(Audit audit) {
        int ended = 0;
        for (Viewer viewer : viewers.values()) {
            if (viewer.grantedUntil() != null) {
                viewer.deny();
                audit.note(Audit.Event.TAKEN_BACK, viewer);
                ended++;
            }
        }
        changed |= ended > 0;
        return ended;
    }

    /** Somebody has another name or role. */
    void touch() {
        changed = true;
        linksChanged = true; // A leave to type may end sooner than all others.
    }

    /** Somebody else may type, or nobody does any more. */
    void typist(int now) {
        if (now != typist) {
            typist = now;
            changed = true;
            notBefore = System.nanoTime() + TYPIST_NANOS;
        }
    }

    /** Tells a viewer whose turn it is to type. */
    void tellTypist(Viewer viewer, int holder) {
        Viewer other = find(new ViewerId(holder));
        String who = other != null ? other.name() : holder == Lease.HOST ? "The host" : "Somebody else";
        viewer.refuse(
                ServerMessage.Refusal.SOMEONE_TYPES, who + " is typing. Wait until nobody has typed for two seconds.");
    }

    /** Has the links looked at in the next turn. */
    void linksChanged() {
        linksChanged = true;
    }

    /** Nanoseconds until {@link #endExpired} or {@link #presence} has something to do. */
    long nanosToNextDeadline(InstantSource clock) {
        long nanos = changed ? Math.max(0, nanosToPresence()) : Long.MAX_VALUE;
        if (nextEnd != null) {
            long left =
                    TimeUnit.MILLISECONDS.toNanos(Math.max(0, clock.instant().until(nextEnd, ChronoUnit.MILLIS) + 1));
            long look = Math.max(SOON_NANOS, Math.min(EXPIRY_NANOS, left / 4));
            nanos = Math.min(nanos, Math.min(look, left));
        }
        return nanos;
    }

    /** Nanoseconds until {@link #endExpired} has a link to tell of, also of one by which nobody came. */
    long nanosToExpiry(Links links, InstantSource clock) {
        Optional<Instant> next = links.nextExpiry();
        if (next.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long millis = clock.instant().until(next.get(), ChronoUnit.MILLIS);
        // Not for long: the clock may be changed.
        return Math.max(EXPIRY_NANOS, TimeUnit.MILLISECONDS.toNanos(Math.min(millis, 60_000)));
    }

    /** Closes those whose link has expired or was revoked, and ends leaves to type; true if anybody lost anything. */
    boolean endExpired(Links links, InstantSource clock, Audit audit) {
        tellExpired(links, audit);
        Instant time = clock.instant();
        boolean over = nextEnd != null && !time.isBefore(nextEnd);
        if (!linksChanged && !over) {
            return false;
        }
        linksChanged = false;
        boolean lost = false;
        nextEnd = null;
        for (Viewer viewer : viewers.values()) {
            Optional<Link> link = links.current(viewer.link());
            if (link.isEmpty()) {
                viewer.close(CloseCode.LINK_GONE);
                lost = true;
                continue;
            }
            viewer.renew(link.get());
            if (viewer.grantExpired(time)) {
                viewer.deny();
                audit.note(Audit.Event.GRANT_ENDED, viewer);
                changed = true;
                lost = true;
            }
            nextEnd = earlier(nextEnd, earlier(viewer.link().expires(), viewer.grantedUntil()));
        }
        return lost;
    }

    private void tellExpired(Links links, Audit audit) {
        long now = System.nanoTime();
        if (audit.file() != null && now - lastTold >= EXPIRY_NANOS) {
            links.tellExpired();
            lastTold = now;
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** Hands out who is there if that has changed, and not too often; whether it did. */
    boolean presence(Consumer<Broadcast> publish) {
        if (changed && nanosToPresence() <= 0) {
            changed = false;
            ServerMessage.Presence message = message();
            if (published == null || !message.tellsAs(published)) {
                published = message;
                lastPresence = System.nanoTime();
                publish.accept(new Broadcast(message));
                return true;
            }
        }
        return false;
    }

    private long nanosToPresence() {
        long now = System.nanoTime();
        return Math.max(lastPresence + PRESENCE_NANOS - now, notBefore - now);
    }

    private ServerMessage.Presence message() {
        return new ServerMessage.Presence(
                viewers.size(),
                viewers.values().stream()
                        .limit(Limits.PRESENCE)
                        .map(viewer -> new ServerMessage.Presence.Person(
                                viewer.id().value(),
                                viewer.name(),
                                viewer.role().word()))
                        .toList(),
                typist);
    }
}
