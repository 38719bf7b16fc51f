package dev.jshare.session;

import dev.jshare.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A viewer as the host sees it.
 *
 * @param link the id of the link that it came by
 * @param address where it connects from, or null if nobody knows
 * @param until when its leave to type ends, or null
 * @param asked since when it asks to be allowed to type, or null
 * @param roundTrip the least time from sending something until it was drawn, in milliseconds, or null if it does not tell
 * @param lag bytes that were printed and are not drawn there yet
 * @param typedAt when it typed last, or null
 * @param typed bytes it has typed
 */
public record Guest(
        ViewerId id,
        String name,
        Role role,
        String link,
        @Nullable String address,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant asked,
        @Nullable Long roundTrip,
        long lag,
        @Nullable Instant typedAt,
        long typed) {}
