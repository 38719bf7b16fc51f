package dev.jshare.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** The plain answers that several routes give. */
final class Answers {
    private Answers() {}

    static void text(HttpServerExchange exchange, int status, String text) {
        send(exchange, status, "text/plain; charset=utf-8", text + "\n");
    }

    static void json(HttpServerExchange exchange, String json) {
        send(exchange, StatusCodes.OK, "application/json", json + "\n");
    }

    static void notFound(HttpServerExchange exchange) {
        text(exchange, StatusCodes.NOT_FOUND, "There is nothing here.");
    }

    private static void send(HttpServerExchange exchange, int status, String type, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(body);
    }
}
