package dev.jshare.web;

import dev.jshare.protocol.BadMessageException;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.session.Deflation;
import dev.jshare.session.JoinRequest;
import dev.jshare.session.Session;
import dev.jshare.session.Viewer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * One viewer's WebSocket. One frame at a time is on its way; the next one is polled when the socket has taken that. Everything
 * happens on the connection's I/O thread, but for {@link #sendNow}.
 */
final class ViewerSocket {
    /** Reads before other connections have their turn. */
    private static final int READS = 8;

    /** What is thrown away of a client that has broken the protocol, until it has read why and is gone. */
    private static final int MAX_IGNORED = 4 * Limits.MESSAGE_IN;

    /** Bytes of a frame, and frames, that another thread than its own writes at once. */
    private static final int MAX_NOW = 64 * 1024;

    private static final int FRAMES_NOW = 4;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Session session;
    private final Viewer viewer;
    private final Dialect dialect;
    private final StreamConnection connection;
    private final Fanout fanout;
    private final FrameReader reader = new FrameReader(Limits.MESSAGE_IN);
    private final FrameWriter writer;
    private final boolean secure;
    private final boolean distant;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock, as the reader, the writer and what is the viewer's transport's.
    private boolean waiting; // For room in the socket.
    private boolean ping; // To be sent, as the next two.
    private @Nullable ByteBuffer pong;
    private @Nullable ByteBuffer goodbye;
    private boolean closed; // One of the two has said goodbye, or has gone without.
    private boolean goodbyeHeard;
    private boolean broken;
    private int ignored;
    private final Vigil vigil;

    ViewerSocket(
            Session session,
            Viewer viewer,
            JoinRequest request,
            StreamConnection connection,
            Fanout fanout,
            Patience patience) {
        this.session = session;
        this.viewer = viewer;
        this.dialect = request.dialect();
        this.connection = connection;
        this.fanout = fanout;
        this.vigil = new Vigil(patience, System.nanoTime());
        this.writer = new FrameWriter(connection.getSinkChannel());
        this.secure = connection instanceof SslConnection;
        this.distant = secure || request.deflation() != Deflation.NONE;
    }

    /** Begins to send and to listen. */
    void open() {
        fanout.add(this);
        connection.setCloseListener(gone -> gone());
        if (!connection.isOpen()) {
            gone(); // It vanished right after the handshake, before there was a listener to run.
            return;
        }
        connection.getSinkChannel().setWriteListener(ready -> pump());
        connection.getSourceChannel().setReadListener(ready -> read());
        connection.getSourceChannel().wakeupReads(); // Something may have come along with the handshake.
        pump();
    }

    private void gone() {
        lock.lock();
        closed = true;
        lock.unlock();
        fanout.remove(this);
        session.leave(viewer);
    }

    /**
     * Sends what there is to send, if that takes next to no time; any thread.
     *
     * @return whether there is nothing to do for the I/O thread, unless it knows already
     */
    boolean sendNow(Wire wire) {
        if (distant
                || !lock.tryLock()) { // TLS is its I/O thread's alone, and deflating takes time. A socket is anybody's.
            return false;
        }
        try {
            if (waiting) {
                return true;
            }
            for (int frames = 0; frames < FRAMES_NOW && writer.left() <= MAX_NOW && writer.write(wire); frames++) {
                if (!startNext()) {
                    return !closed;
                }
                vigil.sent(System.nanoTime());
            }
            return false;
        } catch (IOException | RuntimeException | Error e) {
            return false; // There it happens again.
        } finally {
            lock.unlock();
        }
    }

    /** Sends what there is to send, as far as the socket takes it. */
    void pump() {
        lock.lock();
        try {
            while (writer.write(fanout.wire())) {
                if (!startNext()) {
                    await(false);
                    if (closed && goodbyeHeard) {
                        IoUtils.safeClose(connection); // Both have said it: the server closes first (RFC 6455 §7.1.1).
                    }
                    return;
                }
                vigil.sent(System.nanoTime());
            }
            await(true);
        } catch (IOException | RuntimeException | Error e) {
            IoUtils.safeClose(
                    connection); // Whoever's fault it is, it costs this viewer its connection and nobody else anything.
        } finally {
            lock.unlock();
        }
    }

    /** Whether there was something more to send. */
    private boolean startNext() {
        if (!closed) {
            if (ping) {
                ping = false;
                writer.start(Opcode.PING, EMPTY);
                return true;
            }
            ByteBuffer answer = pong;
            if (answer != null) {
                pong = null;
                writer.start(Opcode.PONG, answer);
                return true;
            }
            Frame frame = viewer.poll();
            if (frame != null) {
                writer.start(frame);
                return true;
            }
            CloseCode reason = viewer.closing();
            if (reason != null) {
                close(reason);
            }
        }
        ByteBuffer last = goodbye;
        if (last != null) {
            goodbye = null;
            writer.start(Opcode.CLOSE, last);
            return true;
        }
        return false;
    }

