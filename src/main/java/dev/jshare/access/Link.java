package dev.jshare.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way into a session, without its secret.
 *
 * @param id names it to the host; never used again
 * @param expires null for never
 * @param uses how many times it can be joined by, or null for any number
 * @param label what the host calls it, or null
 */
public record Link(
        String id,
        Role role,
        @Nullable Instant expires,
        @Nullable Integer uses,
        @Nullable String label) {

    /** Whether the link's time is over at this moment; at the very instant of {@code expires} it is. */
    public boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    Link until(@Nullable Instant end) {
        return new Link(id, role, end, uses, label);
    }
}
