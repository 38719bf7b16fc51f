package dev.jshare.client;

import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.vt.Terminal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The host's terminal as far as it is known here, and up to which offset. */
final class HostPicture {
    /** Lines above the screen to scroll back to: as many as a snapshot brings. */
    private static final int SCROLLBACK = 1000;

    private @Nullable Terminal terminal;
    private long offset = -1;
    private boolean broken;

    /** The terminal; null before the first snapshot. */
    @Nullable
    Terminal terminal() {
        return terminal;
    }

    /** Up to where all is known: where to continue; -1 if nothing is, or something was missed. */
    long offset() {
        return broken ? -1 : offset;
    }

    /** Takes it in; false if something before it is missing, so that a snapshot is needed. */
    boolean take(ServerMessage message) {
        if (message instanceof ServerMessage.Snapshot snapshot) {
            Terminal fresh = new Terminal(snapshot.cols(), snapshot.rows(), SCROLLBACK);
            fresh.saveRows();
            feed(fresh, snapshot.bytes());
            terminal = fresh;
            offset = snapshot.offset();
            broken = false;
        } else if (message instanceof ServerMessage.Output output) {
            return !broken && output(output);
        } else if (message instanceof ServerMessage.Resize resize && terminal != null) {
            terminal.resize(resize.cols(), resize.rows());
        }
        return true;
    }

    private boolean output(ServerMessage.Output output) {
        Terminal known = terminal;
        if (known == null || output.offset() != offset) {
            broken = true;
            return false;
        }
        offset += output.bytes().remaining();
        feed(known, output.bytes());
        return offset <= Limits.OFFSET;
    }

    private static void feed(Terminal terminal, ByteBuffer bytes) {
        terminal.feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
