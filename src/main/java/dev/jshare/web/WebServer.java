package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Limits;
import dev.jshare.session.JoinRequest;
import dev.jshare.session.Session;
import dev.jshare.session.Viewer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** The HTTP server of one session: routes, and the way from a request to a viewer. */
public final class WebServer implements HttpHandler, AutoCloseable {
    /** One thread sends to some thousand viewers; a second one lets a page load meanwhile. */
    private static final int IO_THREADS = 2;

    /** Undertow's least; all handlers run on the I/O threads, since none of them waits. */
    private static final int WORKER_THREADS = 1;

    private static final int BUFFER_SIZE = 4096;

    private static final int MAX_HEADER_BYTES = 16 * 1024;

    /** No request has a body. */
    private static final long MAX_BODY_BYTES = 1024;

    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern STEP = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

    private final Session session;
    private final Patience patience;
    private final Doorkeeper doorkeeper;
    private final PageHandler page = new PageHandler();
    private final Map<XnioIoThread, Fanout> fanouts = new ConcurrentHashMap<>();
    private final Undertow server;

    static {
        // Undertow logs through JBoss Logging; its default, java.util.logging, would write to the shared console.
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /** Makes a server that {@link #start} will bind to this address. */
    public WebServer(InetSocketAddress address, Site site, Session session, Links links) {
        this(address, site, session, links, Patience.USUAL);
    }

    WebServer(InetSocketAddress address, Site site, Session session, Links links, Patience patience) {
        int headMillis = (int) patience.head().toMillis();
        this.session = session;
        this.patience = patience;
        this.doorkeeper = new Doorkeeper(session, links);
        this.server = Undertow.builder()
                .addHttpListener(address.getPort(), address.getAddress().getHostAddress())
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKER_THREADS)
                .setBufferSize(BUFFER_SIZE)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, headMillis)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, headMillis)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .setHandler(new RequestGuard(site, this))
                .build();
    }

    /**
     * Binds and serves.
     *
     * @throws RuntimeException if the address is taken; its cause is a {@link java.net.BindException}
     */
    public void start() {
        server.start();
    }

    /** The port that the server is bound to. */
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        String id;
        if (path.equals("/health")) {
            Answers.text(exchange, StatusCodes.OK, "ok");
        } else if (sessionId(path, "/s/") != null) {
            page.handleRequest(exchange);
        } else if ((id = sessionId(path, "/api/v1/sessions/")) != null) {
            Optional<Link> link = doorkeeper.admit(exchange, id);
            if (link.isPresent()) {
                Answers.json(exchange, SessionApi.describe(session.facts(), link.get()));
            }
        } else if ((id = sessionId(path, "/ws/")) != null) {
            Optional<Link> link = doorkeeper.admit(exchange, id);
            if (link.isPresent()) {
                upgrade(exchange, link.get());
            }
        } else {
            Answers.notFound(exchange);
        }
    }

    /** The rest of a path behind a prefix, if it can be a session's id. */
    private static @Nullable String sessionId(String path, String prefix) {
        if (!path.startsWith(prefix)) {
            return null;
        }
        String id = path.substring(prefix.length());
        return SESSION_ID.matcher(id).matches() ? id : null;
    }

    private void upgrade(HttpServerExchange exchange, Link link) throws Exception {
        if (!"websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE))) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            Answers.text(exchange, StatusCodes.UPGRADE_REQUIRED, "This address speaks WebSocket.");
        } else if (session.full()) {
            Answers.text(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The session has no place left.");
        } else {
            Dialect dialect = Dialect.of(Doorkeeper.subprotocols(exchange));
            String subprotocol = dialect.subprotocol();
            JoinRequest request =
                    new JoinRequest(link, dialect, query(exchange, "name"), from(exchange), ackStep(exchange));
            Hybi13Handshake handshake =
                    new Hybi13Handshake(subprotocol == null ? Set.of() : Set.of(subprotocol), false);
            WebSocketConnectionCallback connected = (upgraded, channel) -> connected(channel, request);
            new WebSocketProtocolHandshakeHandler(List.of(handshake), connected).handleRequest(exchange);
        }
    }

    private static @Nullable String query(HttpServerExchange exchange, String parameter) {
        Deque<String> values = exchange.getQueryParameters().get(parameter);
        return values == null ? null : values.peekFirst();
    }

    /** A promise that is none, or too large, is as good as that of the protocol. */
    private static int ackStep(HttpServerExchange exchange) {
        String step = query(exchange, "ack");
        boolean small = step != null && STEP.matcher(step).matches();
        return small ? Math.min(Limits.ACK_STEP, Integer.parseInt(step)) : Limits.ACK_STEP;
    }

    /** An offset that is none is as good as having nothing. */
    private static @Nullable Long from(HttpServerExchange exchange) {
        String from = query(exchange, "from");
        return from != null && OFFSET.matcher(from).matches() ? Long.valueOf(from) : null;
    }

    private void connected(WebSocketChannel channel, JoinRequest request) {
        channel.getIoThread().execute(() -> {
            Viewer viewer = session.join(request);
            if (viewer == null) {
                WebSockets.sendClose(CloseCode.TOO_MANY.code(), CloseCode.TOO_MANY.reason(), channel, null);
                return;
            }
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
