package dev.jshare.cli;

import dev.jshare.control.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
                + Ago.since(facts.time("started"), now));
        lines.add(facts.number("watching") + " watching, " + facts.number("joined") + " joined so far");
        lines.add("");
        lines.addAll(links(coloured));
        return lines;
    }

    List<String> links(boolean coloured) {
        Table table = new Table("LINK", "ROLE", "LABEL", "EXPIRES", "USED");
        for (Facts link : facts.list("links")) {
            table.row(
                    link.text("id"),
                    link.text("role"),
                    link.text("label"),
                    Ago.until(link.time("expires"), now),
                    link.number("used") + (link.has("uses") ? " of " + link.number("uses") : ""));
        }
        return table.lines(coloured);
    }
}
