package dev.jshare.web;

import dev.jshare.protocol.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one client sends, as messages: frames are unmasked, fragments put together, and everything is refused that RFC 6455
 * does not allow to clients. Bytes may come cut anywhere. Messages that come whole in one frame are not copied; memory is
 * held only while one is incomplete. One thread at a time.
 */
final class FrameReader {
    /**
     * A whole message or a control frame.
     *
     * @param payload unmasked; lies in the bytes that were read, so it is gone with them
     */
    record Message(Opcode opcode, ByteBuffer payload) {}

    /** RFC 6455 §5.5. */
    static final int MAX_CONTROL_PAYLOAD = 125;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MASK_BYTES = 4;
    private static final int FIRST_CAPACITY = 256;

    private static final byte[] NOTHING = {};

    private final int limit;

    // The head of the frame that comes: 2 bytes, 0, 2 or 8 of length, 4 of mask.
    private final byte[] head = new byte[2 + Long.BYTES + MASK_BYTES];
    private int headLength;
    private Opcode opcode = Opcode.CONTINUATION;
    private int length;

    // Its payload, as far as it is here: behind the fragments before it, unless it is a control frame.
    private int got;
    private byte[] control = NOTHING;
    private byte[] message = NOTHING;
    private int messageLength; // Without the frame that comes.
    private @Nullable Opcode fragmented; // What the message is whose first fragment has come and whose last has not.

    /** @param limit the most bytes of a message, all fragments together */
    FrameReader(int limit) {
        this.limit = limit;
    }

    /**
     * The next message, or null once all bytes are taken. The bytes are changed.
     *
     * @throws BrokenFrameException if there can be none; nothing is to be read any more
     */
    @Nullable
    Message next(ByteBuffer in) throws BrokenFrameException {
        while (readHead(in)) {
            if (isWhole() && in.remaining() >= length) {
                ByteBuffer payload = in.slice(in.position(), length);
                in.position(in.position() + length);
                unmask(payload, 0);
                return finish(payload);
            }
            readPayload(in);
            if (got < length) {
                return null;
            }
            Message complete = complete();
            if (complete != null) {
                return complete;
            }
        }
        return null;
    }

    /** Reads on in the head; whether all of it is here. */
    private boolean readHead(ByteBuffer in) throws BrokenFrameException {
        while (headLength < headSize()) {
            if (!in.hasRemaining()) {
                return false;
            }
            head[headLength++] = in.get();
            if (headLength == 2) {
                checkStart();
            }
            if (headLength == headSize()) {
                length = checkedLength();
            }
        }
        return true;
    }

    private int headSize() {
        return headLength < 2 ? 2 : 2 + lengthBytes() + MASK_BYTES;
    }

    private int lengthBytes() {
        return switch (head[1] & LENGTH) {
            case LENGTH_IN_2_BYTES -> Short.BYTES;
            case LENGTH_IN_8_BYTES -> Long.BYTES;
            default -> 0;
        };
    }

    private void checkStart() throws BrokenFrameException {
        Opcode started = Opcode.of(head[0] & OPCODE);
        require((head[0] & RESERVED) == 0, "§5.2: a reserved bit that no extension uses");
        if (started == null) {
            throw new BrokenFrameException(CloseCode.INVALID_FRAME, "§5.2: a reserved opcode");
        }
        require((head[1] & MASKED) != 0, "§5.1: clients mask their frames");
        if (started.control()) {
            require((head[0] & FIN) != 0, "§5.5: control frames are not fragmented");
            require((head[1] & LENGTH) <= MAX_CONTROL_PAYLOAD, "§5.5: control frames are short");
        } else {
            boolean first = started != Opcode.CONTINUATION;
            require(first == (fragmented == null), "§5.4: fragments of one message follow each other");
        }
        opcode = started;
    }

