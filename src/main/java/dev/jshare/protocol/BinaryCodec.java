package dev.jshare.protocol;

import java.nio.ByteBuffer;

/** The dialect {@code jshare.v1}: a type byte, then big-endian fields. */
final class BinaryCodec implements Codec {
    static final byte OUTPUT = 0x01;
    static final byte SNAPSHOT = 0x02;
    static final byte RESIZE = 0x03;
    static final byte EVENT = 0x04;
    static final byte DEFLATED = 0x05;
    static final byte SNAPSHOT_DEFLATED = 0x06;
    static final byte INPUT = 0x10;
    static final byte ACK = 0x11;
    static final byte REQUEST = 0x12;

    @Override
    public Frame encode(ServerMessage message) {
        if (message instanceof ServerMessage.Output m) {
            return Frame.of(
                    start(OUTPUT, Long.BYTES).putLong(m.offset()).flip(),
                    m.bytes().duplicate());
        } else if (message instanceof ServerMessage.Snapshot m) {
            return Frame.of(
                    sized(SNAPSHOT, 0, m.offset(), m.cols(), m.rows()).flip(),
                    m.bytes().duplicate());
        } else if (message instanceof ServerMessage.Resize m) {
            return binary(sized(RESIZE, 0, m.offset(), m.cols(), m.rows()));
        } else if (message instanceof ServerMessage.Deflated m) {
            return Frame.of(
                    start(DEFLATED, Long.BYTES + Integer.BYTES)
                            .putLong(m.offset())
                            .putInt(m.rawLength())
                            .flip(),
                    m.bytes().duplicate());
        } else if (message instanceof ServerMessage.DeflatedSnapshot m) {
            return Frame.of(
                    sized(SNAPSHOT_DEFLATED, Integer.BYTES, m.offset(), m.cols(), m.rows())
                            .putInt(m.rawLength())
                            .flip(),
                    m.bytes().duplicate());
        }
        byte[] json = EventJson.write((ServerMessage.Event) message);
        return binary(start(EVENT, json.length).put(json));
    }

    private static ByteBuffer start(byte type, int length) {
        return ByteBuffer.allocate(1 + length).put(type);
    }

    /** What begins with an offset and a size in cells, with room for so many bytes more. */
    private static ByteBuffer sized(byte type, int more, long offset, int cols, int rows) {
        return start(type, Long.BYTES + 2 * Short.BYTES + more)
                .putLong(offset)
                .putShort((short) cols)
                .putShort((short) rows);
    }

    private static Frame binary(ByteBuffer written) {
        return new Frame(false, written.flip());
    }

    @Override
    public ClientMessage decode(boolean text, ByteBuffer payload) throws BadMessageException {
        if (text) {
            throw new BadMessageException("jshare.v1 has binary messages only");
        }
        if (!payload.hasRemaining()) {
            throw new BadMessageException("the message is empty");
        }
        byte type = payload.get();
        return switch (type) {
            case INPUT -> new ClientMessage.Input(rest(payload));
            case ACK -> ack(payload);
            case REQUEST -> RequestJson.read(rest(payload));
            default -> throw new BadMessageException("the message type is unknown");
        };
    }

    private static ClientMessage ack(ByteBuffer payload) throws BadMessageException {
        if (payload.remaining() != Long.BYTES) {
            throw new BadMessageException("an ack has 8 bytes");
        }
        return ClientMessage.Ack.of(payload.getLong());
    }

    static byte[] rest(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }
}
