package dev.jshare.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One command at the control socket: its lines, one after the other. The thread {@code jshare-control} only. */
final class ControlConnection {
    /** Then it is another one's turn. */
    private static final int MAX_REQUESTS = 100;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(ControlCodec.MAX_REQUEST);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean known; // The header was right.
    private int requests;
    private boolean ending;
    private long lastMoved;

    /** @param now a {@link System#nanoTime()} */
    ControlConnection(SocketChannel channel, long now) {
        this.channel = channel;
        this.lastMoved = now;
        say(ControlCodec.HEADER);
    }

    private void say(String line) {
        byte[] next = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out = ByteBuffer.allocate(out.remaining() + next.length)
                .put(out)
                .put(next)
                .flip();
    }

    /** Whether it waits for room to write, rather than for something to read. */
    boolean writing() {
        return out.hasRemaining();
    }

    /** Whether it stalls for longer than this. */
    boolean stalled(long now, long nanos) {
        return now - lastMoved > nanos;
    }

    /**
     * Reads and writes what can be read and written now.
     *
     * @param answer makes a reply of a request's line
     * @return false if it is over
     */
    boolean move(Function<String, String> answer, long now) throws IOException {
        while (true) {
            if (out.hasRemaining() && channel.write(out) > 0) {
                lastMoved = now;
            }
            if (out.hasRemaining()) {
                return true; // No further request is looked at while it does not take the reply.
            }
            if (ending) {
                return false;
            }
            String line = line();
            if (line != null) {
                lastMoved = now;
                take(line, answer);
            } else if (!in.hasRemaining()) {
                return false; // No request is that long.
            } else {
                int length = channel.read(in);
                if (length <= 0) {
                    return length == 0;
                }
            }
        }
    }

    private void take(String line, Function<String, String> answer) {
        if (known) {
            ending = ++requests == MAX_REQUESTS;
            say(answer.apply(line));
        } else if (line.equals(ControlCodec.HEADER)) {
            known = true;
        } else {
            ending = true; // Another version has seen our header, and knows what to say.
        }
    }

    /** Takes the next whole line, without its end. */
    private @Nullable String line() {
        for (int i = 0; i < in.position(); i++) {
            if (in.get(i) == '\n') {
                String line = new String(in.array(), 0, i, StandardCharsets.UTF_8);
                in.flip().position(i + 1);
                in.compact();
                return line;
            }
        }
        return null;
    }
}
