package dev.jshare.load;

import dev.jshare.access.LinkUrl;
import java.net.URI;
import java.time.Duration;

/** Which session how many viewers join, and for how long. */
public record LoadPlan(LinkUrl link, int viewers, Duration duration) {
    private static final int HTTP = 80;

    /** @throws IllegalArgumentException with a sentence if the link is one to https */
    public LoadPlan {
        if (link.secure()) {
            throw new IllegalArgumentException(
                    "TLS would be measured, too, and is not spoken here; give a link to http.");
        }
    }

    String host() {
        return link.origin().getHost();
    }

    int port() {
        int port = link.origin().getPort();
        return port < 0 ? HTTP : port;
    }

    /** The request for a WebSocket (RFC 6455 §4.1) that promises an ack every so many bytes, with its empty line. */
    String request(String key, int ackBytes) {
        URI socket = link.socket("name=bench&ack=" + ackBytes);
        return "GET " + socket.getRawPath() + "?" + socket.getRawQuery() + " HTTP/1.1\r\nHost: " + host()
                + (port() == HTTP ? "" : ":" + port())
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\nSec-WebSocket-Protocol: jshare.v1, jshare.token." + link.token() + "\r\n\r\n";
    }
}
