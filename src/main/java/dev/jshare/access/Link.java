package dev.jshare.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A way into a session, without its secret: {@code id} names it to the host; {@code expires} is null for never. */
public record Link(String id, Role role, @Nullable Instant expires) {

    /** Whether the link's time is over at this moment; at the very instant of {@code expires} it is. */
    public boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
