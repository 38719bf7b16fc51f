package dev.jshare.session;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of which only the latest counts: who is there, what the title is. Every viewer gets it when it can take it, and
 * none that was overtaken meanwhile. Immutable; its frames are built once and shared.
 */
final class Broadcast {
    private final ServerMessage.Event event;
    private final Map<Dialect, Frame> frames = new EnumMap<>(Dialect.class); // Guarded by itself.

    Broadcast(ServerMessage.Event event) {
        this.event = event;
    }

    /** The frame for a dialect, or null where it has no such message; any thread. */
    @Nullable
    Frame frame(Dialect dialect) {
        synchronized (frames) {
            Frame frame = frames.get(dialect);
            if (frame == null) {
                frame = dialect.codec().encode(event);
                if (frame != null) {
                    frames.put(dialect, frame);
                }
            }
            return frame;
        }
    }
}
