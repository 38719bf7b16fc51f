package dev.jshare.load;

import dev.jshare.protocol.ViewerCodec;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One viewer of a load test: it acknowledges what comes as the page does, and asks for a pong every second. One thread. */
final class LoadViewer {
    /** As the page has them. */
    private static final int ACK_BYTES = 8 * 1024;

    private static final long ACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_HEAD = 8 * 1024;

    /** What it has to say fits easily, unless the server takes nothing; then it says no more until it does. */
    private static final int OUT_BYTES = 1024;

    private final LoadPlan plan;
    private final Tally tally;
    private final Messages messages;
    private final Frames frames;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final StringBuilder head = new StringBuilder();
    private final ByteBuffer out = ByteBuffer.allocate(OUT_BYTES).limit(0);
    private boolean upgraded;
    private boolean joined;
    private boolean gone;
    private long acked = -1;
    private long ackedAt;
    private long pingAt;

    /** Begins to connect. */
    LoadViewer(LoadPlan plan, Tally tally, Selector selector) throws IOException {
        this.plan = plan;
        this.tally = tally;
        this.messages = new Messages(tally);
        this.frames = new Frames(messages);
        this.pingAt = System.nanoTime() + ThreadLocalRandom.current().nextLong(PING_NANOS); // Not all at once.
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(new InetSocketAddress(plan.host(), plan.port()));
        this.key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
    }

    /** Does what its key is ready for; {@code buffer} is anybody's. */
    void ready(ByteBuffer buffer, long now) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
            if (key.isWritable()) {
                if (acked < 0 && head.isEmpty() && !out.hasRemaining() && !upgraded) {
                    say(request());
                } else {
                    flush();
                }
            }
            if (key.isReadable()) {
                read(buffer, now);
            }
        } catch (IOException | RuntimeException e) {
            lose();
        }
    }

    private ByteBuffer request() {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String request = plan.request(Base64.getEncoder().encodeToString(nonce), ACK_BYTES);
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void read(ByteBuffer buffer, long now) throws IOException {
        buffer.clear();
        int length = channel.read(buffer);
        if (length < 0) {
            throw new EOFException();
        }
        buffer.flip();
        tally.wireBytes += length;
        messages.at(now);
        if (!upgraded) {
            readHead(buffer);
        }
        if (upgraded) {
            frames.read(buffer);
        }
        joined |= messages.joined();
        answer(now);
    }

    private void readHead(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && !upgraded) {
            head.append((char) (buffer.get() & 0xff));
            upgraded = head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n");
        }
        if (upgraded && !head.toString().startsWith("HTTP/1.1 101 ") || head.length() > MAX_HEAD) {
            throw new IOException("the server does not let it in");
        }
    }

    private void answer(long now) throws IOException {
        byte[] ping = messages.takePing();
        if (ping != null) {
            say(Frames.write(Frames.PONG, ping));
        }
        boolean drawn = messages.takeDrawn();
        if (drawn || messages.offset() - acked >= ACK_BYTES || now - ackedAt >= ACK_NANOS) {
            acknowledge(now, drawn);
        }
    }

    private void acknowledge(long now, boolean anyway) throws IOException {
        if (joined && (anyway || messages.offset() != acked)) {
            acked = messages.offset();
            ackedAt = now;
            say(Frames.write(Frames.BINARY, ViewerCodec.ack(acked).array()));
        }
    }

    /** Says what is due; to be called some times in a second. */
    void tick(long now) {
        try {
            if (joined && !gone) {
                if (now - ackedAt >= ACK_NANOS) {
                    acknowledge(now, false);
                }
                if (now - pingAt >= 0) {
                    pingAt = now + PING_NANOS;
                    ByteBuffer ping = ViewerCodec.ping(System.nanoTime() / 1000);
                    say(Frames.write(Frames.BINARY, ping.array()));
                }
            }
        } catch (IOException e) {
            lose();
        }
    }

    /** Sends a message now or soon; if the server takes nothing, not at all. */
    private void say(ByteBuffer message) throws IOException {
        out.compact();
        if (message.remaining() <= out.remaining()) {
            out.put(message);
        }
        out.flip();
        flush();
    }

    private void flush() throws IOException {
        channel.write(out);
        key.interestOps(SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    private void lose() {
        if (!gone) {
            gone = true;
            tally.dropped += joined && !messages.ended() ? 1 : 0;
            abort();
        }
    }

    /** Says goodbye, as far as the socket takes it. */
    void close() {
        messages.endMeasuring();
        if (!gone) {
            gone = true;
            try {
                say(Frames.write(Frames.CLOSE, new byte[] {0x03, (byte) 0xe8})); // 1000.
            } catch (IOException e) {
                // The server was first.
            }
            abort();
        }
    }

    private void abort() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }

    /** Whether it has been shown a screen. */
    boolean joined() {
        return joined;
    }

    /** Whether it has no connection any more. */
    boolean gone() {
        return gone;
    }

    void beginMeasuring() {
        messages.beginMeasuring();
    }
}
