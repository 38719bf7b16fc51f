package dev.jshare.session;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.ServerMessage;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A snapshot, whose frames are made once for all viewers that begin there. Any thread. */
final class Picture {
    private final ServerMessage.Snapshot snapshot;
    private final boolean lacksLines;
    private final Frame plain;
    private @Nullable Frame deflated; // Guarded by this.

    /** @param lacksLines whether it was to have fewer lines above the screen than there are and viewers join with */
    Picture(ServerMessage.Snapshot snapshot, boolean lacksLines) {
        this.snapshot = snapshot;
        this.lacksLines = lacksLines;
        this.plain = encode(snapshot);
    }

    ServerMessage.Snapshot snapshot() {
        return snapshot;
    }

    /** Whether a new size may bring lines onto the screen that are not in it. */
    boolean lacksLines() {
        return lacksLines;
    }

    /** Its frame in {@link Dialect#BINARY}; deflated, if so wanted, where that pays. */
    synchronized Frame frame(boolean deflate) {
        if (!deflate) {
            return plain;
        }
        Frame frame = deflated == null ? deflate() : deflated;
        deflated = frame;
        return frame;
    }

    private Frame deflate() {
        int length = snapshot.bytes().remaining();
        ByteBuffer bytes =
                Deflation.suits(length) ? Deflation.deflate(snapshot.bytes().duplicate()) : null;
        return bytes == null
                ? plain
                : encode(new ServerMessage.DeflatedSnapshot(
                        snapshot.offset(), snapshot.cols(), snapshot.rows(), length, bytes));
    }

    private static Frame encode(ServerMessage message) {
        return Objects.requireNonNull(Dialect.BINARY.codec().encode(message));
    }
}
