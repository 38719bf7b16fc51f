package dev.jshare.control;

import dev.jshare.console.PanelLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of the last row: viewers, requests, who types, privacy; at the right how long links work. */
final class RowText {
    private final InstantSource clock;
    private final String hint;

    /** @param hint how the panel is opened, in few words; empty if it is not */
    RowText(InstantSource clock, String hint) {
        this.clock = clock;
        this.hint = hint;
    }

    PanelLine line(Facts status) {
        List<Facts> viewers = status.list("viewers");
        StringBuilder text = new StringBuilder(" ● ").append(viewers.size()).append(" watching");
        if (status.is("paused")) {
            text.append(" · PAUSED, they see nothing");
        }
        if (status.is("locked")) {
            text.append(" · locked");
        }
        List<String> asking = viewers.stream()
                .filter(viewer -> viewer.has("asked"))
                .map(viewer -> String.valueOf(viewer.text("name")))
                .toList();
        if (!asking.isEmpty()) {
            text.append(" · ").append(String.join(", ", asking)).append(asking.size() == 1 ? " asks" : " ask");
            text.append(" to type").append(hint.isEmpty() ? "" : " (" + hint + ")");
        }
        viewers.stream()
                .filter(viewer -> String.valueOf(viewer.number("id")).equals(status.text("typist")))
                .findFirst()
                .ifPresent(
                        viewer -> text.append(" · ").append(viewer.text("name")).append(" types"));
        return new PanelLine(
                text.toString(),
                links(status.list("links")),
                asking.isEmpty() ? PanelLine.Look.BAR : PanelLine.Look.CALL);
    }

    /** How long the last of the links works. */
    private String links(List<Facts> links) {
        Instant now = clock.instant();
        List<@Nullable Instant> ends = new java.util.ArrayList<>();
        for (Facts link : links) {
            Instant end = link.time("expires");
            if (end == null || end.isAfter(now)) {
                ends.add(end);
            }
        }
        if (ends.isEmpty()) {
            return "no link works ";
        }
        Instant last = now;
        for (Instant end : ends) {
            if (end == null) {
                return "links work for ever ";
            }
            last = end.isAfter(last) ? end : last;
        }
        return "links work for " + PanelText.words(java.time.Duration.between(now, last)) + " ";
    }
}
