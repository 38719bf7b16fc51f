package dev.jshare.cli;

import dev.jshare.access.Links;
import dev.jshare.protocol.DateText;
import dev.jshare.protocol.JsonText;
import dev.jshare.pty.WallTime;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the host is shown before the shell: the links, for people or for scripts. Beside who makes a link later the only one that sees their secrets. */
final class Card {
    private final String session;
    private final Reach reach;
    private final @Nullable String fingerprint;
    private final List<Links.Issued> links;
    private final Instant now;
    private final Function<Instant, WallTime> clock;

    /**
     * @param fingerprint that of the certificate, or null
     * @param clock the time of day here
     */
    Card(
            String session,
            Reach reach,
            @Nullable String fingerprint,
            List<Links.Issued> links,
            Instant now,
            Function<Instant, WallTime> clock) {
        this.session = session;
        this.fingerprint = fingerprint;
        this.reach = reach;
        this.links = List.copyOf(links);
        this.now = now;
        this.clock = clock;
    }

    /** Lines for a person; each link whole on one line, so that terminals can open it and it can be copied. */
    List<String> lines(boolean colour, String howToStop) {
        String bold = colour ? "\u001b[1m" : "";
        String dim = colour ? "\u001b[2m" : "";
        String plain = colour ? "\u001b[0m" : "";
        List<String> lines = new ArrayList<>();
        for (Links.Issued issued : links) {
            String role = issued.link().role().word();
            List<String> urls = issued.urls(reach.bases(), session);
            lines.add(bold + "jshare" + plain + " " + dim + role + plain + " ".repeat(6 - role.length()) + urls.get(0));
            for (int i = 1; i < urls.size(); i++) {
                lines.add("             " + urls.get(i));
            }
        }
        lines.add("       " + dim + "Links " + expiry() + ". " + howToStop + plain);
        String warning = reach.warning();
        if (warning != null) {
            lines.add(warning);
        }
        if (fingerprint != null) {
            lines.add("       " + dim + "Certificate SHA-256 " + fingerprint + plain);
        }
        return lines;
    }

    /** A QR code of the first link. */
    List<String> picture(boolean colour, TerminalSize room) {
        return QrPicture.card(links.get(0).urls(reach.bases(), session).get(0), colour, room);
    }

    private String expiry() {
        Instant expires = links.get(0).link().expires();
        if (expires == null) {
            return "never expire";
        }
        Duration left = Duration.between(now, expires);
        WallTime at = clock.apply(expires);
        String day = left.toHours() < 20 ? "" : at.day() + " " + DateText.name(Month.of(at.month())) + " ";
        return "expire in " + Lifetime.inWords(left.plusMillis(500)) + ", at " + day + DateText.digits(at.hour()) + ":"
                + DateText.digits(at.minute());
    }

    /** One line for scripts. */
    String json(long pid) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("session", session);
        json.put("pid", pid);
        json.put("address", reach.addresses().get(0));
        if (reach.addresses().size() > 1) {
            json.put("addresses", reach.addresses());
        }
        if (fingerprint != null) {
            json.put("fingerprint", fingerprint);
        }
        json.put("links", links.stream().map(this::describe).toList());
        return JsonText.of(json);
    }

    private Map<String, @Nullable Object> describe(Links.Issued issued) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", issued.link().id());
        json.put("role", issued.link().role().word());
        List<String> urls = issued.urls(reach.bases(), session);
        json.put("url", urls.get(0));
        if (urls.size() > 1) {
            json.put("urls", urls);
        }
        json.put("expires", issued.link().expires());
        return json;
    }
}
