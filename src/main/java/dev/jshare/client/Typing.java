package dev.jshare.client;

import dev.jshare.access.RateLimit;
import dev.jshare.console.PasteWatch;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ViewerCodec;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Predicate;

/** What is typed and not yet sent: large pastes go in parts, no faster than the server takes them. */
final class Typing {
    /** A part of a paste; well below what one message may have. */
    private static final int PART = 16 * 1024;

    /** What a part is not to be cut within: the mark that ends a paste. */
    private static final int MARK = 6;

    /** Some less than the server allows, whose clock is another one. */
    private static final int RATE = Limits.INPUT_RATE * 9 / 10;

    private static final int BURST = Limits.INPUT_BURST * 9 / 10;

    /** What may wait; a paste that is larger is refused whole. */
    private static final int MOST = 8 * 1024 * 1024;

    private final ArrayDeque<ByteBuffer> parts = new ArrayDeque<>();
    private int waiting;
    private final RateLimit rate;

    /** @param now the time of {@link System#nanoTime} */
    Typing(long now) {
        rate = new RateLimit(RATE, BURST, now);
    }

    /** Takes one message's worth of keys; false if there is no room for them. */
    boolean add(byte[] bytes) {
        if (waiting + bytes.length > MOST) {
            return false;
        }
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + PART);
            to = bytes.length - to < MARK && to < bytes.length ? bytes.length - MARK : to;
            parts.add(ViewerCodec.input(bytes, from, to));
            from = to;
        }
        waiting += bytes.length;
        return true;
    }

    /** Sends what may be sent by now; drops it all where {@code send} is refused. */
    void flush(long now, Predicate<ByteBuffer> send) {
        ByteBuffer part = parts.peek();
        while (part != null && rate.take(part.remaining(), now)) {
            waiting -= part.remaining() - 1; // Less the type byte.
            parts.poll();
            if (!send.test(part)) {
                clear();
                return;
            }
            part = parts.peek();
        }
    }

    /** Forgets what was not sent, but for the mark that ends a paste: the server takes nothing else until it comes. */
    void cut() {
        if (!isEmpty()) {
            clear();
            add(PasteWatch.end());
        }
    }

    /** Forgets what was not sent. */
    void clear() {
        parts.clear();
        waiting = 0;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }
}
