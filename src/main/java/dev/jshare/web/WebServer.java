package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.session.Session;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP server of one session: what is where, and who is asked for a token. */
public final class WebServer implements HttpHandler, AutoCloseable {
    /** One thread sends to some thousand viewers; a second one lets a page load meanwhile. */
    private static final int IO_THREADS = 2;

    /** Undertow's least; all handlers run on the I/O threads, since none of them waits. */
    private static final int WORKER_THREADS = 1;

    private static final int BUFFER_SIZE = 4096;

    private static final int MAX_HEADER_BYTES = 16 * 1024;

    /** No request has a body. */
    private static final long MAX_BODY_BYTES = 1024;

    private static final Pattern ROUTE = Pattern.compile("/(?<kind>s|ws)/(?<session>[A-Za-z0-9_-]{1,64})");
    private static final Pattern API =
            Pattern.compile("/api/v1/sessions/(?<session>[A-Za-z0-9_-]{1,64})(?<screen>/screen)?");

    private final Doorkeeper doorkeeper;
    private final PageHandler page = new PageHandler();
    private final SocketRoute sockets;
    private final SessionApi api;
    private final Undertow server;

    static {
        // Undertow logs through JBoss Logging; its default, java.util.logging, would write to the shared console.
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /** Makes a server that {@link #start} will bind to these addresses. */
    public WebServer(List<InetSocketAddress> addresses, Site site, Session session, Links links) {
        this(addresses, site, session, links, Patience.USUAL);
    }

    WebServer(List<InetSocketAddress> addresses, Site site, Session session, Links links, Patience patience) {
        int headMillis = (int) patience.head().toMillis();
        this.sockets = new SocketRoute(session, patience);
        this.api = new SessionApi(session);
        this.doorkeeper = new Doorkeeper(session, links);
        Undertow.Builder builder = Undertow.builder();
        for (InetSocketAddress address : addresses) {
            builder.addHttpListener(address.getPort(), address.getAddress().getHostAddress());
        }
        this.server = builder.setIoThreads(IO_THREADS)
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
        Matcher route = ROUTE.matcher(path);
        Matcher asked = API.matcher(path);
        if (path.equals("/health")) {
            Answers.text(exchange, StatusCodes.OK, "ok");
        } else if (route.matches() && route.group("kind").equals("s")) {
            page.handleRequest(exchange);
        } else if (route.matches()) {
            Optional<Link> link = doorkeeper.admit(exchange, route.group("session"));
            if (link.isPresent()) {
                sockets.upgrade(exchange, link.get());
            }
        } else if (asked.matches()) {
            Optional<Link> link = doorkeeper.admit(exchange, asked.group("session"));
            if (link.isPresent() && asked.group("screen") != null) {
                api.screen(exchange);
            } else if (link.isPresent()) {
                api.facts(exchange, link.get());
            }
        } else {
            Answers.notFound(exchange);
        }
    }
}
