package dev.jshare.web;

import io.undertow.server.HttpServerExchange;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The query of a request's URL. */
final class Query {
    private Query() {}

    /** The first value of a parameter, or null. */
    static @Nullable String of(HttpServerExchange exchange, String parameter) {
        Deque<String> values = exchange.getQueryParameters().get(parameter);
        return values == null ? null : values.peekFirst();
    }
}
