package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants in, and holds a valid link.
 *
 * @param name what they call themselves, not yet cleaned, or null
 * @param from the offset up to which they have everything, or null
 */
public record JoinRequest(
        Link link,
        Dialect dialect,
        @Nullable String name,
        @Nullable Long from) {}
