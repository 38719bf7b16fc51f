package dev.jshare.client;

import dev.jshare.protocol.BadMessageException;
import dev.jshare.protocol.ViewerCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One WebSocket to the server (RFC 6455), from its making to its end. What comes is put in a queue, which may make it wait. */
final class Line implements WebSocket.Listener {
    private static final Duration OPENING = Duration.ofSeconds(15);

    /** More than the snapshot of any terminal that somebody works in; a server that sends more is none of ours. */
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

    private static final int FIRST_ROOM = 4096;

    /** An end that is ours: the server does not keep to the protocol. */
    static final int PROTOCOL_ERROR = 1002;

    private final int number;
    private final BlockingQueue<Happening> happenings;
    private ByteBuffer message = ByteBuffer.allocate(FIRST_ROOM); // The socket's threads, one at a time.

    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>(); // Guarded by this, as is all below.
    private @Nullable WebSocket socket;
    private boolean sending;
    private boolean over;

    private Line(int number, BlockingQueue<Happening> happenings) {
        this.number = number;
        this.happenings = happenings;
    }

    /**
     * Begins to connect; says by {@link Happening.Opened} or {@link Happening.Lost} what became of it.
     *
     * @param subprotocols what to offer, the dialect first
     */
    static Line open(
            HttpClient http, URI url, List<String> subprotocols, int number, BlockingQueue<Happening> happenings) {
        Line line = new Line(number, happenings);
        String[] others = subprotocols.subList(1, subprotocols.size()).toArray(String[]::new);
        var unused = http.newWebSocketBuilder()
                .connectTimeout(OPENING)
                .subprotocols(subprotocols.get(0), others)
                .buildAsync(url, line)
                .whenComplete((made, problem) -> {
                    if (problem != null) {
                        line.lost(0, problem);
                    }
                });
        return line;
    }

    @Override
    public void onOpen(WebSocket made) {
        boolean late;
        synchronized (this) {
            socket = made;
            late = over;
        }
        if (late) {
            made.abort();
            return;
        }
        put(new Happening.Opened(number));
        made.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        if (message.position() + data.remaining() > LARGEST_MESSAGE) {
            lost(PROTOCOL_ERROR, null);
            return null;
        }
        if (message.remaining() < data.remaining()) {
            int room = Math.max(message.capacity() * 2, message.position() + data.remaining());
            message = ByteBuffer.allocate(room).put(message.flip());
        }
        message.put(data);
        if (last) {
            ByteBuffer whole = message.flip();
            message = ByteBuffer.allocate(FIRST_ROOM);
            try {
                put(new Happening.Heard(number, ViewerCodec.decode(whole)));
            } catch (BadMessageException e) {
                lost(PROTOCOL_ERROR, e);
                return null;
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        lost(PROTOCOL_ERROR, null);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
        put(new Happening.Heard(number, null));
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        put(new Happening.Lost(number, code, null));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
        lost(0, problem);
    }

    private void lost(int code, @Nullable Throwable why) {
        drop();
        put(new Happening.Lost(number, code, why));
    }

    private void put(Happening happening) {
        try {
            happenings.put(happening);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a message once all before it are sent; any thread. */
    synchronized void send(ByteBuffer bytes) {
        if (!over) {
            waiting.add(bytes);
            sendNext();
        }
    }

    private synchronized void sendNext() {
        ByteBuffer next = sending || socket == null ? null : waiting.poll();
        if (next == null || socket == null) {
            return;
        }
        sending = true;
        var unused = socket.sendBinary(next, true).whenComplete((done, problem) -> {
            synchronized (this) {
                sending = false;
            }
            if (problem == null) {
                sendNext();
            } else {
                lost(0, problem);
            }
        });
    }

    /** Ends it at once, without a word; any thread. */
    synchronized void drop() {
        over = true;
        waiting.clear();
        if (socket != null) {
            socket.abort();
        }
    }
}
