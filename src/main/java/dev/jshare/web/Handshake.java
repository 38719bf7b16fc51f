package dev.jshare.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** The opening handshake of a WebSocket, as the server plays it (RFC 6455 §4.2). No extension is ever agreed on. */
final class Handshake {
    /** RFC 6455 §1.3. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String VERSION = "13";

    /** 16 bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private Handshake() {}

    /** Whether a request asks for a WebSocket, rightly or not. */
    static boolean isAskedFor(HttpServerExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE));
    }

    /**
     * Answers a request, and hands the connection on if it is right.
     *
     * @param subprotocol null for none
     * @param upgraded takes the connection on its I/O thread, once the answer is on its way
     */
    static void answer(HttpServerExchange exchange, @Nullable String subprotocol, Consumer<StreamConnection> upgraded) {
        HeaderMap request = exchange.getRequestHeaders();
        HeaderMap answer = exchange.getResponseHeaders();
        String key = request.getFirst(Headers.SEC_WEB_SOCKET_KEY);
        if (!VERSION.equals(request.getFirst(Headers.SEC_WEB_SOCKET_VERSION))) {
            answer.put(Headers.SEC_WEB_SOCKET_VERSION, VERSION); // §4.4
            Answers.text(exchange, StatusCodes.UPGRADE_REQUIRED, "Only version 13 of WebSocket is spoken.");
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                || !asksForUpgrade(request)
                || key == null
                || !KEY.matcher(key).matches()) {
            Answers.text(exchange, StatusCodes.BAD_REQUEST, "This is no handshake of a WebSocket.");
        } else {
            // Undertow keeps its listener as long as the connection lasts; what this one knows, a ticket, too, is kept
            // no longer.
            AtomicReference<Consumer<StreamConnection>> next = new AtomicReference<>(upgraded);
            exchange.upgradeChannel((connection, done) -> next.getAndSet(null).accept(connection));
            answer.put(Headers.UPGRADE, "websocket");
            answer.put(Headers.SEC_WEB_SOCKET_ACCEPT, accept(key));
            if (subprotocol != null) {
                answer.put(Headers.SEC_WEB_SOCKET_PROTOCOL, subprotocol);
            }
            exchange.endExchange();
        }
    }

    private static boolean asksForUpgrade(HeaderMap request) {
        for (String options : request.eachValue(Headers.CONNECTION)) {
            for (String option : options.split(",")) {
                if (option.trim().toLowerCase(Locale.ROOT).equals("upgrade")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What shows that the key was read (RFC 6455 §4.2.2). */
    static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
