package dev.jshare.protocol;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The viewer's end of the dialect {@code jshare.v1}: reads what servers send, writes what viewers do. Any thread. */
public final class ViewerCodec {
    /** The first bytes of messages, for who reads a message while it comes. */
    public static final byte OUTPUT = BinaryCodec.OUTPUT;

    public static final byte SNAPSHOT = BinaryCodec.SNAPSHOT;
    public static final byte RESIZE = BinaryCodec.RESIZE;
    public static final byte EVENT = BinaryCodec.EVENT;
    public static final byte DEFLATED = BinaryCodec.DEFLATED;
    public static final byte SNAPSHOT_DEFLATED = BinaryCodec.SNAPSHOT_DEFLATED;

    private static final String CUT = "the message is cut short";

    private ViewerCodec() {}

    /**
     * Reads one whole message; what came deflated is what it was before that.
     *
     * @return null for an event that this version does not know, which a viewer ignores
     * @throws BadMessageException if it is cut short or malformed
     */
    public static @Nullable ServerMessage decode(ByteBuffer message) throws BadMessageException {
        byte type = require(message, 1).get();
        return switch (type) {
            case OUTPUT -> new ServerMessage.Output(offset(message), message.slice(), 0, 0);
            case SNAPSHOT -> {
                long offset = offset(message);
                int cols = size(message);
                yield new ServerMessage.Snapshot(offset, cols, size(message), message.slice());
            }
            case RESIZE -> {
                long offset = offset(message);
                int cols = size(message);
                int rows = size(message);
                if (message.hasRemaining()) {
                    throw new BadMessageException("a resize has 12 bytes");
                }
                yield new ServerMessage.Resize(offset, cols, rows, 0);
            }
            case EVENT -> EventReader.read(BinaryCodec.rest(message));
            case DEFLATED -> {
                long offset = offset(message);
                int length = require(message, Integer.BYTES).getInt();
                yield new ServerMessage.Output(offset, inflate(message, length, Limits.MESSAGE_OUT), 0, 0);
            }
            case SNAPSHOT_DEFLATED -> {
                long offset = offset(message);
                int cols = size(message);
                int rows = size(message);
                int length = require(message, Integer.BYTES).getInt();
                yield new ServerMessage.Snapshot(offset, cols, rows, inflate(message, length, Limits.INFLATED));
            }
            default -> throw new BadMessageException("the message type is unknown");
        };
    }

    private static ByteBuffer require(ByteBuffer message, int bytes) throws BadMessageException {
        if (message.remaining() < bytes) {
            throw new BadMessageException(CUT);
        }
        return message;
    }

    private static long offset(ByteBuffer message) throws BadMessageException {
        long offset = require(message, Long.BYTES).getLong();
        if (offset < 0 || offset > Limits.OFFSET) {
            throw new BadMessageException("the offset is out of range");
        }
        return offset;
    }

    private static int size(ByteBuffer message) throws BadMessageException {
        int size = require(message, Short.BYTES).getShort() & 0xffff;
        if (size == 0) {
            throw new BadMessageException("a terminal has at least one cell");
        }
        return size;
    }

    private static ByteBuffer inflate(ByteBuffer deflated, int length, int most) throws BadMessageException {
        if (length < 0 || length > most) {
            throw new BadMessageException("the message is too long");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] raw = new byte[length + 1];
            if (inflater.inflate(raw) != length || !inflater.finished()) {
                throw new BadMessageException("the message has another length than it says");
            }
            return ByteBuffer.wrap(raw, 0, length).slice();
        } catch (DataFormatException e) {
            throw new BadMessageException("the message cannot be inflated");
        } finally {
            inflater.end();
        }
    }

    /** Bytes to type; at most {@link Limits#MESSAGE_IN} less one. */
    public static ByteBuffer input(byte[] bytes, int from, int to) {
        return ByteBuffer.allocate(1 + to - from)
                .put(BinaryCodec.INPUT)
                .put(bytes, from, to - from)
                .flip();
    }

    /** All up to this offset is drawn. */
    public static ByteBuffer ack(long offset) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(BinaryCodec.ACK)
                .putLong(offset)
                .flip();
    }

    /** A request with nothing but its type. */
    public static ByteBuffer request(String type) {
        return request(Map.of("type", type));
    }

    /** Asks for a {@link ServerMessage.Pong}. */
    public static ByteBuffer ping(long id) {
        return request(Map.of("type", "ping", "id", id));
    }

    private static ByteBuffer request(Map<String, ?> members) {
        byte[] json = EventJson.object(writer -> {
            for (Map.Entry<String, ?> member : members.entrySet()) {
                if (member.getValue() instanceof Long number) {
                    writer.writeNumberField(member.getKey(), number);
                } else {
                    writer.writeStringField(member.getKey(), member.getValue().toString());
                }
            }
        });
        return ByteBuffer.allocate(1 + json.length)
                .put(BinaryCodec.REQUEST)
                .put(json)
                .flip();
    }
}
