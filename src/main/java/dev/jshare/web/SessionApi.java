package dev.jshare.web;

import dev.jshare.access.Link;
import dev.jshare.protocol.JsonText;
import dev.jshare.session.SessionFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scripts are told of a session: {@code GET /api/v1/sessions/{id}}. */
final class SessionApi {
    private SessionApi() {}

    static String describe(SessionFacts facts, Link link) {
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
        return JsonText.of(json);
    }
}
