package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.session.Session;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Asks for the token. Whoever has none, or a wrong, expired or revoked one, or names another session, gets one and the
 * same answer, later and later if they go on; a valid token is never delayed.
 */
final class Doorkeeper {
    static final String TOKEN_SUBPROTOCOL = "jshare.token.";
    private static final String TICKET_SUBPROTOCOL = "jshare.ticket.";
    private static final String TICKET_HEADER = "X-Jshare-Ticket";

    /** Refusals which wait to be sent; beyond, connections are just closed, so that guessing costs no memory. */
    private static final int MAX_WAITING = 200;

    private final Session session;
    private final Links links;
    private final BackOff backOff = new BackOff();
    private final AtomicInteger waiting = new AtomicInteger();

    Doorkeeper(Session session, Links links) {
        this.session = session;
        this.links = links;
    }

    /** The link that a request for this session presents, if it is valid and there is a place; otherwise the request is answered. */
    Optional<Link> admit(HttpServerExchange exchange, String sessionId) {
        String token = token(exchange);
        // Looked up even for another session's id, so that both take the same time.
        String ticket = ticket(exchange);
        Optional<Link> link = links.find(token == null ? "" : token, ticket == null ? "" : ticket);
        if (link.isEmpty() || !sessionId.equals(session.id())) {
            refuse(exchange);
            return Optional.empty();
        }
        if (session.full(link.get(), ticket)) {
            Answers.text(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The session has no place left.");
            return Optional.empty();
        }
        return link;
    }

    /** As {@link #admit}, for who would see the screen without joining: by a link for so many joins only who has joined. */
    Optional<Link> admitToScreen(HttpServerExchange exchange, String sessionId) {
        Optional<Link> link = admit(exchange, sessionId);
        String ticket = ticket(exchange);
        if (link.isPresent() && link.get().uses() != null && (ticket == null || !links.holds(link.get(), ticket))) {
            Answers.text(
                    exchange,
                    StatusCodes.UPGRADE_REQUIRED,
                    "By this link the screen is for those who join by WebSocket.");
            return Optional.empty();
        }
        return link;
    }

    /** The first token present of: subprotocol, header, query. */
    private static @Nullable String token(HttpServerExchange exchange) {
        String offered = offered(exchange, TOKEN_SUBPROTOCOL);
        if (offered != null) {
            return offered;
        }
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).trim();
        }
        return Query.of(exchange, "token");
    }

    /** The ticket of one who was here before, or null. */
    static @Nullable String ticket(HttpServerExchange exchange) {
        String offered = offered(exchange, TICKET_SUBPROTOCOL);
        return offered != null ? offered : exchange.getRequestHeaders().getFirst(TICKET_HEADER);
    }

    private static @Nullable String offered(HttpServerExchange exchange, String prefix) {
        for (String protocol : subprotocols(exchange)) {
            if (protocol.startsWith(prefix)) {
                return protocol.substring(prefix.length());
            }
        }
        return null;
    }

    /** What a client offers in {@code Sec-WebSocket-Protocol} (RFC 6455 §11.3.4), in its order. */
    static List<String> subprotocols(HttpServerExchange exchange) {
        List<String> offered = new ArrayList<>();
        HeaderValues values = exchange.getRequestHeaders().get(Headers.SEC_WEB_SOCKET_PROTOCOL);
        if (values != null) {
            for (String value : values) {
                for (String name : value.split(",", -1)) {
                    offered.add(name.trim());
                }
            }
        }
        return offered;
    }

    private void refuse(HttpServerExchange exchange) {
        InetAddress source = exchange.getSourceAddress().getAddress();
        long delay = backOff.nextDelay(source, System.nanoTime());
        if (delay == 0) {
            sendRefusal(exchange);
        } else if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            IoUtils.safeClose(exchange.getConnection()); // To end the exchange would be an answer: 200.
        } else {
            exchange.dispatch(
                    Runnable::run,
                    () -> exchange.getIoThread()
                            .executeAfter(
                                    () -> {
                                        waiting.decrementAndGet();
                                        sendRefusal(exchange);
                                    },
                                    delay,
                                    TimeUnit.MILLISECONDS));
        }
    }

    private static void sendRefusal(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
        Answers.text(exchange, StatusCodes.UNAUTHORIZED, "A valid link is needed.");
    }
}