    private int checkedLength() throws BrokenFrameException {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        long announced = switch (lengthBytes()) {
            case Short.BYTES -> bytes.getShort(2) & 0xffff;
            case Long.BYTES -> bytes.getLong(2);
            default -> head[1] & LENGTH;
        };
        require(announced >= 0, "§5.2: the highest bit of a length is 0");
        require(
                lengthBytes() != Short.BYTES || announced >= LENGTH_IN_2_BYTES,
                "§5.2: lengths take as few bytes as they can");
        require(lengthBytes() != Long.BYTES || announced > 0xffff, "§5.2: lengths take as few bytes as they can");
        if (!opcode.control() && messageLength + announced > limit) {
            throw new BrokenFrameException(CloseCode.TOO_BIG, "§7.4.1: more than we take");
        }
        return (int) announced;
    }

    /** Whether the frame is a message by itself, of which nothing was kept. */
    private boolean isWhole() {
        boolean alone = opcode.control() || fragmented == null && (head[0] & FIN) != 0;
        return alone && got == 0;
    }

    /** Takes as much of the payload as is here. */
    private void readPayload(ByteBuffer in) {
        int count = Math.min(in.remaining(), length - got);
        if (opcode.control()) {
            control = got == 0 ? new byte[length] : control;
            copy(in, control, got, count);
        } else {
            int end = messageLength + got + count;
            if (end > message.length) {
                // As it comes, not as it is announced: an announcement costs its sender nothing.
                int capacity = Math.max(Math.max(FIRST_CAPACITY, 2 * message.length), end);
                message = Arrays.copyOf(message, Math.min(limit, capacity));
            }
            copy(in, message, messageLength + got, count);
        }
        got += count;
    }

    private void copy(ByteBuffer in, byte[] to, int at, int count) {
        in.get(to, at, count);
        unmask(ByteBuffer.wrap(to, at, count).slice(), got);
    }

    /** RFC 6455 §5.3; {@code from} is the payload's offset in its frame. */
    private void unmask(ByteBuffer payload, int from) {
        int mask = 2 + lengthBytes();
        for (int i = 0; i < payload.limit(); i++) {
            payload.put(i, (byte) (payload.get(i) ^ head[mask + ((from + i) & (MASK_BYTES - 1))]));
        }
    }

    /** The frame is here; null if its message goes on in others. */
    private @Nullable Message complete() throws BrokenFrameException {
        if (opcode.control()) {
            ByteBuffer payload = ByteBuffer.wrap(control);
            control = NOTHING;
            return finish(payload);
        }
        messageLength += length;
        if (fragmented == null) {
            fragmented = opcode;
        }
        if ((head[0] & FIN) == 0) {
            nextFrame();
            return null;
        }
        opcode = fragmented;
        fragmented = null;
        ByteBuffer payload = ByteBuffer.wrap(message, 0, messageLength);
        message = NOTHING;
        messageLength = 0;
        return finish(payload);
    }

    private Message finish(ByteBuffer payload) throws BrokenFrameException {
        nextFrame();
        if (opcode == Opcode.TEXT) {
            requireText(payload);
        } else if (opcode == Opcode.CLOSE) {
            checkClose(payload);
        }
        return new Message(opcode, payload);
    }

    private void nextFrame() {
        headLength = 0;
        got = 0;
    }

    private static void checkClose(ByteBuffer payload) throws BrokenFrameException {
        require(payload.remaining() != 1, "§5.5.1: a status has two bytes");
        if (payload.hasRemaining()) {
            int status = payload.getShort(payload.position()) & 0xffff;
            boolean defined = status >= 1000 && status <= 1014 && (status < 1004 || status > 1006);
            require(defined || status >= 3000 && status <= 4999, "§7.4: a status that no frame carries");
            requireText(payload.duplicate().position(payload.position() + Short.BYTES));
        }
    }

    /** RFC 6455 §8.1. */
    private static void requireText(ByteBuffer payload) throws BrokenFrameException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(payload.duplicate());
        } catch (CharacterCodingException e) {
            throw new BrokenFrameException(CloseCode.INVALID_TEXT, "§8.1: text is UTF-8");
        }
    }

    private static void require(boolean allowed, String rule) throws BrokenFrameException {
        if (!allowed) {
            throw new BrokenFrameException(CloseCode.INVALID_FRAME, rule);
        }
    }
}
