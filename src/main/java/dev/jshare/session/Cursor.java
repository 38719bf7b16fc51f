package dev.jshare.session;

import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where one viewer stands in the output log. It goes on as fast as the viewer acknowledges; when the viewer is too slow for
 * what is printed, it stops and wants a new start: the screen as it is then, in place of all that led there.
 *
 * <p>One thread of the transport at a time; times are {@link System#nanoTime()} values.
 */
final class Cursor {
    /** At most one snapshot in this time: as often as a person sees a difference. */
    static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A large one is followed later, so that a flood takes 100 KB/s of a line, but not so late that it seems to stand. */
    private static final long PACE_NANOS_PER_BYTE = 10_000;

    private static final long LONGEST_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Dialect dialect;
    private final OutputLog log;
    private final FlowControl flow;
    private final Deflation deflation;

    private boolean started;
    private boolean lacksLines;
    private long position;
    private long sent;
    private long acknowledged;
    private long startOffset;
    private long startedAt;
    private long pace = PACE_NANOS;

    /**
     * @param ackStep how many bytes the viewer at most leaves unacknowledged
     * @param deflation what it gets deflated, if its dialect has messages for that
     */
    Cursor(Dialect dialect, OutputLog log, int ackStep, Deflation deflation) {
        this.dialect = dialect;
        this.log = log;
        this.flow = new FlowControl(ackStep);
        this.deflation = dialect == Dialect.BINARY ? deflation : Deflation.NONE;
    }

    /** Goes on from there once the frame was sent that is returned, if any. */
    @Nullable
    Frame begin(Start start, long now) {
        started = true;
        position = start.position();
        sent = start.offset();
        startOffset = start.offset();
        startedAt = now;
        pace = PACE_NANOS;
        Picture picture = start.picture();
        lacksLines = picture != null && picture.lacksLines();
        if (picture == null) {
            acknowledged = start.offset();
            return null;
        }
        flow.sent(start.offset(), picture.snapshot().bytes().remaining(), now);
        Frame frame = picture.frame(deflation == Deflation.ALL);
        pace = Math.max(PACE_NANOS, Math.min(LONGEST_PACE_NANOS, frame.length() * PACE_NANOS_PER_BYTE));
        return frame;
    }

    /** Whether there is a place to go on from. */
    boolean started() {
        return started;
    }

    /** Sends nothing more until the next {@link #begin}. */
    void stop() {
        started = false;
    }

    /** The next output, or null if there is none yet or none may be sent now. */
    @Nullable
    Frame next(long now) {
        while (!full()) {
            Chunk chunk = log.borrow(position);
            if (chunk == null) {
                return null;
            }
            long from = Math.max(sent, chunk.offset());
            long end = deflation != Deflation.NONE ? chunk.blockEnd(from) : from;
            Frame frame = end > from ? chunk.deflated(from, end) : null;
            if (frame == null || frame.length() > Math.max(room(), Chunk.BLOCK / 2)) {
                end = chunk.partEnd(from, room());
                frame = chunk.frame(from, end, dialect);
            }
            chunk.giveBack(frame);
            sent = end;
            position += end == chunk.end() ? 1 : 0;
            if (dialect.acknowledges() && end > from) {
                flow.sent(end, (int) (end - from), now);
            }
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** How many bytes the next frame may have. */
    private int room() {
        return dialect.acknowledges() ? flow.room() : Integer.MAX_VALUE;
    }

    private boolean full() {
        return dialect.acknowledges() && flow.full();
    }

    /**
     * Whether the viewer should skip what it has not got: it is too far behind, the log has forgotten its place, or a larger
     * size would bring lines onto the screen that it does not have.
     */
    boolean behind(long now) {
        if (log.forgot(position) || lacksLines && log.hasResize(position)) {
            return true;
        }
        if (!dialect.acknowledges()) {
            return false;
        }
        long backlog = log.end() - sent;
        return backlog > (flow.slow(now) ? flow.window() : log.capacity() / 2);
    }

    /** Nanoseconds until a snapshot may follow the last one; more than 0 also while that is not drawn. */
    long pause(long now) {
        return acknowledged < startOffset ? PACE_NANOS : startedAt + pace - now;
    }

    /** How many bytes a snapshot may have in order to arrive in time. */
    int budget() {
        return dialect.acknowledges() ? flow.window() : Integer.MAX_VALUE;
    }

    /** Whether everything that is in the log was sent. */
    boolean atEnd() {
        return position == log.next();
    }

    void acknowledge(long offset, long now) {
        acknowledged = Math.max(acknowledged, Math.min(offset, sent));
        flow.acknowledged(Math.min(offset, sent), now);
    }

    /** The offset up to which the viewer has all, as far as anybody can know. */
    long drawn() {
        return dialect.acknowledges() ? acknowledged : sent;
    }

    /** Nanoseconds from sending something until it was drawn, or -1 if the viewer does not tell. */
    long roundTrip() {
        return flow.leastDelay();
    }

    /** How long nothing could be sent since the viewer acknowledged nothing. */
    long stalled(long now) {
        return dialect.acknowledges() ? flow.stalled(now) : 0;
    }
}
