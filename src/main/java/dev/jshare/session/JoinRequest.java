package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants in, and holds a valid link.
 *
 * @param name what they call themselves, not yet cleaned, or null
 * @param from the offset up to which they have everything, or null
 * @param ackStep how many bytes they at most leave unacknowledged, 1 to {@link Limits#ACK_STEP}
 * @param deflation what they get deflated
 * @param address where they connect from, or null if nobody knows
 * @param ticket what they were given when they were here before, or null
 */
public record JoinRequest(
        Link link,
        Dialect dialect,
        @Nullable String name,
        @Nullable Long from,
        int ackStep,
        Deflation deflation,
        @Nullable String address,
        @Nullable String ticket) {

    /** Of somebody who promises no more than the protocol asks for. */
    public JoinRequest(Link link, Dialect dialect, @Nullable String name, @Nullable Long from) {
        this(link, dialect, name, from, Limits.ACK_STEP, Deflation.NONE, null, null);
    }
}
