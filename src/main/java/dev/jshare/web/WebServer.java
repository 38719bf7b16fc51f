package dev.jshare.web;

import dev.jshare.access.Links;
import dev.jshare.session.Session;
import dev.jshare.tls.TlsIdentity;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The HTTP server of one session: what is where, and who is asked for a token. */
public final class WebServer implements HttpHandler, AutoCloseable {
    private static final Pattern ROUTE = Pattern.compile("/(?<kind>s|ws)/(?<session>[A-Za-z0-9_-]{1,64})");
    private static final Pattern API =
            Pattern.compile("/api/v1/sessions/(?<session>[A-Za-z0-9_-]{1,64})(?<screen>/screen)?");

    private final Doorkeeper doorkeeper;
    private final PageHandler page = new PageHandler();
    private final SocketRoute sockets;
    private final SessionApi api;
    private final Entrance entrance;

    /**
     * Makes a server that {@link #start} will bind to these addresses.
     *
     * @param identity what it shows of itself over TLS, or null for plain HTTP
     */
    public WebServer(
            List<InetSocketAddress> addresses,
            @Nullable TlsIdentity identity,
            Site site,
            Session session,
            Links links) {
        this(addresses, identity, site, session, links, Patience.USUAL);
    }

    WebServer(
            List<InetSocketAddress> addresses,
            @Nullable TlsIdentity identity,
            Site site,
            Session session,
            Links links,
            Patience patience) {
        this.sockets = new SocketRoute(session, patience, this::admit);
        this.api = new SessionApi(session);
        this.doorkeeper = new Doorkeeper(session, links);
        this.entrance = new Entrance(
                addresses,
                patience,
                identity,
                new RequestGuard(site, session::now, patience.head(), this),
                new RequestGuard(site, session::now, patience.head(), new RedirectHandler()));
    }

    private void admit(SocketAddress from) {
        entrance.admit(from);
    }

    /**
     * Binds and serves.
     *
     * @throws java.io.UncheckedIOException if the address is taken; its cause is a {@link java.net.BindException}
     */
    public void start() {
        entrance.open();
        InetSocketAddress bound = entrance.address(); // Now: by the time that the thread runs all may be closed.
        Thread thread = new Thread(() -> FirstVisit.to(bound), "jshare-first-visit");
        thread.setDaemon(true);
        thread.start();
    }

    /** The port that the server is bound to. */
    public int port() {
        return entrance.address().getPort();
    }

    @Override
    public void close() {
        entrance.close();
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
            doorkeeper.admit(exchange, route.group("session")).ifPresent(link -> sockets.upgrade(exchange, link));
        } else if (asked.matches()) {
            String session = asked.group("session");
            if (asked.group("screen") == null) {
                doorkeeper.admit(exchange, session).ifPresent(link -> api.facts(exchange, link));
            } else if (doorkeeper.admitToScreen(exchange, session).isPresent()) {
                api.screen(exchange);
            }
        } else {
            Answers.notFound(exchange);
        }
    }
}
