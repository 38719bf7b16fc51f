package dev.jshare.control;

import dev.jshare.access.Lease;
import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.session.Audit;
import dev.jshare.session.AuditFile;
import dev.jshare.session.Guest;
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
        List<Guest> guests = session.moderator().guests();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("session", facts.id());
        json.put("name", facts.name());
        json.put("pid", ProcessHandle.current().pid());
        json.put("started", facts.started());
        json.put("cols", facts.cols());
        json.put("rows", facts.rows());
        json.put("offset", facts.offset());
        json.put("watching", guests.size());
        json.put("joined", facts.joined());
        json.put("typing", links.typing());
        json.put("typist", typist(session.typist()));
        json.put("locked", session.locked());
        json.put("paused", session.paused());
        json.put("counts", counts(session.audit()));
        json.put("audit", audit(session.audit().file()));
        json.put("viewers", guests.stream().map(StatusReport::viewer).toList());
        json.put("links", links.uses().stream().map(use -> link(use, guests)).toList());
        return json;
    }

    private static Map<String, Object> counts(Audit audit) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Audit.Event event : Audit.Event.values()) {
            if (audit.count(event) > 0) {
                json.put(event.word(), audit.count(event));
            }
        }
        json.put("typed-bytes", audit.typed());
        return json;
    }

    private static @Nullable Object audit(@Nullable AuditFile file) {
        if (file == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", file.path());
        json.put("problem", file.problem());
        return json;
    }

    private static @Nullable Object typist(int typist) {
        return switch (typist) {
            case Lease.NOBODY -> null;
            case Lease.HOST -> "host";
            default -> typist;
        };
    }

    private static Map<String, @Nullable Object> viewer(Guest guest) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", guest.id().value());
        json.put("name", guest.name());
        json.put("role", guest.role().word());
        json.put("until", guest.until());
        json.put("asked", guest.asked());
        json.put("link", guest.link());
        json.put("address", guest.address());
        json.put("since", guest.since());
        json.put("roundTripMillis", guest.roundTrip());
        json.put("lagBytes", guest.lag());
        json.put("typedAt", guest.typedAt());
        json.put("typedBytes", guest.typed());
        return json;
    }

    private static Map<String, @Nullable Object> link(Links.Use use, List<Guest> guests) {
        Link link = use.link();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", link.id());
        json.put("role", link.role().word());
        json.put("label", link.label());
        json.put("expires", link.expires());
        json.put("uses", link.uses());
        json.put("used", use.used());
        json.put(
                "viewers",
                guests.stream()
                        .filter(guest -> guest.link().equals(link.id()))
                        .map(guest -> guest.id().value())
                        .toList());
        return json;
    }
}
