package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where viewers begin, and begin anew. The session's thread only. */
final class Reception {
    private final SessionSettings settings;
    private final OutputLog log;
    private final LiveScreen screen;

    Reception(SessionSettings settings, OutputLog log, LiveScreen screen) {
        this.settings = settings;
        this.log = log;
        this.screen = screen;
    }

    /**
     * Where a viewer who joins begins: at the offset that it has, if the log still holds that, else at a snapshot; while the
     * session is paused, with neither.
     */
    Start greeting(Viewer viewer, @Nullable Long from, boolean paused) {
        if (paused) {
            return new Start(
                    viewer.dialect().codec().greet(welcome(viewer, log.end()), null), 0, log.next(), log.end());
        }
        long position = from == null ? -1 : log.find(from);
        if (from == null || position < 0) {
            ServerMessage.Snapshot now = screen.at(log.end(), Session.JOIN_LINES);
            List<Frame> frames = viewer.dialect().codec().greet(welcome(viewer, log.end()), now);
            return new Start(frames, now.bytes().remaining(), log.next(), log.end());
        }
        return new Start(viewer.dialect().codec().greet(welcome(viewer, from), null), 0, position, from);
    }

    /** A new start for a viewer that is there, from a snapshot with at most so many lines above the screen. */
    Start fresh(Viewer viewer, int lines) {
        ServerMessage.Snapshot now = screen.at(log.end(), lines);
        Frame frame = viewer.dialect().codec().encode(now);
        List<Frame> frames = frame == null ? List.of() : List.of(frame);
        return new Start(frames, now.bytes().remaining(), log.next(), log.end());
    }

    private ServerMessage.Welcome welcome(Viewer viewer, long offset) {
        Link link = viewer.link();
        return new ServerMessage.Welcome(
                settings.id(),
                settings.name(),
                viewer.id().value(),
                viewer.role().word(),
                screen.cols(),
                screen.rows(),
                offset,
                link.expires(),
                viewer.ticket(),
                settings.chat());
    }
}
