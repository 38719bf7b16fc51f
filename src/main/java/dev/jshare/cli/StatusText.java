package dev.jshare.cli;

import dev.jshare.control.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status of a session for people. */
final class StatusText {
    private final Facts facts;
    private final Instant now;

    StatusText(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    List<String> lines(boolean coloured) {
        List<String> lines = new ArrayList<>();
        lines.add(Table.plain(facts.text("session")) + "  " + Table.plain(facts.text("name")) + "  "
                + facts.number("cols") + "x" + facts.number("rows") + "  shared for "
                + Ago.since(facts.time("started"), now) + ", " + bytes(facts.number("offset")) + " printed");
        lines.add(facts.number("watching") + " watching, " + facts.number("joined") + " joined so far" + conditions());
        if (!facts.list("viewers").isEmpty()) {
            lines.add("");
            lines.addAll(viewers(coloured));
        }
        if (!facts.list("links").isEmpty()) {
            lines.add("");
            lines.addAll(links(coloured));
        }
        return lines;
    }

    private String conditions() {
        StringBuilder text = new StringBuilder();
        if (facts.is("paused")) {
            text.append("; PAUSED: they see nothing");
        }
        long typed = facts.object("counts").number("typed-bytes");
        if (typed > 0) {
            text.append(", ").append(bytes(typed)).append(" typed");
        }
        if (facts.object("audit").has("problem")) {
            text.append("; THE AUDIT IS NOT WRITTEN any more (")
                    .append(Table.plain(facts.object("audit").text("problem")))
                    .append(")");
        }
        if (facts.has("typist")) {
            text.append("; ").append(typist()).append(" types");
        }
        if (!facts.is("typing")) {
            text.append("; nobody else ever types");
        } else if (facts.is("locked")) {
            text.append("; LOCKED: nobody else types");
        }
        return text.toString();
    }

    private String typist() {
        String typist = facts.text("typist");
        return facts.list("viewers").stream()
                .filter(viewer -> String.valueOf(viewer.number("id")).equals(typist))
                .map(viewer -> Table.plain(viewer.text("name")))
                .findFirst()
                .orElse("the host");
    }

    private List<String> viewers(boolean coloured) {
        Table table = new Table("VIEWER", "NAME", "ROLE", "LINK", "FROM", "SINCE", "ROUND TRIP", "LAG", "TYPED");
        for (Facts viewer : facts.list("viewers")) {
            table.row(
                    viewer.text("id"),
                    viewer.text("name"),
                    role(viewer),
                    viewer.text("link"),
                    viewer.text("address"),
                    Ago.since(viewer.time("since"), now),
                    viewer.has("roundTripMillis") ? viewer.number("roundTripMillis") + " ms" : "",
                    viewer.number("lagBytes") == 0 ? "" : bytes(viewer.number("lagBytes")),
                    typed(viewer.time("typedAt")));
        }
        return table.lines(coloured);
    }

    private String role(Facts viewer) {
        Instant until = viewer.time("until");
        if (until != null) {
            return "type for " + Ago.since(now, until);
        }
        return viewer.text("role") + (viewer.has("asked") ? ", asks to type" : "");
    }

    private String typed(@Nullable Instant moment) {
        return moment == null ? "" : Ago.since(moment, now) + " ago";
    }

    List<String> links(boolean coloured) {
        Table table = new Table("LINK", "ROLE", "LABEL", "EXPIRES", "USED", "VIEWERS");
        for (Facts link : facts.list("links")) {
            table.row(
                    link.text("id"),
                    link.text("role"),
                    link.text("label"),
                    Ago.until(link.time("expires"), now),
                    link.number("used") + (link.has("uses") ? " of " + link.number("uses") : ""),
                    String.join(", ", link.texts("viewers")));
        }
        return table.lines(coloured);
    }

    private static String bytes(long number) {
        if (number < 1024) {
            return number + " B";
        }
        return number < 1024 * 1024 ? number / 1024 + " KiB" : number / (1024 * 1024) + " MiB";
    }
}
