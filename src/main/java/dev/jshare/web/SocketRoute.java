package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Limits;
import dev.jshare.session.Deflation;
import dev.jshare.session.JoinRequest;
import dev.jshare.session.Session;
import dev.jshare.session.Viewer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** The way from a request on {@code /ws/{session}} to a viewer. */
final class SocketRoute {
    private static final Pattern STEP = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern LOCAL = Pattern.compile("(?i)localhost|127\\.[0-9.]+|\\[?::1]?");
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
    void upgrade(HttpServerExchange exchange, Link link) {
        if (!Handshake.isAskedFor(exchange)) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            Answers.text(exchange, StatusCodes.UPGRADE_REQUIRED, "This address speaks WebSocket.");
        } else {
            Dialect dialect = Dialect.of(Doorkeeper.subprotocols(exchange));
            JoinRequest request = new JoinRequest(
                    link,
                    dialect,
                    Query.of(exchange, "name"),
                    dialect == Dialect.ALIS ? null : from(exchange), // Its streams begin with a screen.
                    ackStep(exchange),
                    deflation(exchange),
                    exchange.getSourceAddress().getAddress().getHostAddress(),
                    Doorkeeper.ticket(exchange));
            Handshake.answer(exchange, dialect.subprotocol(), connection -> connected(connection, request));
        }
    }

    /** A promise that is none, or too large, is as good as that of the protocol. */
    private static int ackStep(HttpServerExchange exchange) {
        String step = Query.of(exchange, "ack");
        boolean small = step != null && STEP.matcher(step).matches();
        return small ? Math.min(Limits.ACK_STEP, Integer.parseInt(step)) : Limits.ACK_STEP;
    }

    /** What is worth the work on the viewer's line, and can be read at its end. */
    private static Deflation deflation(HttpServerExchange exchange) {
        if (!isAfar(exchange)) {
            return Deflation.NONE;
        }
        return "deflated".equals(Query.of(exchange, "snapshots")) ? Deflation.ALL : Deflation.OUTPUT;
    }

    /** Whether somebody comes over a network, or by the name that a proxy or tunnel has: its end on this machine is no viewer. */
    private static boolean isAfar(HttpServerExchange exchange) {
        return !exchange.getSourceAddress().getAddress().isLoopbackAddress()
                || !LOCAL.matcher(exchange.getHostName()).matches();
    }

    /** An offset that is none is as good as having nothing. */
    private static @Nullable Long from(HttpServerExchange exchange) {
        String from = Query.of(exchange, "from");
        return from != null && OFFSET.matcher(from).matches() ? Long.valueOf(from) : null;
    }

    private void connected(StreamConnection connection, JoinRequest request) {
        connection.getIoThread().execute(() -> {
            Viewer viewer = session.join(request);
            if (viewer == null) {
                ViewerSocket.refuse(connection, CloseCode.TOO_MANY);
                return;
            }
            admitted.accept(connection.getPeerAddress());
            Fanout fanout = fanouts.computeIfAbsent(connection.getIoThread(), this::fanout);
            new ViewerSocket(session, viewer, request, connection, fanout, patience).open();
        });
    }

    private Fanout fanout(XnioIoThread thread) {
        Fanout fanout = new Fanout(thread, patience.check());
        session.addOutlet(fanout);
        return fanout;
    }
}
