package dev.jshare.control;

import dev.jshare.access.Role;
import dev.jshare.console.Key;
import dev.jshare.console.PanelLine;
import dev.jshare.console.PanelLine.Look;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The panel without a terminal: what it shows, and what its keys do. It acts by the requests that other commands make, too.
 * One thread at a time.
 */
final class Panel {
    /** What is to happen after a key. */
    enum After {
        STAY,
        CLOSE,
        /** The panel closes, and then sharing ends. */
        STOP
    }

    /** What {@code jshare grant} and {@code jshare link} do unless told otherwise. */
    private static final Duration GRANT = Duration.ofMinutes(10);

    private static final Duration LINK = Duration.ofHours(8);

    private final Function<ControlMessage.Request, ControlMessage.Reply> desk;
    private final PanelText text;
    private final HostPanel.Picture picture;

    private Facts status = new Facts(Map.of());
    private List<PanelItem> items = List.of();
    private @Nullable PanelItem chosen; // Null once it is gone: a key must not hit what has slid into its place.
    private int place; // The index of what is chosen, or was.
    private boolean opened;
    private boolean stopping;
    private String message = "";
    private @Nullable String link; // Made just now, and shown until a key is pressed.
    private boolean pictured;

    /**
     * @param desk meets requests
     * @param prefix how the key that opens the panel is called
     * @param picture draws links
     */
    Panel(
            Function<ControlMessage.Request, ControlMessage.Reply> desk,
            InstantSource clock,
            String prefix,
            HostPanel.Picture picture) {
        this.desk = desk;
        this.text = new PanelText(clock, prefix);
        this.picture = picture;
    }

    /** Looks how things are; false if the session is over. The first time somebody is chosen: whoever asks to type, if any. */
    boolean refresh() {
        if (!(desk.apply(new ControlMessage.Status()) instanceof ControlMessage.Done done)) {
            return false;
        }
        status = done.facts();
        List<PanelItem> now = new ArrayList<>();
        status.list("viewers")
                .forEach(viewer -> now.add(new PanelItem(true, String.valueOf(viewer.text("id")), viewer)));
        status.list("links").forEach(each -> now.add(new PanelItem(false, String.valueOf(each.text("id")), each)));
        items = List.copyOf(now);
        if (!opened) {
            opened = true;
            chosen = items.stream()
                    .filter(PanelItem::asks)
                    .findFirst()
                    .or(() -> items.stream().findFirst())
                    .orElse(null);
        }
        int index = index();
        chosen = index < 0 ? null : items.get(index);
        place = index < 0 ? Math.max(0, Math.min(place, items.size() - 1)) : index;
        return true;
    }

    /** Where what is chosen is now, or -1. */
    private int index() {
        PanelItem wanted = chosen;
        for (int i = 0; wanted != null && i < items.size(); i++) {
            if (items.get(i).isSame(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** A key by its number in {@link Key}. */
    After press(int key) {
        boolean confirmed = stopping && key == 's';
        stopping = false;
        message = "";
        if (link != null) {
            pressOnLink(key);
            return After.STAY;
        }
        switch (key) {
            case Key.ESCAPE, Key.ENTER, '\n', 'q' -> {
                return After.CLOSE;
            }
            case Key.UP, Key.BACK_TAB -> move(-1);
            case Key.DOWN, '\t' -> move(1);
            case 's' -> {
                if (confirmed) {
                    return After.STOP;
                }
                stopping = true;
                message = "All viewers go and no link works any more; your shell stays. Press s again to stop sharing.";
            }
            default -> act(key);
        }
        refresh();
        return After.STAY;
    }

    private void pressOnLink(int key) {
        if (key == 'q' && !pictured) {
            pictured = true;
        } else {
            link = null;
            pictured = false;
        }
    }

    /** From what is chosen; else to what has come into its place, whichever way. */
    private void move(int by) {
        int next = chosen == null ? place : place + by;
        if (next >= 0 && next < items.size()) {
            chosen = items.get(next);
        }
    }

    private void act(int key) {
        PanelItem item = chosen;
        if (item != null && item.viewer()) {
            switch (key) {
                case 'g' -> ask(new ControlMessage.Grant(item.id(), GRANT), item.name() + " may type for 10 min.");
                case 'd' -> ask(new ControlMessage.Deny(item.id()), item.name() + " may only watch.");
                case 'k' ->
                    ask(new ControlMessage.Kick(item.id()), item.name() + " was sent away; the link still works.");
                default -> actForAll(key);
            }
        } else if (item != null && key == 'r') {
            ask(new ControlMessage.Revoke(item.id()), "The link " + item.id() + " is gone, and who came by it.");
        } else {
            actForAll(key);
        }
    }

    private void actForAll(int key) {
        switch (key) {
            case 'w' -> make(Role.WATCH);
            case 't' -> make(Role.TYPE);
            case 'b' -> ask(new ControlMessage.TakeBack(), "Nobody has your leave to type any more.");
            case 'l' -> {
                boolean on = !status.is("locked");
                ask(new ControlMessage.Lock(on), on ? "Only you type now." : "Who may type can type again.");
            }
            case 'p' -> {
                boolean on = !status.is("paused");
                ask(new ControlMessage.Pause(on), on ? "Viewers see a curtain." : "Viewers see the screen again.");
            }
            default -> {
                // No key of the panel's.
            }
        }
    }

    private void make(Role role) {
        Facts made = ask(new ControlMessage.MakeLink(role, LINK, null, null), "");
        link = made == null ? null : made.text("url");
    }

    private @Nullable Facts ask(ControlMessage.Request request, String done) {
        ControlMessage.Reply reply = desk.apply(request);
        if (reply instanceof ControlMessage.Done result) {
            message = done;
            return result.facts();
        }
        message = reply instanceof ControlMessage.Failed failed ? failed.text() : "";
        return null;
    }

    /** What a terminal of this size is to show. */
    List<PanelLine> view(int cols, int rows) {
        String made = link;
        if (made != null) {
            return pictured ? pictureOf(made, cols, rows) : text.link(made, cols);
        }
        List<String> hints = text.hints(chosen, status, cols);
        List<PanelLine> lines = new ArrayList<>();
        lines.add(text.bar(status));
        List<PanelLine> foot = new ArrayList<>();
        if (!message.isEmpty()) {
            text.wrap(message, cols).forEach(line -> foot.add(new PanelLine(" " + line, Look.ALERT)));
        }
        hints.forEach(line -> foot.add(new PanelLine(" " + line, Look.FAINT)));
        int room = Math.max(1, rows - 1 - foot.size());
        List<PanelLine> list = text.list(items, index());
        int at = Math.max(0, list.indexOf(text.item(items, place, index())));
        int from = Math.max(0, Math.min(at - room / 2, list.size() - room));
        lines.addAll(list.subList(from, Math.min(list.size(), from + room)));
        while (lines.size() < 1 + room) {
            lines.add(new PanelLine("", Look.PLAIN));
        }
        lines.addAll(foot);
        return lines;
    }

    private List<PanelLine> pictureOf(String made, int cols, int rows) {
        List<PanelLine> lines = new ArrayList<>();
        for (String line : picture.of(made, cols - 1, rows)) {
            lines.add(new PanelLine(line, Look.PICTURE));
        }
        return lines.isEmpty() ? text.noPicture(cols) : lines;
    }
}
