package dev.jshare.control;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.session.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Meets requests: what each of them does to the session. The thread {@code jshare-control} only. */
public final class Attendant {
    private final Session session;
    private final Links links;
    private final String base;
    private final StatusReport report;

    /** @param base the URL in front of {@code /s/} */
    public Attendant(Session session, Links links, String base) {
        this.session = session;
        this.links = links;
        this.base = base;
        this.report = new StatusReport(session, links);
    }

    /** Something that cannot be done; its message is a sentence for the user. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The reply to a request, both as lines. */
    String answer(String line) {
        return ControlCodec.write(reply(line));
    }

    private ControlMessage.Reply reply(String line) {
        try {
            return new ControlMessage.Done(new Facts(meet(ControlCodec.readRequest(line))));
        } catch (Refused e) {
            return new ControlMessage.Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new ControlMessage.Failed("The session does not understand the request (" + e.getMessage() + ").");
        } catch (RuntimeException e) {
            return new ControlMessage.Failed("The session could not do it (" + e + ").");
        }
    }

    private Map<String, @Nullable Object> meet(ControlMessage.Request request) throws Refused {
        if (request instanceof ControlMessage.Status) {
            return report.all();
        } else if (request instanceof ControlMessage.MakeLink make) {
            return make(make);
        } else if (request instanceof ControlMessage.Revoke revoke) {
            return revoke(revoke.link());
        }
        throw new Refused("The session does not know how.");
    }

    private Map<String, @Nullable Object> make(ControlMessage.MakeLink wanted) throws Refused {
        if (wanted.role() == Role.TYPE && !links.typing()) {
            throw new Refused("This session was started with --no-typing: nobody else can ever type in it.");
        }
        Links.Issued made = links.issue(wanted.role(), wanted.life(), wanted.uses(), wanted.label());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", made.link().id());
        json.put("role", made.link().role().word());
        json.put("url", base + "/s/" + session.id() + "#" + made.token().reveal());
        json.put("expires", made.link().expires());
        json.put("uses", made.link().uses());
        json.put("label", made.link().label());
        return json;
    }

    private Map<String, @Nullable Object> revoke(@Nullable String wanted) throws Refused {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (wanted == null) {
            json.put("revoked", links.revokeAll());
        } else {
            links.revoke(find(wanted));
            json.put("revoked", 1);
        }
        session.linksChanged();
        return json;
    }

    /** The id of the link with this id or, if that is clear, this label. */
    private String find(String wanted) throws Refused {
        List<String> ids = links.list().stream().map(Link::id).toList();
        if (ids.contains(wanted)) {
            return wanted;
        }
        List<String> labelled = links.list().stream()
                .filter(link -> wanted.equals(link.label()))
                .map(Link::id)
                .toList();
        if (labelled.size() == 1) {
            return labelled.get(0);
        } else if (labelled.isEmpty()) {
            String others = ids.isEmpty() ? "there is none at all" : "there is " + String.join(", ", ids);
            throw new Refused("There is no link '" + wanted + "'; " + others + ".");
        }
        throw new Refused(
                "More than one link is called '" + wanted + "': name one of " + String.join(", ", labelled) + ".");
    }
}
