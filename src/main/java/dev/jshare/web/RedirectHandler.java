package dev.jshare.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** Sends plain requests to the same address over TLS. */
final class RedirectHandler implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestURI();
        if (!path.startsWith("/")) { // RFC 9112 §3.2.2: a whole URL may stand there, and name any host.
            Answers.text(exchange, StatusCodes.BAD_REQUEST, "The request names no path.");
            return;
        }
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        exchange.getResponseHeaders()
                .put(Headers.LOCATION, "https://" + exchange.getRequestHeaders().getFirst(Headers.HOST) + path + query);
        Answers.text(exchange, StatusCodes.PERMANENT_REDIRECT, "Use https.");
    }
}
