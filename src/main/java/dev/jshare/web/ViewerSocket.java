package dev.jshare.web;

import dev.jshare.protocol.BadMessageException;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.session.Session;
import dev.jshare.session.Viewer;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * One viewer's WebSocket. Everything happens on the connection's I/O thread. One frame at a time is given to Undertow,
 * whose own queue has no bound; the next one is polled when that is on its way.
 */
final class ViewerSocket extends AbstractReceiveListener implements WebSocketCallback<Void> {
    /** RFC 6455 §5.5. */
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final Session session;
    private final Viewer viewer;
    private final Dialect dialect;
    private final WebSocketChannel channel;
    private final Fanout fanout;
    private final Patience patience;

    private final WebSocketCallback<Void> ponged = new WebSocketCallback<>() {
        @Override
        public void complete(WebSocketChannel sent, @Nullable Void context) {
            ponging = false;
        }

        @Override
        public void onError(WebSocketChannel broken, @Nullable Void context, Throwable problem) {
            IoUtils.safeClose(channel);
        }
    };

    private boolean sending;
    private boolean pumping;
    private boolean closed;
    private boolean ponging;
    private long closedAt;
    private long lastHeard = System.nanoTime();
    private long lastSent = lastHeard;

    ViewerSocket(
            Session session,
            Viewer viewer,
            Dialect dialect,
            WebSocketChannel channel,
            Fanout fanout,
            Patience patience) {
        this.session = session;
        this.viewer = viewer;
        this.dialect = dialect;
        this.channel = channel;
        this.fanout = fanout;
        this.patience = patience;
    }

    /** Begins to send and to listen. */
    void open() {
        fanout.add(this);
        channel.addCloseTask(gone -> gone());
        if (!channel.isOpen()) {
            gone(); // It vanished right after the handshake, before there was a task to run.
            return;
        }
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
        pump();
    }

    private void gone() {
        closed = true;
        fanout.remove(this);
        session.leave(viewer);
    }

    /** Sends what there is to send. Callbacks may come from within a send: they only set the flag. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (!sending && !closed) {
                Frame frame = viewer.poll();
                if (frame == null) {
                    closeIfDue();
                    return;
                }
                sending = true;
                lastSent = System.nanoTime();
                send(frame);
            }
        } finally {
            pumping = false;
        }
    }

    private void send(Frame frame) {
        if (frame.text()) {
            WebSockets.sendText(frame.bytes(), channel, this);
        } else {
            WebSockets.sendBinary(frame.bytes(), channel, this);
        }
    }

    private void closeIfDue() {
        CloseCode reason = viewer.closing();
        if (reason != null) {
            close(reason);
        }
    }

    private void close(CloseCode reason) {
        closed = true;
        closedAt = System.nanoTime();
        WebSockets.sendClose(reason.code(), reason.reason(), channel, null);
    }

    @Override
    public void complete(WebSocketChannel sent, @Nullable Void context) {
        sending = false;
        lastSent = System.nanoTime();
        pump();
    }

    @Override
    public void onError(WebSocketChannel broken, @Nullable Void context, Throwable problem) {
        IoUtils.safeClose(channel);
    }

    /** Looks after a connection that is silent. */
    void check(long now) {
        viewer.check(now);
        if (closed) {
            if (now - closedAt > patience.stall().toNanos()) {
                IoUtils.safeClose(channel); // It does not answer the close frame.
            }
        } else if (sending && now - lastSent > patience.stall().toNanos()) {
            IoUtils.safeClose(channel); // Its socket takes nothing, so it would not get a close frame either.
        } else if (now - lastHeard > patience.dead().toNanos()) {
            close(CloseCode.IDLE);
        } else if (now - lastHeard > patience.ping().toNanos()
                && now - lastSent > patience.ping().toNanos()
                && !sending) {
            lastSent = now;
            WebSockets.sendPing(ByteBuffer.allocate(0), channel, null);
        }
        pump();
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
        var data = message.getData(); // Its type is deprecated, not the method.
        try {
            receive(false, WebSockets.mergeBuffers(data.getResource()));
        } finally {
            data.close();
        }
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
        receive(true, ByteBuffer.wrap(message.getData().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected void onFullPongMessage(WebSocketChannel from, BufferedBinaryMessage message) {
        lastHeard = System.nanoTime();
        message.getData().close();
    }

    /** Answers the newest ping only (RFC 6455 §5.5.3) while a pong is on its way: Undertow's queue has no bound. */
    @Override
    protected void onFullPingMessage(WebSocketChannel from, BufferedBinaryMessage message) {
        lastHeard = System.nanoTime();
        var data = message.getData(); // Its type is deprecated, not the method.
        try {
            if (!ponging && !closed) {
                ponging = true;
                ByteBuffer payload = ByteBuffer.allocate(MAX_CONTROL_PAYLOAD);
                payload.put(WebSockets.mergeBuffers(data.getResource())).flip();
                WebSockets.sendPong(payload, channel, ponged);
            }
        } finally {
            data.close();
        }
    }

    /** The viewer says goodbye, or answers ours: its place is free, however long it keeps its socket open. */
    @Override
    protected void onCloseMessage(CloseMessage goodbye, WebSocketChannel from) {
        if (closed) {
            IoUtils.safeClose(channel); // Both have said it (RFC 6455 §7.1.1).
        } else {
            closed = true;
            closedAt = System.nanoTime();
            session.leave(viewer);
        }
    }

    private void receive(boolean text, ByteBuffer payload) {
        if (closed) {
            return;
        }
        lastHeard = System.nanoTime();
        try {
            ClientMessage message = dialect.codec().decode(text, payload);
            viewer.receive(message, lastHeard);
        } catch (BadMessageException e) {
            close(CloseCode.BAD_REQUEST);
        } catch (RuntimeException e) {
            close(CloseCode.INTERNAL); // A fault of ours costs this viewer its connection and nobody else anything.
        }
        pump();
    }

    @Override
    protected void onError(WebSocketChannel broken, Throwable error) {
        IoUtils.safeClose(channel);
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return Limits.MESSAGE_IN;
    }

    @Override
    protected long getMaxTextBufferSize() {
        return Limits.MESSAGE_IN;
    }
}
