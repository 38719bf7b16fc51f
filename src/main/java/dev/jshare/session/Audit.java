package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Who came, left, typed and was allowed what. It is counted, and written to a file only where the host asked for one; the
 * form of that is in the section "The audit" of {@code src/docs/PROTOCOL.md}. No secret of a link ever gets here. Any thread; waits for nothing.
 */
public final class Audit {

    /** What happened. */
    public enum Event {
        STARTED,
        JOINED,
        LEFT,
        RENAMED,
        ASKED,
        GRANTED,
        GRANT_ENDED,
        DENIED,
        TAKEN_BACK,
        KICKED,
        TYPED,
        LINK_MADE,
        LINK_EXTENDED,
        LINK_REVOKED,
        LINK_EXPIRED,
        LOCKED,
        UNLOCKED,
        PAUSED,
        RESUMED,
        ENDED;

        /** The name in the file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final InstantSource clock;
    private final @Nullable AuditFile file;
    private final AtomicLongArray counts = new AtomicLongArray(Event.values().length);
    private final AtomicLong typed = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param file where it is written, or null if it is only counted */
    public Audit(InstantSource clock, @Nullable AuditFile file) {
        this.clock = clock;
        this.file = file;
    }

    /** Where it is written, or null. */
    public @Nullable AuditFile file() {
        return file;
    }

    /** How often something has happened. */
    public long count(Event event) {
        return counts.get(event.ordinal());
    }

    /** How many bytes viewers have typed. */
    public long typed() {
        return typed.get();
    }

    /** Something happened to the session as a whole. */
    void note(Event event) {
        write(event, new LinkedHashMap<>());
    }

    void started(SessionSettings settings) {
        if (file == null) {
            return; // Nor need anybody ask for the process's id.
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("format", 1);
        members.put("session", settings.id());
        members.put("name", settings.name());
        members.put("pid", ProcessHandle.current().pid());
        write(Event.STARTED, members);
    }

    /** Something happened to a viewer. */
    void note(Event event, Viewer viewer) {
        write(event, of(viewer));
    }

    /** @param before the number that it had before it lost its line, or 0 */
    void joined(Viewer viewer, int before) {
        Map<String, @Nullable Object> members = of(viewer);
        Guest guest = viewer.guest();
        members.put("role", guest.role().word());
        members.put("link", guest.link());
        members.put("address", guest.address());
        if (before != 0) {
            members.put("before", before);
        }
        write(Event.JOINED, members);
    }

    void left(Viewer viewer) {
        Map<String, @Nullable Object> members = of(viewer);
        members.put("typed", viewer.guest().typed());
        write(Event.LEFT, members);
    }

    void granted(Viewer viewer, Instant until) {
        Map<String, @Nullable Object> members = of(viewer);
        members.put("until", until);
        write(Event.GRANTED, members);
    }

    /** Bytes that were passed on to the shell; they are not changed any more. */
    void typed(Viewer viewer, byte[] bytes) {
        typed.addAndGet(bytes.length);
        if (file == null) {
            counts.incrementAndGet(Event.TYPED.ordinal());
        } else {
            Map<String, @Nullable Object> members = of(viewer);
            members.put("bytes", bytes.length);
            members.put("data", bytes);
            write(Event.TYPED, members);
        }
    }

    /** Something happened to a link. */
    void link(Links.Change change, Link link) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("link", link.id());
        members.put("role", link.role().word());
        members.put("label", link.label());
        members.put("expires", link.expires());
        members.put("uses", link.uses());
        if (change == Links.Change.MADE) {
            write(Event.LINK_MADE, members);
        } else if (change == Links.Change.EXTENDED) {
            write(Event.LINK_EXTENDED, members);
        } else {
            write(change == Links.Change.REVOKED ? Event.LINK_REVOKED : Event.LINK_EXPIRED, members);
        }
    }

    private static Map<String, @Nullable Object> of(Viewer viewer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("viewer", viewer.id().value());
        members.put("name", viewer.name());
        return members;
    }

    private void write(Event event, Map<String, @Nullable Object> members) {
        counts.incrementAndGet(event.ordinal());
        if (file != null) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("time", clock.instant());
            line.put("event", event.word());
            line.putAll(members);
            file.add(line);
        }
    }

    /** Ends the file; waits no longer than this for what is still to be written. */
    void close(Duration patience) throws InterruptedException {
        if (file != null) {
            if (!ended.getAndSet(true)) {
                note(Event.ENDED);
            }
            file.close(patience);
        }
    }
}
