package dev.jshare.control;

import dev.jshare.console.PanelLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

    /** @param links those of the session's status */
    PanelLine line(Glance glance, List<Facts> links) {
        StringBuilder text = new StringBuilder(" ● ").append(glance.watching()).append(" watching");
        if (glance.paused()) {
            text.append(" · PAUSED, they see nothing");
        }
        if (glance.locked()) {
            text.append(" · locked");
        }
        List<String> asking = glance.asking();
        if (!asking.isEmpty()) {
            text.append(" · ").append(String.join(", ", asking)).append(asking.size() == 1 ? " asks" : " ask");
            text.append(" to type").append(hint.isEmpty() ? "" : " (" + hint + ")");
        }
        if (glance.typist() != null) {
            text.append(" · ").append(glance.typist()).append(" types");
        }
        return new PanelLine(text.toString(), ends(links), asking.isEmpty() ? PanelLine.Look.BAR : PanelLine.Look.CALL);
    }

    /** How long the last of the links works. */
    private String ends(List<Facts> links) {
        Instant now = clock.instant();
        List<@Nullable Instant> ends = new ArrayList<>();
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
        return "links work for " + PanelText.words(Duration.between(now, last)) + " ";
    }
}
