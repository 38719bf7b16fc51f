package dev.jshare.control;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.session.Session;
import dev.jshare.session.SessionFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session says of itself to the host, as JSON members in order. */
final class StatusReport {
    private final Session session;
    private final Links links;

    StatusReport(Session session, Links links) {
        this.session = session;
        this.links = links;
    }

    Map<String, @Nullable Object> all() {
        SessionFacts facts = session.facts();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("session", facts.id());
        json.put("name", facts.name());
        json.put("pid", ProcessHandle.current().pid());
        json.put("started", facts.started());
        json.put("cols", facts.cols());
        json.put("rows", facts.rows());
        json.put("offset", facts.offset());
        json.put("watching", facts.watching());
        json.put("joined", facts.joined());
        json.put("links", links());
        return json;
    }

    private List<Map<String, @Nullable Object>> links() {
        return links.uses().stream().map(StatusReport::link).toList();
    }

    private static Map<String, @Nullable Object> link(Links.Use use) {
        Link link = use.link();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", link.id());
        json.put("role", link.role().word());
        json.put("label", link.label());
        json.put("expires", link.expires());
        json.put("uses", link.uses());
        json.put("used", use.used());
        return json;
    }
}
