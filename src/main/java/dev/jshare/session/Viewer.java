package dev.jshare.session;

import dev.jshare.access.InputPolicy;
import dev.jshare.access.Link;
import dev.jshare.access.QueryReplies;
import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One connected viewer: a cursor into the session's output and one frame at a time, never a queue of output. Its transport
 * polls it for frames, from one thread; the session tells it where to start.
 *
 * <p>Invariant: what it has polled is the terminal at {@code sent}, byte for byte, since the last snapshot.
 */
public final class Viewer {
    /** Events which may wait for a viewer that takes nothing; one that lets more pile up is closed. */
    private static final int MAX_EVENTS = 64;

    /** Where to begin: frames that bring the viewer to {@code offset}, and the chunk that follows. */
    record Start(List<Frame> frames, long position, long offset) {}

    private final Session session;
    private final ViewerId id;
    private final Link link;
    private final Dialect dialect;
    private final InputPolicy policy;
    private final LinkedBlockingQueue<Frame> events = new LinkedBlockingQueue<>(MAX_EVENTS);
    private volatile String name;
    private volatile @Nullable CloseCode closing;
    private volatile @Nullable Start start; // From the session's thread to the transport's.

    // The transport's thread only.
    private boolean started;
    private long position;
    private long sent;
    private long acknowledged;
    private boolean endTold;
    private @Nullable Presence seen;

    Viewer(Session session, ViewerId id, String name, Link link, Dialect dialect, long now) {
        this.session = session;
        this.id = id;
        this.name = name;
        this.link = link;
        this.dialect = dialect;
        this.policy = new InputPolicy(Limits.INPUT_RATE, Limits.INPUT_BURST, now);
    }

    public ViewerId id() {
        return id;
    }

    /** The name shown to others; already cleaned. */
    public String name() {
        return name;
    }

    void rename(String cleaned) {
        name = cleaned;
    }

    /** The link that it came by. */
    public Link link() {
        return link;
    }

    /** What it may do now. */
    public Role role() {
        return link.role();
    }

    Dialect dialect() {
        return dialect;
    }

    /** Has the viewer go on from here, once it is polled next; the session's thread. */
    void begin(Start from) {
        start = from;
    }

    /** Has an event sent; a viewer that lets too many wait is closed. Any thread. */
    void tell(ServerMessage.Event event) {
        Frame frame = dialect.codec().encode(event);
        if (frame != null && !events.offer(frame)) {
            close(CloseCode.TOO_MANY);
        }
    }

    /** Has the connection closed; the first reason stays. Any thread. */
    void close(CloseCode reason) {
        if (closing == null) {
            closing = reason;
        }
    }

    /** Why the connection is to be closed now, or null; to be asked when {@link #poll} gave nothing. */
    public @Nullable CloseCode closing() {
        return closing;
    }

    /** The next frame to send, or null if there is nothing now. Not to be called while another frame is on its way. */
    public @Nullable Frame poll() {
        if (closing != null) {
            return null;
        }
        Start from = start;
        if (from != null) {
            start = null;
            return begun(from);
        }
        if (!started) {
            return null;
        }
        Frame event = events.poll();
        if (event == null) {
            event = presence();
        }
        return event != null ? event : output();
    }

    private @Nullable Frame begun(Start from) {
        started = true;
        position = from.position();
        sent = from.offset();
        acknowledged = Math.max(acknowledged, from.offset());
        for (int i = 1; i < from.frames().size(); i++) {
            if (!events.offer(from.frames().get(i))) {
                close(CloseCode.TOO_MANY);
            }
        }
        return from.frames().isEmpty() ? poll() : from.frames().get(0);
    }

    private @Nullable Frame presence() {
        Presence current = session.presence();
        if (current == seen) {
            return null;
        }
        seen = current;
        return current.frame(dialect);
    }

    private @Nullable Frame output() {
        while (!windowFull()) {
            Chunk chunk = session.log().get(position);
            if (chunk == null) {
                return atEnd();
            }
            Frame frame = sent > chunk.offset() ? chunk.frameFrom(sent, dialect) : chunk.frame(dialect);
            position++;
            sent = chunk.end();
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private boolean windowFull() {
        return dialect.acknowledges() && sent - acknowledged >= Limits.WINDOW;
    }

    /** Either nothing is there yet, or the log has forgotten the place, or the shell has ended. */
    private @Nullable Frame atEnd() {
        if (session.log().forgot(position)) {
            restart();
            return null;
        }
        Integer status = session.exitStatus();
        if (status == null || session.log().get(position) != null) {
            return null;
        }
        if (!endTold) {
            endTold = true;
            Frame ended = dialect.codec().encode(new ServerMessage.Ended(status));
            if (ended != null) {
                return ended;
            }
        }
        close(CloseCode.ENDED);
        return null;
    }

    /** Asks for a new start; nothing is sent until it is there, so asking twice gives one. */
    private void restart() {
        if (started) {
            started = false;
            session.restart(this);
        }
    }

    /** Takes a message from the viewer; the transport's thread. {@code now} is a {@link System#nanoTime()}. */
    public void receive(ClientMessage message, long now) {
        if (message instanceof ClientMessage.Input input) {
            type(input.bytes(), now);
        } else if (message instanceof ClientMessage.Ack ack) {
            acknowledged = Math.max(acknowledged, Math.min(ack.offset(), sent));
        } else if (message instanceof ClientMessage.Ping ping) {
            tell(new ServerMessage.Pong(ping.id()));
        } else if (message instanceof ClientMessage.Refresh) {
            restart();
        } else if (message instanceof ClientMessage.Rename rename) {
            session.rename(this, rename.name());
        } else if (message instanceof ClientMessage.UnknownRequest) {
            tell(new ServerMessage.Refusal(
                    ServerMessage.Refusal.UNKNOWN_REQUEST, "This version of jshare does not know the request."));
        }
    }

    private void type(byte[] bytes, long now) {
        switch (policy.judge(role(), bytes.length, now)) {
            case READ_ONLY ->
                tell(new ServerMessage.Refusal(ServerMessage.Refusal.READ_ONLY, "This link may only watch."));
            case TOO_FAST ->
                tell(new ServerMessage.Refusal(
                        ServerMessage.Refusal.TOO_FAST, "Too much was typed at once; it was dropped."));
            case PASS -> {
                if (!session.type(QueryReplies.strip(bytes))) {
                    tell(new ServerMessage.Refusal(
                            ServerMessage.Refusal.TOO_FAST, "The shell does not read; the input was dropped."));
                }
            }
        }
    }
}
