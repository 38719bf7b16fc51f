package dev.jshare.load;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which session how many viewers join, and for how long.
 *
 * @param path of the WebSocket
 */
public record LoadPlan(String host, int port, String path, String token, int viewers, Duration duration) {
    private static final Pattern PATH = Pattern.compile("(?<before>.*)/s/(?<session>[A-Za-z0-9_-]{1,64})");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final int HTTP = 80;

    /**
     * Viewers by this link.
     *
     * @throws IllegalArgumentException if it is no link, or one to https; the message says so
     */
    public static LoadPlan of(String link, int viewers, Duration duration) {
        URI url = URI.create(link);
        Matcher path = PATH.matcher(url.getPath() == null ? "" : url.getPath());
        String token = url.getFragment();
        if ("https".equals(url.getScheme())) {
            throw new IllegalArgumentException("TLS is not spoken here; give a link to http");
        }
        if (!"http".equals(url.getScheme())
                || url.getHost() == null
                || !path.matches()
                || token == null
                || !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("that is no link: http://HOST:PORT/s/SESSION#TOKEN");
        }
        String socket = path.group("before") + "/ws/" + path.group("session");
        return new LoadPlan(url.getHost(), url.getPort() < 0 ? HTTP : url.getPort(), socket, token, viewers, duration);
    }

    /** The request for a WebSocket (RFC 6455 §4.1) that promises an ack every so many bytes, with its empty line. */
    String request(String key, int ackBytes) {
        return "GET " + path + "?name=bench&ack=" + ackBytes + " HTTP/1.1\r\nHost: " + host
                + (port == HTTP ? "" : ":" + port)
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\nSec-WebSocket-Protocol: jshare.v1, jshare.token." + token + "\r\n\r\n";
    }
}
