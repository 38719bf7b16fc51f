package dev.jshare.web;

import dev.jshare.protocol.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * What is on its way to one viewer: one frame at a time, as far as the socket takes it. It has no buffer; what a frame looks
 * like on the wire is worked out again if the socket takes the rest of it later. One thread at a time.
 */
final class FrameWriter {
    private final ConduitStreamSinkChannel sink;
    private @Nullable Frame frame;
    private long written;
    private long taken;
    private @Nullable ByteBuffer control;
    private boolean unflushed;

    FrameWriter(ConduitStreamSinkChannel sink) {
        this.sink = sink;
    }

    /** Whether everything was handed over. */
    boolean idle() {
        return frame == null && control == null && !unflushed;
    }

    /** Bytes of a message that are still to be handed over. */
    long left() {
        return frame == null ? 0 : Wire.length(frame) - written;
    }

    /** How many bytes of messages the socket has taken in all. */
    long taken() {
        return taken;
    }

    /** Begins with a message, once {@link #idle()}. */
    void start(Frame next) {
        frame = next;
        written = 0;
    }

    /** Begins with a control frame, once {@link #idle()}. */
    void start(Opcode opcode, ByteBuffer payload) {
        control = Wire.control(opcode, payload);
    }

    /** Goes on as far as the socket takes it; whether it has taken everything. Never waits. */
    boolean write(Wire wire) throws IOException {
        Frame message = frame;
        while (message != null) {
            int count = sink.write(wire.from(written, message));
            unflushed |= count > 0;
            written += count;
            taken += count;
            if (written == Wire.length(message)) {
                message.sent();
                frame = null;
                message = null;
            } else if (count == 0) {
                return false;
            }
        }
        ByteBuffer rest = control;
        if (rest != null) {
            unflushed = true;
            sink.write(rest);
            if (rest.hasRemaining()) {
                return false;
            }
            control = null;
        }
        unflushed = unflushed && !sink.flush(); // A TLS record may be kept back.
        return !unflushed;
    }
}
