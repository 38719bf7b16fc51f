package dev.jshare.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Stands before every route: refuses foreign names and foreign pages, and sets what every answer carries. */
final class RequestGuard implements HttpHandler {
    private static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");
    private static final HttpString RESOURCE = new HttpString("Cross-Origin-Resource-Policy");

    /** RFC 9110 §15.5.20; Undertow has no name for it. */
    private static final int MISDIRECTED_REQUEST = 421;

    private final Site site;
    private final InstantSource clock;
    private final Duration patience;
    private final HttpHandler next;

    /** @param patience for a body, which no request needs */
    RequestGuard(Site site, InstantSource clock, Duration patience, HttpHandler next) {
        this.site = site;
        this.clock = clock;
        this.patience = patience;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.isRequestComplete()) {
            boundBody(exchange);
        }
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.DATE, HttpDate.of(clock.instant()));
        answer.put(NOSNIFF, "nosniff");
        answer.put(REFERRER, "no-referrer");
        answer.put(RESOURCE, "same-origin");
        answer.put(Headers.CACHE_CONTROL, "no-store");
        HeaderMap request = exchange.getRequestHeaders();
        String host = request.getFirst(Headers.HOST);
        if (host == null || request.count(Headers.HOST) != 1 || !site.ownHost(host)) {
            Answers.text(exchange, MISDIRECTED_REQUEST, "This is not the server of that name.");
        } else if (request.count(Headers.ORIGIN) > 1
                || !site.ownOrigin(request.getFirst(Headers.ORIGIN), exchange.getRequestScheme(), host)) {
            Answers.text(exchange, StatusCodes.FORBIDDEN, "Other pages may not use this server.");
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            Answers.text(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Only GET is served.");
        } else {
            next.handleRequest(exchange);
        }
    }

    /** Undertow reads a body that was announced to its end, and would wait for that as long as the connection lasts. */
    private void boundBody(HttpServerExchange exchange) {
        XnioExecutor.Key timeout = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), patience.toMillis(), TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((done, others) -> {
            timeout.remove();
            others.proceed();
        });
    }
}
