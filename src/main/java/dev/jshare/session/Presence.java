package dev.jshare.session;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is there at one moment. Immutable; its frames are built once and shared. */
final class Presence {
    private final ServerMessage.Presence message;
    private final Map<Dialect, Frame> frames = new EnumMap<>(Dialect.class); // Guarded by itself.

    Presence(Collection<Viewer> viewers) {
        message = new ServerMessage.Presence(
                viewers.size(),
                viewers.stream()
                        .limit(Limits.PRESENCE)
                        .map(viewer -> new ServerMessage.Presence.Person(
                                viewer.id().value(),
                                viewer.name(),
                                viewer.role().word()))
                        .toList());
    }

    /** The frame for a dialect, or null where it has no such message; any thread. */
    @Nullable
    Frame frame(Dialect dialect) {
        synchronized (frames) {
            Frame frame = frames.get(dialect);
            if (frame == null) {
                frame = dialect.codec().encode(message);
                if (frame != null) {
                    frames.put(dialect, frame);
                }
            }
            return frame;
        }
    }
}
