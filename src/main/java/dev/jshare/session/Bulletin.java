package dev.jshare.session;

import dev.jshare.protocol.ServerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all viewers are told in its latest state: who is there, the title, the host's colours. Any thread reads, one at a time writes. */
final class Bulletin {
    private volatile Broadcast presence =
            new Broadcast(new ServerMessage.Presence(0, List.of(), ServerMessage.Presence.NOBODY));
    private volatile Broadcast title = new Broadcast(new ServerMessage.Title(""));
    private volatile @Nullable Broadcast palette;
    private String shownTitle = ""; // Whoever writes only.

    Broadcast presence() {
        return presence;
    }

    void presence(Broadcast latest) {
        presence = latest;
    }

    Broadcast title() {
        return title;
    }

    /** Whether that is another title than before. */
    boolean title(String now) {
        boolean other = !shownTitle.equals(now);
        if (other) {
            shownTitle = now;
            title = new Broadcast(new ServerMessage.Title(now));
        }
        return other;
    }

    /** The colours of the host's terminal, or null as long as nobody knows them. */
    @Nullable
    Broadcast palette() {
        return palette;
    }

    void palette(ServerMessage.Event colours) {
        palette = new Broadcast(colours);
    }
}
