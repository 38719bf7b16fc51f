package dev.jshare.control;

import dev.jshare.console.PanelLine;
import dev.jshare.console.PanelLine.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of the panel. */
final class PanelText {
    private final InstantSource clock;
    private final String prefix;

    PanelText(InstantSource clock, String prefix) {
        this.clock = clock;
        this.prefix = prefix;
    }

    /** The line at the top. */
    PanelLine bar(Facts status) {
        StringBuilder right =
                new StringBuilder().append(status.number("watching")).append(" watching");
        if (status.is("paused")) {
            right.append(", paused");
        }
        if (!status.is("typing")) {
            right.append(", nobody else types");
        } else if (status.is("locked")) {
            right.append(", locked");
        }
        return new PanelLine(" jshare " + status.text("name"), right.append(' ').toString(), Look.BAR);
    }

    /** All viewers and links. */
    List<PanelLine> list(List<PanelItem> items, int chosen) {
        List<PanelLine> lines = new ArrayList<>();
        lines.add(new PanelLine(" Viewers", Look.HEAD));
        if (items.isEmpty() || !items.get(0).viewer()) {
            lines.add(new PanelLine("   nobody is there", Look.FAINT));
        }
        boolean viewers = true;
        for (int i = 0; i < items.size(); i++) {
            if (viewers && !items.get(i).viewer()) {
                viewers = false;
                lines.add(new PanelLine(" Links", Look.HEAD));
            }
            lines.add(item(items, i, chosen));
        }
        if (viewers) {
            lines.add(new PanelLine(" Links", Look.HEAD));
            lines.add(new PanelLine("   there is none", Look.FAINT));
        }
        return lines;
    }

    /** One of them, by its index; a blank line if there is none. */
    PanelLine item(List<PanelItem> items, int index, int chosen) {
        if (index < 0 || index >= items.size()) {
            return new PanelLine("", Look.PLAIN);
        }
        PanelItem item = items.get(index);
        String text = item.viewer() ? viewer(item) : link(item);
        Look look = index == chosen ? Look.CHOSEN : item.asks() ? Look.ALERT : Look.PLAIN;
        return new PanelLine((index == chosen ? " > " : "   ") + text, look);
    }

    private String viewer(PanelItem item) {
        Facts viewer = item.facts();
        StringBuilder text = new StringBuilder(item.id()).append(' ').append(item.name());
        Instant until = viewer.time("until");
        if (item.asks()) {
            text.append(" asks to type");
        } else if (until != null) {
            text.append(" · types for ").append(left(until));
        } else if ("type".equals(viewer.text("role"))) {
            text.append(" · types");
        }
        text.append(" · ").append(viewer.text("link"));
        if (viewer.has("address")) {
            text.append(" · ").append(viewer.text("address"));
        }
        if (viewer.has("roundTripMillis")) {
            text.append(" · ").append(viewer.number("roundTripMillis")).append(" ms");
        }
        Instant since = viewer.time("since");
        return since == null
                ? text.toString()
                : text.append(" · here ")
                        .append(words(Duration.between(since, clock.instant())))
                        .toString();
    }

    private String link(PanelItem item) {
        Facts link = item.facts();
        StringBuilder text = new StringBuilder(item.id());
        if (link.has("label")) {
            text.append(' ').append(link.text("label"));
        }
        text.append(" · ").append(link.texts("viewers").size()).append(" there");
        Instant expires = link.time("expires");
        text.append(" · ")
                .append(
                        expires == null
                                ? "for ever"
                                : left(expires).equals("0 s") ? "expired" : "for " + left(expires));
        if (link.has("uses")) {
            text.append(" · used ").append(link.number("used")).append(" of ").append(link.number("uses"));
        }
        return text.toString();
    }

    private String left(Instant end) {
        return words(Duration.between(clock.instant(), end));
    }

    /** About how long, in one unit. */
    static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = (minutes + 30) / 60;
        return hours < 48 ? hours + " h" : (hours + 12) / 24 + " d";
    }

    /** What the keys do, on as few lines as that takes. */
    List<String> hints(@Nullable PanelItem chosen, Facts status, int cols) {
        List<String> hints = new ArrayList<>();
        if (chosen != null && chosen.viewer()) {
            if (status.is("typing")) {
                hints.add("g let type 10 min");
                hints.add("d watch only");
            }
            hints.add("k send away");
        } else if (chosen != null) {
            hints.add("r revoke");
        }
        hints.add("w new link");
        if (status.is("typing")) {
            hints.add("t link to type");
            hints.add("b take back");
            hints.add(status.is("locked") ? "l unlock" : "l lock");
        }
        hints.add(status.is("paused") ? "p resume" : "p pause");
        hints.add("s stop");
        hints.add("Esc shell");
        hints.add(prefix + " sends it");
        return fill(hints, "  ", cols);
    }

    /** Text on lines that fit. */
    List<String> wrap(String text, int cols) {
        return fill(List.of(text.split(" ", -1)), " ", cols);
    }

    private static List<String> fill(List<String> pieces, String gap, int cols) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces) {
            if (line.length() > 0 && line.length() + gap.length() + piece.length() > cols - 3) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? gap : "").append(piece);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A link that was made just now. */
    List<PanelLine> link(String url, int cols) {
        List<PanelLine> lines = new ArrayList<>();
        lines.add(new PanelLine(" A new link", "", Look.BAR));
        lines.add(new PanelLine("", Look.PLAIN));
        int width = Math.max(1, cols - 2);
        for (int at = 0; at < url.length(); at += width) {
            lines.add(new PanelLine(url.substring(at, Math.min(url.length(), at + width)), Look.HEAD));
        }
        lines.add(new PanelLine("", Look.PLAIN));
        wrap("It works for 8 h and is shown only now.", cols)
                .forEach(line -> lines.add(new PanelLine(" " + line, Look.PLAIN)));
        wrap("q QR code  any other key: back", cols).forEach(line -> lines.add(new PanelLine(" " + line, Look.FAINT)));
        return lines;
    }

    /** Instead of a picture. */
    List<PanelLine> noPicture(int cols) {
        return wrap("There is no room for a picture of the link here.", cols).stream()
                .map(line -> new PanelLine(" " + line, Look.ALERT))
                .toList();
    }
}
