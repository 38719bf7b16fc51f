package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.protocol.JsonText;
import dev.jshare.session.ScreenCopy;
import dev.jshare.session.ScreenFormat;
import dev.jshare.session.Session;
import dev.jshare.session.SessionFacts;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What scripts, and pages without a socket, are told of a session: {@code GET /api/v1/sessions/{id}}. */
final class SessionApi {
    private static final HttpString COLS = new HttpString("X-Jshare-Cols");
    private static final HttpString ROWS = new HttpString("X-Jshare-Rows");
    private static final HttpString OFFSET = new HttpString("X-Jshare-Offset");
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final Pattern LINES = Pattern.compile("[0-9]{1,6}");

    private final Session session;

    SessionApi(Session session) {
        this.session = session;
    }

    /** The session as JSON, and the link that was presented. */
    void facts(HttpServerExchange exchange, Link link) {
        SessionFacts facts = session.facts();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("session", facts.id());
        json.put("name", facts.name());
        json.put("cols", facts.cols());
        json.put("rows", facts.rows());
        json.put("offset", facts.offset());
        json.put("watching", facts.watching());
        json.put("started", facts.started());
        json.put("status", facts.exitStatus());
        json.put("role", link.role().word());
        json.put("expires", link.expires());
        Answers.json(exchange, JsonText.of(json));
    }

    /** The screen in the format and with the lines that the query names. */
    void screen(HttpServerExchange exchange) {
        String name = Query.of(exchange, "format");
        Optional<ScreenFormat> format = ScreenFormat.of(name == null ? "text" : name);
        String lines = Query.of(exchange, "lines");
        if (format.isEmpty() || lines != null && !LINES.matcher(lines).matches()) {
            Answers.text(exchange, StatusCodes.BAD_REQUEST, "format is text, ansi, html or json; lines is a number.");
            return;
        }
        int above = lines == null ? 0 : Integer.parseInt(lines);
        exchange.dispatch(
                Runnable::run,
                () -> session.copyScreen(
                        format.get(),
                        above,
                        copy -> exchange.getIoThread().execute(() -> send(exchange, format.get(), copy)),
                        () -> exchange.getIoThread()
                                .execute(() -> Answers.text(
                                        exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many ask for the screen."))));
    }

    private static void send(HttpServerExchange exchange, ScreenFormat format, ScreenCopy copy) {
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.CONTENT_TYPE, format.mediaType());
        answer.put(POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        answer.put(COLS, copy.cols());
        answer.put(ROWS, copy.rows());
        answer.put(OFFSET, copy.offset());
        exchange.getResponseSender().send(copy.content());
    }
}
