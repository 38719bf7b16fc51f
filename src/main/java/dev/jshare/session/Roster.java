package dev.jshare.session;

import dev.jshare.access.Links;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The viewers that are there: who they are, and whether they may stay. The session's thread only. */
final class Roster {
    /** At most one presence message in this time, however many viewers come and go. */
    static final long PRESENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** How often links are looked at: the most that a viewer outlives its link, also after a change of the clock. */
    static final long EXPIRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<ViewerId, Viewer> viewers = new LinkedHashMap<>();
    private long lastPresence = System.nanoTime() - PRESENCE_NANOS;
    private long lastExpiry = System.nanoTime();
    private boolean changed;
    private boolean linksChanged;

    void add(Viewer viewer) {
        viewers.put(viewer.id(), viewer);
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

    /** Somebody has another name. */
    void touch() {
        changed = true;
    }

    /** Has the links looked at in the next turn. */
    void linksChanged() {
        linksChanged = true;
    }

    /** Nanoseconds until {@link #closeExpired} or {@link #presence} has something to do. */
    long nanosToNextDeadline() {
        long nanos = changed ? Math.max(0, lastPresence + PRESENCE_NANOS - System.nanoTime()) : Long.MAX_VALUE;
        for (Viewer viewer : viewers.values()) {
            if (viewer.link().expires() != null) {
                return Math.min(nanos, EXPIRY_NANOS);
            }
        }
        return nanos;
    }

    /** Closes those whose link has expired or was revoked. */
    void closeExpired(Links links) {
        long now = System.nanoTime();
        if (!linksChanged && now - lastExpiry < EXPIRY_NANOS) {
            return;
        }
        linksChanged = false;
        lastExpiry = now;
        for (Viewer viewer : viewers.values()) {
            links.current(viewer.link()).ifPresentOrElse(viewer::renew, () -> viewer.close(CloseCode.LINK_GONE));
        }
    }

    /** Hands out who is there if that has changed, and not too often. */
    void presence(Consumer<Broadcast> publish) {
        if (changed && System.nanoTime() - lastPresence >= PRESENCE_NANOS) {
            changed = false;
            lastPresence = System.nanoTime();
            publish.accept(new Broadcast(message()));
        }
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
                        .toList());
    }
}
