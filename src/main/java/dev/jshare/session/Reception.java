package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.access.Token;
import dev.jshare.protocol.Codec;
import dev.jshare.protocol.Dialect;
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
     *
     * @param next the ticket by which it can come back, null if its link is gone
     */
    Start greeting(Viewer viewer, @Nullable Long from, @Nullable Token next, boolean paused) {
        Codec codec = viewer.dialect().codec();
        if (from != null && !paused) {
            long position = log.find(from);
            if (position >= 0) {
                return new Start(codec.greet(welcome(viewer, from, next), null), List.of(), null, position, from);
            }
        }
        ServerMessage.Welcome welcome = welcome(viewer, log.end(), next);
        if (paused) {
            return new Start(codec.greet(welcome, null), List.of(), null, log.next(), log.end());
        }
        Picture now = screen.at(log.end(), Session.JOIN_LINES);
        return viewer.dialect() == Dialect.BINARY
                ? new Start(codec.greet(welcome, null), List.of(), now, log.next(), log.end())
                : new Start(codec.greet(welcome, now.snapshot()), List.of(), null, log.next(), log.end());
    }

    /** A new start for a viewer that is there, from a snapshot with at most so many lines above the screen. */
    Start fresh(Viewer viewer, int lines) {
        Picture now = screen.at(log.end(), lines);
        if (viewer.dialect() == Dialect.BINARY) {
            return new Start(List.of(), List.of(), now, log.next(), log.end());
        }
        Frame frame = viewer.dialect().codec().encode(now.snapshot());
        return new Start(List.of(), frame == null ? List.of() : List.of(frame), null, log.next(), log.end());
    }

    private ServerMessage.Welcome welcome(Viewer viewer, long offset, @Nullable Token next) {
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
                next == null ? null : next.reveal(),
                settings.chat());
    }
}
