package dev.jshare.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dialect {@code v1.alis}: the live stream of asciinema's player, to watch only. Its parser is the specification
 * ({@code src/driver/websocket/alis.js} of asciinema-player 3.17.0): a magic message, then one event a message, with
 * numbers as unsigned LEB128.
 *
 * <p>An event's id is the offset behind it. Its time is in microseconds since the event before it; the clock starts at 0
 * with each init event, and where that was preceded by a silence the player sets it right with the first output.
 */
final class AlisCodec implements Codec {
    private static final byte[] MAGIC = {'A', 'L', 'i', 'S', 1};
    private static final byte INIT = 0x01;
    private static final byte END_OF_STREAM = 0x04;
    private static final byte NO_THEME = 0;
    private static final long MICROS = 1000;

    /** Bytes of the longest LEB128 number: 64 bits by seven. */
    private static final int NUMBER = 10;

    @Override
    public @Nullable Frame encode(ServerMessage message) {
        if (message instanceof ServerMessage.Output m) {
            ByteBuffer event = event(
                    'o',
                    m.offset() + m.bytes().remaining(),
                    m.since(),
                    NUMBER + m.bytes().remaining());
            return frame(data(event, m.bytes()));
        } else if (message instanceof ServerMessage.Snapshot m) {
            return init(m.offset(), m.cols(), m.rows(), m.bytes());
        } else if (message instanceof ServerMessage.Resize m) {
            ByteBuffer event = event('r', m.offset(), m.since(), 2 * NUMBER);
            return frame(number(number(event, m.cols()), m.rows()));
        } else if (message instanceof ServerMessage.Paused) {
            return endOfStream(); // The next init takes it up again.
        }
        return null;
    }

    /** The player wants an init within a second: without a screen to show it gets a blank one. */
    @Override
    public List<Frame> greet(ServerMessage.Welcome welcome, ServerMessage.@Nullable Snapshot screen) {
        return List.of(
                new Frame(false, ByteBuffer.wrap(MAGIC)),
                screen == null
                        ? init(welcome.offset(), welcome.cols(), welcome.rows(), ByteBuffer.allocate(0))
                        : init(screen.offset(), screen.cols(), screen.rows(), screen.bytes()));
    }

    /** Only after the end of the stream does the player not connect again. */
    @Override
    public List<Frame> farewell(ServerMessage.Ended ended, long offset) {
        return List.of(frame(number(event('x', offset, 0, NUMBER), ended.status())), endOfStream());
    }

    private static Frame init(long offset, int cols, int rows, ByteBuffer screen) {
        ByteBuffer event =
                ByteBuffer.allocate(2 + 5 * NUMBER + screen.remaining()).put(INIT);
        number(number(number(number(event, offset), 0), cols), rows).put(NO_THEME);
        return frame(data(event, screen));
    }

    private static Frame endOfStream() {
        return frame(ByteBuffer.allocate(1).put(END_OF_STREAM));
    }

    /** The head of an event, {@code since} milliseconds after the last one, with room for so many bytes more. */
    private static ByteBuffer event(char type, long id, long since, int more) {
        return number(number(ByteBuffer.allocate(1 + 2 * NUMBER + more).put((byte) type), id), since * MICROS);
    }

    private static ByteBuffer data(ByteBuffer event, ByteBuffer bytes) {
        return number(event, bytes.remaining()).put(bytes.duplicate());
    }

    private static ByteBuffer number(ByteBuffer to, long value) {
        long rest = value;
        while (rest > 0x7f) {
            to.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        return to.put((byte) rest);
    }

    private static Frame frame(ByteBuffer written) {
        return new Frame(false, written.flip());
    }

    @Override
    public ClientMessage decode(boolean text, ByteBuffer payload) throws BadMessageException {
        throw new BadMessageException("a viewer says nothing in v1.alis");
    }
}
