package dev.jshare.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link, taken apart.
 *
 * @param origin where the server is, with what a proxy puts in front of {@code /s/}
 * @param session the session's id
 * @param token the secret; in no message, and in no URL that is asked for
 */
public record JoinUrl(URI origin, String session, String token) {
    private static final Pattern PATH = Pattern.compile("(.*)/s/([A-Za-z0-9_-]{1,64})/?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /**
     * Reads a link as {@code jshare} prints it.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it, and not the secret
     */
    public static JoinUrl parse(String link) {
        int hash = link.indexOf('#');
        URI address = address(hash < 0 ? link : link.substring(0, hash));
        String path = address.getPath() == null ? "" : address.getPath();
        Matcher session = PATH.matcher(path);
        if (!session.matches()) {
            throw new IllegalArgumentException("'" + address
                    + "' is no link to a session: it has no /s/ in it. Give the link as jshare printed it.");
        }
        if (hash < 0 || hash == link.length() - 1) {
            throw new IllegalArgumentException("The link has no '#' with its secret behind it. Put it in quotes,"
                    + " and copy it to its very end.");
        }
        String token = link.substring(hash + 1);
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "What stands behind the '#' is no secret of a link: copy the link again, without what follows it.");
        }
        return new JoinUrl(at(address, session.group(1)), session.group(2), token);
    }

    private static URI address(String text) {
        if (!text.contains("://")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no link; one begins with http:// or https://, as jshare prints it.");
        }
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no link: it has characters that none has.");
        }
        String scheme = String.valueOf(address.getScheme());
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new IllegalArgumentException("Links begin with http:// or https://, and not with " + scheme + "://.");
        }
        if (address.getHost() == null) {
            throw new IllegalArgumentException("'" + text + "' names no host to connect to.");
        }
        return address;
    }

    private static URI at(URI address, String path) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + path);
    }

    public boolean secure() {
        return origin.getScheme().equalsIgnoreCase("https");
    }

    /** Host and port as people write them. */
    String place() {
        return origin.getRawAuthority();
    }

    /**
     * Where the WebSocket is.
     *
     * @param from the offset to continue at, or -1 for a snapshot
     * @param name what the viewer calls itself, or null
     */
    URI socket(long from, @Nullable String name) {
        StringBuilder url = new StringBuilder(secure() ? "wss://" : "ws://");
        url.append(place()).append(origin.getRawPath()).append("/ws/").append(session);
        url.append("?ack=").append(Connection.ACK_STEP);
        if (from >= 0) {
            url.append("&from=").append(from);
        }
        if (name != null) {
            url.append("&name=").append(URLEncoder.encode(name, StandardCharsets.UTF_8));
        }
        return URI.create(url.toString());
    }
}
