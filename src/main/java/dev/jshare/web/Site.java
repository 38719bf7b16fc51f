package dev.jshare.web;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this server may be spoken to. A page of somebody else's, and a foreign name that was made to point
 * at this machine (DNS rebinding), are told apart by them.
 *
 * @param names host names and literals as they stand in a Host header, in lower case, without a port
 * @param publicUrl where a proxy or tunnel makes the server reachable, or null
 * @param guests origins of pages that are not its own and may use it all the same
 */
public record Site(Set<String> names, @Nullable URI publicUrl, Set<String> guests) {

    /** Whether a Host header (RFC 9110 §7.2) names this server. Any port is right: tunnels change it. */
    boolean ownHost(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return names.contains(name) || publicUrl != null && name.equals(publicUrl.getHost());
    }

    /**
     * Whether an Origin header (RFC 6454 §7) is this server's own: the host that the same request names, by the scheme that
     * it came by, or exactly the public URL's origin; or one that the host has invited. None at all is right: only browsers send it, and the token is asked
     * for anyway.
     */
    boolean ownOrigin(@Nullable String origin, String scheme, String host) {
        if (origin == null) {
            return true;
        }
        return origin.equals(scheme + "://" + host) && !isPublic(host)
                || origin.equals(publicOrigin())
                || guests.contains(origin);
    }

    private boolean isPublic(String host) {
        return publicUrl != null && host.equals(publicUrl.getAuthority()) && !names.contains(withoutPort(host));
    }

    private @Nullable String publicOrigin() {
        return publicUrl == null ? null : publicUrl.getScheme() + "://" + publicUrl.getAuthority();
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
