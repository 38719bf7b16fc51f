package dev.jshare.cli;

import dev.jshare.access.Links;
import dev.jshare.protocol.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the host is shown before the shell: the links, for people or for scripts. The only place that sees their secrets. */
final class Card {
    private final String session;
    private final Reach reach;
    private final @Nullable String fingerprint;
    private final List<Links.Issued> links;
    private final String expiry;

    /** @param fingerprint that of the certificate, or null */
    Card(
            String session,
            Reach reach,
            @Nullable String fingerprint,
            List<Links.Issued> links,
            Instant now,
            TimeZone zone) {
        this.session = session;
        this.fingerprint = fingerprint;
        this.reach = reach;
        this.links = List.copyOf(links);
        this.expiry = expiry(links.get(0).link().expires(), now, zone);
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
        lines.add("       " + dim + "Links " + expiry + ". " + howToStop + plain);
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

    private static String expiry(@Nullable Instant expires, Instant now, TimeZone zone) {
        if (expires == null) {
            return "never expire";
        }
        Duration left = Duration.between(now, expires);
        String at = left.toHours() < 20 ? clock(expires, zone) : day(expires, zone);
        return "expire in " + Lifetime.inWords(left.plusMillis(500)) + ", at " + at;
    }

    /** As HH:mm; a DateTimeFormatter, and java.time's own zones, would take 10 ms to load before the first prompt. */
    private static String clock(Instant time, TimeZone zone) {
        int offset = (int) TimeUnit.MILLISECONDS.toSeconds(zone.getOffset(time.toEpochMilli()));
        return time.atOffset(ZoneOffset.ofTotalSeconds(offset))
                .toLocalTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static String day(Instant time, TimeZone zone) {
        return DateTimeFormatter.ofPattern("d MMM HH:mm").format(time.atZone(zone.toZoneId()));
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
