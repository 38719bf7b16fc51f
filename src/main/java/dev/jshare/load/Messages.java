package dev.jshare.load;

import dev.jshare.protocol.ViewerCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer makes of the messages of {@code jshare.v1} ({@code src/docs/PROTOCOL.md}): it follows the offsets, as a
 * page does, and draws nothing. One thread.
 */
final class Messages implements Frames.Sink {
    /** Enough of an event to know a pong with its number. */
    private static final int EVENT_HEAD = 48;

    private static final String PONG = "{\"type\":\"pong\",\"id\":";
    private static final String ENDED = "{\"type\":\"ended\"";
    private static final int MAX_CONTROL = 125;
    private static final int INFLATED = 4096;

    private final Tally tally;
    private final Stamps stamps;
    private final ByteBuffer head = ByteBuffer.allocate(1 + EVENT_HEAD);
    private final ByteBuffer control = ByteBuffer.allocate(MAX_CONTROL);
    private @Nullable Inflater inflater;
    private boolean started; // The fields at the head of the message are read.
    private int type;
    private long now;
    private long offset = -1; // Up to which all has come; -1 before the first snapshot.
    private boolean drawn;
    private boolean ended;
    private byte @Nullable [] pong;

    Messages(Tally tally) {
        this.tally = tally;
        this.stamps = new Stamps(tally.lag);
    }

    /** To be called before what comes now is read; {@link System#nanoTime()}. */
    void at(long nanos) {
        now = nanos;
    }

    @Override
    public void take(int opcode, ByteBuffer part, boolean first, boolean last) throws IOException {
        if (opcode >= Frames.CLOSE) {
            takeControl(opcode, part, first, last);
            return;
        }
        if (opcode != Frames.BINARY) {
            throw new IOException("jshare.v1 has binary messages only");
        }
        if (first) {
            head.clear();
            started = false;
        }
        if (!started) {
            takeHead(part, last);
        }
        if (started && part.hasRemaining()) {
            content(part);
        }
        if (last) {
            end();
        }
    }

    private void takeHead(ByteBuffer part, boolean last) throws IOException {
        while (part.hasRemaining() && (head.position() == 0 || head.position() < size(head.get(0)))) {
            head.put(part.get());
        }
        boolean whole = head.position() > 0 && head.position() == size(head.get(0));
        if (whole || last && head.position() > 0 && head.get(0) == ViewerCodec.EVENT) {
            started = true;
            type = head.get(0);
            begin();
        } else if (last) {
            throw new IOException("a message is too short");
        }
    }

    /** Type byte and fixed fields; of an event, as much as is looked at. */
    private static int size(byte type) {
        return switch (type) {
            case ViewerCodec.OUTPUT -> 1 + 8;
            case ViewerCodec.SNAPSHOT, ViewerCodec.RESIZE -> 1 + 8 + 2 + 2;
            case ViewerCodec.DEFLATED -> 1 + 8 + 4;
            default -> 1 + EVENT_HEAD;
        };
    }

    private void begin() {
        if (type == ViewerCodec.OUTPUT || type == ViewerCodec.DEFLATED || type == ViewerCodec.RESIZE) {
            if (head.getLong(1) != offset) {
                tally.gaps++;
                stamps.skip();
                offset = head.getLong(1);
            }
        }
        if (type == ViewerCodec.DEFLATED) {
            inflater = inflater == null ? new Inflater(true) : inflater;
            inflater.reset();
        }
    }

    private void content(ByteBuffer part) throws IOException {
        if (type == ViewerCodec.OUTPUT) {
            output(part);
        } else if (type == ViewerCodec.DEFLATED && inflater != null) {
            inflater.setInput(part);
            try {
                byte[] inflated = new byte[INFLATED];
                for (int n = inflater.inflate(inflated); n > 0; n = inflater.inflate(inflated)) {
                    output(ByteBuffer.wrap(inflated, 0, n));
                }
            } catch (DataFormatException e) {
                throw new IOException(e);
            }
        }
    }

    private void output(ByteBuffer bytes) {
        offset += bytes.remaining();
        tally.bytes += bytes.remaining();
        stamps.read(bytes, now);
    }

    private void end() {
        tally.messages++;
        if (type == ViewerCodec.SNAPSHOT) {
            tally.skips += offset < 0 ? 0 : 1;
            offset = head.getLong(1);
            drawn = true;
            stamps.skip();
        } else if (type == ViewerCodec.EVENT) {
            String event = new String(head.array(), 1, head.position() - 1, StandardCharsets.UTF_8);
            ended |= event.startsWith(ENDED);
            int brace = event.indexOf('}');
            if (event.startsWith(PONG) && brace > 0) {
                long sent = Long.parseLong(event.substring(PONG.length(), brace));
                tally.roundTrip.add(now / 1000 - sent);
            }
        }
    }

    private void takeControl(int opcode, ByteBuffer part, boolean first, boolean last) throws IOException {
        if (first) {
            control.clear();
        }
        if (part.remaining() > control.remaining()) {
            throw new IOException("a control frame is too long");
        }
        control.put(part);
        if (last && opcode == Frames.PING) {
            pong = new byte[control.position()];
            control.flip().get(pong);
        } else if (last && opcode == Frames.CLOSE) {
            throw new IOException("the server has closed the connection");
        }
    }

    /** Whether a first screen has come. */
    boolean joined() {
        return offset >= 0;
    }

    /** Up to which offset all has come. */
    long offset() {
        return offset;
    }

    /** Whether a snapshot has come since the last call, which is to be acknowledged. */
    boolean takeDrawn() {
        boolean was = drawn;
        drawn = false;
        return was;
    }

    /** What a ping carried that is to be answered, or null. */
    byte @Nullable [] takePing() {
        byte[] ping = pong;
        pong = null;
        return ping;
    }

    /** Whether the shell has ended. */
    boolean ended() {
        return ended;
    }

    /** Forgets what was counted for this viewer so far. */
    void beginMeasuring() {
        stamps.reset();
    }

    /** Adds to the tally what was counted for this viewer. */
    void endMeasuring() {
        tally.stamps += stamps.count();
        tally.missed += stamps.missed();
        if (inflater != null) {
            inflater.end();
        }
    }
}