    private void await(boolean room) {
        if (waiting != room) {
            waiting = room;
            if (room) {
                connection.getSinkChannel().resumeWrites();
            } else {
                connection.getSinkChannel().suspendWrites();
            }
        }
    }

    private void close(CloseCode reason) {
        sayGoodbye(payload(reason));
    }

    private void sayGoodbye(ByteBuffer payload) {
        if (!closed) {
            closed = true;
            vigil.closed(System.nanoTime());
            goodbye = payload;
        }
    }

    /** What a close frame carries (RFC 6455 §5.5.1). */
    private static ByteBuffer payload(CloseCode reason) {
        byte[] text = reason.reason().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + text.length)
                .putShort((short) reason.code())
                .put(text)
                .flip();
    }

    /** Says goodbye to somebody who does not become a viewer, and closes the connection. */
    static void refuse(StreamConnection connection, CloseCode reason) {
        FrameWriter writer = new FrameWriter(connection.getSinkChannel());
        writer.start(Opcode.CLOSE, payload(reason));
        try {
            writer.write(new Wire());
        } catch (IOException e) {
            // It is gone already.
        }
        IoUtils.safeClose(connection);
    }

    /** Looks after a connection that is silent. */
    void check(long now) {
        boolean due;
        lock.lock();
        try {
            due = judge(now) || ping || closed;
        } finally {
            lock.unlock();
        }
        if (due) {
            pump(); // Anything else is sent by whoever brings it about.
        }
    }

    /** Whether there may be something for the viewer. */
    private boolean judge(long now) {
        vigil.look(now, writer.taken());
        boolean something = viewer.check(now, vigil.moved());
        switch (vigil.judge(now, closed, !writer.idle())) {
            case CUT -> IoUtils.safeClose(connection);
            case GOODBYE -> close(CloseCode.IDLE);
            case PING -> ping = true; // Whatever is on its way: who only reads would never be heard.
            case NOTHING -> {}
        }
        return something;
    }

    private void read() {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        try {
            for (int i = 0; i < READS; i++) {
                ByteBuffer in = fanout.received();
                int count = source.read(in);
                if (count < 0) {
                    IoUtils.safeClose(connection);
                }
                if (count <= 0) {
                    return;
                }
                boolean all = !secure && in.hasRemaining();
                take(in.flip());
                if (all) {
                    return; // A further read would find nothing.
                }
            }
            if (secure) {
                // The rest may have been read from the socket already. Not at once: others have their turn, and timers.
                connection.getIoThread().executeAfter(source::wakeupReads, 1, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            IoUtils.safeClose(connection);
        }
    }

    private void take(ByteBuffer in) {
        lock.lock();
        try {
            understand(in);
        } finally {
            lock.unlock();
        }
        pump();
    }

    private void understand(ByteBuffer in) {
        if (broken) {
            ignored += in.remaining();
            if (ignored > MAX_IGNORED) {
                IoUtils.safeClose(connection);
            }
            return;
        }
        try {
            for (FrameReader.Message next = reader.next(in); next != null; next = reader.next(in)) {
                long now = System.nanoTime();
                vigil.heard(now);
                receive(next, now);
            }
        } catch (BrokenFrameException e) {
            broken = true;
            close(e.code());
        }
    }

    private void receive(FrameReader.Message message, long now) {
        ByteBuffer payload = message.payload();
        switch (message.opcode()) {
            case PING -> pong = copy(payload); // The newest is answered, if others wait still (RFC 6455 §5.5.3).
            case PONG -> {}
            case CLOSE -> hearGoodbye(payload);
            default -> receive(message.opcode() == Opcode.TEXT, payload, now);
        }
    }

    private void receive(boolean text, ByteBuffer payload, long now) {
        if (closed) {
            return;
        }
        try {
            viewer.receive(dialect.codec().decode(text, payload), now);
        } catch (BadMessageException e) {
            close(CloseCode.BAD_REQUEST);
        } catch (RuntimeException e) {
            close(CloseCode.INTERNAL);
        }
    }

    /** The viewer says goodbye, or answers ours: its place is free, however long it keeps its socket open. */
    private void hearGoodbye(ByteBuffer payload) {
        goodbyeHeard = true;
        if (!closed) {
            sayGoodbye(copy(payload.limit(Math.min(payload.limit(), payload.position() + Short.BYTES))));
            session.leave(viewer);
        }
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        return ByteBuffer.allocate(payload.remaining()).put(payload).flip();
    }
}
