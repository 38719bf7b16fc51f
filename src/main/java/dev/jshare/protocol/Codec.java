package dev.jshare.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One dialect of the protocol: messages to frames and back. Codecs hold no state; any thread may use them. */
public interface Codec {

    /** The frame that carries a message, or null where the dialect has no such message. */
    @Nullable
    Frame encode(ServerMessage message);

    /**
     * The frames that open a connection.
     *
     * @param screen the terminal at {@code welcome.offset()}, or null where the viewer continues from what it has
     */
    default List<Frame> greet(ServerMessage.Welcome welcome, ServerMessage.@Nullable Snapshot screen) {
        List<Frame> frames = new ArrayList<>(2);
        Frame first = encode(welcome);
        if (first != null) {
            frames.add(first);
        }
        Frame second = screen == null ? null : encode(screen);
        if (second != null) {
            frames.add(second);
        }
        return frames;
    }

    /**
     * The frames that close a connection once the shell has ended and everything that it printed was sent.
     *
     * @param offset the number of bytes that it printed
     */
    default List<Frame> farewell(ServerMessage.Ended ended, long offset) {
        Frame frame = encode(ended);
        return frame == null ? List.of() : List.of(frame);
    }

    /**
     * Reads one complete message from a viewer.
     *
     * @param text whether it came as a text message
     * @param payload at most {@link Limits#MESSAGE_IN} bytes
     * @throws BadMessageException if it is none of the dialect's messages
     */
    ClientMessage decode(boolean text, ByteBuffer payload) throws BadMessageException;
}
