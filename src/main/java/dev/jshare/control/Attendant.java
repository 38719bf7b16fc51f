package dev.jshare.control;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.session.Guest;
import dev.jshare.session.Moderator;
import dev.jshare.session.Session;
import dev.jshare.session.SessionOver;
import dev.jshare.session.ViewerId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Meets requests, of other commands and of the panel: what each of them does to the session. Any thread but the session's. */
public final class Attendant {
    /** What a session says that is over while its socket is still there. */
    static final String OVER = "The session is over.";

    private final Session session;
    private final Moderator moderator;
    private final Links links;
    private final List<String> bases;
    private final Runnable stop;
    private final StatusReport report;

    /**
     * @param bases the URLs in front of {@code /s/}, the best one first
     * @param stop has sharing end soon; returns at once
     */
    public Attendant(Session session, Links links, List<String> bases, Runnable stop) {
        this.session = session;
        this.moderator = session.moderator();
        this.links = links;
        this.bases = List.copyOf(bases);
        this.stop = stop;
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
            return reply(ControlCodec.readRequest(line));
        } catch (IOException e) {
            return new ControlMessage.Failed("The session does not understand the request (" + e.getMessage() + ").");
        }
    }

    /** How things are. */
    Facts status() {
        return new Facts(report.all());
    }

    /** Meets a request, or says why not. */
    ControlMessage.Reply reply(ControlMessage.Request request) {
        try {
            return new ControlMessage.Done(new Facts(meet(request)));
        } catch (Refused e) {
            return new ControlMessage.Failed(String.valueOf(e.getMessage()));
        } catch (SessionOver e) {
            return new ControlMessage.Failed(OVER);
        } catch (RuntimeException e) {
            return new ControlMessage.Failed("The session could not do it (" + e.getMessage() + ").");
        }
    }

    private Map<String, ? extends @Nullable Object> meet(ControlMessage.Request request) throws Refused {
        if (request instanceof ControlMessage.Status) {
            return report.all();
        } else if (request instanceof ControlMessage.MakeLink make) {
            return make(make);
        } else if (request instanceof ControlMessage.Extend extend) {
            return extend(extend);
        } else if (request instanceof ControlMessage.Revoke revoke) {
            return revoke(revoke.link());
        } else if (request instanceof ControlMessage.Kick kick) {
            Guest guest = guest(kick.viewer());
            moderator.kick(guest.id());
            return describe(guest);
        } else if (request instanceof ControlMessage.Grant grant) {
            return grant(grant);
        } else if (request instanceof ControlMessage.Deny deny) {
            Guest guest = guest(deny.viewer());
            moderator.deny(guest.id());
            return describe(guest);
        }
        return meetForAll(request);
    }

    private Map<String, ? extends @Nullable Object> meetForAll(ControlMessage.Request request) {
        if (request instanceof ControlMessage.TakeBack) {
            int ended = moderator.takeBack();
            return Map.of("ended", ended, "typists", moderator.typists());
        } else if (request instanceof ControlMessage.Lock lock) {
            moderator.lock(lock.on());
            return Map.of("locked", lock.on());
        } else if (request instanceof ControlMessage.Pause pause) {
            moderator.pause(pause.on());
            return Map.of("paused", pause.on());
        } else if (request instanceof ControlMessage.Say say) {
            moderator.say(say.text());
            return Map.of("watching", session.watching());
        } else if (request instanceof ControlMessage.Stop) {
            stop.run();
            return Map.of("stopped", true);
        }
        throw new IllegalStateException("there is no such request");
    }

    private Map<String, @Nullable Object> make(ControlMessage.MakeLink wanted) throws Refused {
        if (wanted.role() == Role.TYPE) {
            requireTyping();
        }
        Links.Issued made = links.issue(wanted.role(), wanted.life(), wanted.uses(), wanted.label());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", made.link().id());
        json.put("role", made.link().role().word());
        List<String> urls = made.urls(bases, session.id());
        json.put("url", urls.get(0));
        if (urls.size() > 1) {
            json.put("urls", urls);
        }
        json.put("expires", made.link().expires());
        json.put("uses", made.link().uses());
        json.put("label", made.link().label());
        return json;
    }

    private void requireTyping() throws Refused {
        if (!links.typing()) {
            throw new Refused("This session was started with --no-typing: nobody but you ever types in it.");
        }
    }

    private Map<String, @Nullable Object> extend(ControlMessage.Extend wanted) throws Refused {
        String id = link(wanted.link());
        Link longer = links.extend(id, wanted.more()).orElseThrow(() -> new Refused("It has just been revoked."));
        session.linksChanged();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("expires", longer.expires());
        return json;
    }

    private Map<String, Object> revoke(@Nullable String wanted) throws Refused {
        int revoked = 1;
        if (wanted == null) {
            revoked = links.revokeAll();
        } else {
            links.revoke(link(wanted));
        }
        session.linksChanged();
        return Map.of("revoked", revoked);
    }

    private Map<String, @Nullable Object> grant(ControlMessage.Grant wanted) throws Refused {
        requireTyping();
        Guest guest = guest(wanted.viewer());
        moderator.grant(guest.id(), wanted.time());
        Map<String, @Nullable Object> json = describe(guest);
        json.put("seconds", wanted.time().toSeconds());
        return json;
    }

    private static Map<String, @Nullable Object> describe(Guest guest) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("viewer", guest.id().value());
        json.put("name", guest.name());
        json.put("link", guest.link());
        return json;
    }

    /** The viewer of this number or, if that is clear, of this name, which is no number: viewers choose it themselves. */
    private Guest guest(String wanted) throws Refused {
        List<Guest> guests = moderator.guests();
        List<Guest> found = guests.stream()
                .filter(guest -> String.valueOf(guest.id().value()).equals(wanted))
                .toList();
        if (found.isEmpty() && !wanted.matches("[0-9]+")) {
            found = guests.stream().filter(guest -> guest.name().equals(wanted)).toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        } else if (found.isEmpty()) {
            throw new Refused("There is no viewer '" + wanted + "'; 'jshare status' shows who is there.");
        }
        List<String> numbers = found.stream()
                .map(Guest::id)
                .map(ViewerId::value)
                .map(String::valueOf)
                .toList();
        throw new Refused("More than one viewer is called '" + wanted + "': choose by number, "
                + String.join(" or ", numbers) + ".");
    }

    /** The id of the link with this id or, if that is clear, this label. */
    private String link(String wanted) throws Refused {
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
