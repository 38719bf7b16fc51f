package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Limits;
import dev.jshare.session.JoinRequest;
import dev.jshare.session.Session;
import dev.jshare.session.Viewer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** The way from a request on {@code /ws/{session}} to a viewer. */
final class SocketRoute {
    private static final Pattern STEP = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

    private final Session session;
    private final Patience patience;
    private final Consumer<SocketAddress> admitted;
    private final Map<XnioIoThread, Fanout> fanouts = new ConcurrentHashMap<>();

    /** @param admitted is told from where a new viewer has come */
    SocketRoute(Session session, Patience patience, Consumer<SocketAddress> admitted) {
        this.session = session;
        this.patience = patience;
        this.admitted = admitted;
    }

    /** Upgrades a request that presents this valid link, or says why not. */
    void upgrade(HttpServerExchange exchange, Link link) throws Exception {
        if (!"websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE))) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            Answers.text(exchange, StatusCodes.UPGRADE_REQUIRED, "This address speaks WebSocket.");
        } else if (session.full()) {
            Answers.text(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The session has no place left.");
        } else {
            Dialect dialect = Dialect.of(Doorkeeper.subprotocols(exchange));
            String subprotocol = dialect.subprotocol();
            String address = exchange.getSourceAddress().getAddress().getHostAddress();
            JoinRequest request = new JoinRequest(
                    link,
                    dialect,
                    Query.of(exchange, "name"),
                    dialect == Dialect.ALIS ? null : from(exchange), // Its streams begin with a screen.
                    ackStep(exchange),
                    address,
                    Doorkeeper.ticket(exchange));
            Hybi13Handshake handshake =
                    new Hybi13Handshake(subprotocol == null ? Set.of() : Set.of(subprotocol), false);
            WebSocketConnectionCallback connected = (upgraded, channel) -> connected(channel, request);
            new WebSocketProtocolHandshakeHandler(List.of(handshake), connected).handleRequest(exchange);
        }
    }

    /** A promise that is none, or too large, is as good as that of the protocol. */
    private static int ackStep(HttpServerExchange exchange) {
        String step = Query.of(exchange, "ack");
        boolean small = step != null && STEP.matcher(step).matches();
        return small ? Math.min(Limits.ACK_STEP, Integer.parseInt(step)) : Limits.ACK_STEP;
    }

    /** An offset that is none is as good as having nothing. */
    private static @Nullable Long from(HttpServerExchange exchange) {
        String from = Query.of(exchange, "from");
        return from != null && OFFSET.matcher(from).matches() ? Long.valueOf(from) : null;
    }

    private void connected(WebSocketChannel channel, JoinRequest request) {
        channel.getIoThread().execute(() -> {
            Viewer viewer = session.join(request);
            if (viewer == null) {
                WebSockets.sendClose(CloseCode.TOO_MANY.code(), CloseCode.TOO_MANY.reason(), channel, null);
                return;
            }
            admitted.accept(channel.getPeerAddress());
            Fanout fanout = fanouts.computeIfAbsent(channel.getIoThread(), this::fanout);
            new ViewerSocket(session, viewer, request.dialect(), channel, fanout, patience).open();
        });
    }

    private Fanout fanout(XnioIoThread thread) {
        Fanout fanout = new Fanout(thread, patience.check());
        session.addOutlet(fanout);
        return fanout;
    }
}
