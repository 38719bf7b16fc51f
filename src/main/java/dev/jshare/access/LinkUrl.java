package dev.jshare.access;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link as people hand it on, {@code http(s)://HOST:PORT/s/SESSION#TOKEN}, taken apart.
 *
 * @param origin where the server is, with what a proxy puts in front of {@code /s/}
 * @param session the session's id
 * @param token the secret; in no message, and in no URL that is asked for
 */
public record LinkUrl(URI origin, String session, String token) {
    private static final Pattern PATH = Pattern.compile("(.*)/s/([A-Za-z0-9_-]{1,64})/?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /**
     * Reads a link as {@code jshare} prints it.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it, and not the secret
     */
    public static LinkUrl parse(String link) {
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
        return new LinkUrl(at(address, session.group(1)), session.group(2), token);
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
    public String place() {
        return origin.getRawAuthority();
    }

    /** Where the WebSocket is, with this query. */
    public URI socket(String query) {
        return URI.create(
                (secure() ? "wss://" : "ws://") + place() + origin.getRawPath() + "/ws/" + session + "?" + query);
    }
}
