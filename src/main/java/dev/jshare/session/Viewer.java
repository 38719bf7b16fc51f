package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.access.RateLimit;
import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connected viewer: a cursor into the session's output and one frame at a time, never a queue of output. Its transport
 * polls it for frames, on one thread at a time; the session tells it where to start.
 *
 * <p>Invariant: what it has polled is the terminal up to the cursor, byte for byte, since the last snapshot.
 */
public final class Viewer {
    /** Events which may wait for a viewer that takes nothing; one that lets more pile up is closed. */
    private static final int MAX_EVENTS = 64;

    /** A viewer that takes nothing for this long is closed. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long the end of the output may wait for acknowledgements; then the last screen comes in place of it. */
    private static final long LAST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Session session;
    private final ViewerId id;
    private final Dialect dialect;
    private final RateLimit requests;
    private final RateLimit talk; // The session's thread only.
    private final Keyboard keyboard;
    private final ArrayDeque<Frame> events = new ArrayDeque<>(2); // Guarded by this.
    private volatile boolean told; // Whether there are any; written under the same lock.
    private volatile Link link;
    private volatile String name;
    private volatile @Nullable CloseCode closing;
    private final AtomicReference<@Nullable Start> start =
            new AtomicReference<>(); // From the session's thread to the transport's.

    // What the host has decided; changed by the session's thread.
    private volatile @Nullable Role decided;
    private volatile @Nullable Instant until;
    private volatile @Nullable Instant asked;

    // What the host is told; changed by the transport's thread.
    private final @Nullable String address;
    private final Instant since;
    private volatile long drawn;
    private volatile long roundTrip = -1;

    // The transport's thread only, or one at a time under its lock.
    private final Cursor cursor;
    private final ArrayDeque<Frame> opening = new ArrayDeque<>(2); // Of a connection or of its end.
    private @Nullable Broadcast seenPresence;
    private @Nullable Broadcast seenTitle;
    private @Nullable Broadcast seenPalette;
    private boolean greeted;
    private boolean seenPaused;
    private boolean seenLocked;
    private boolean endTold;

    Viewer(Session session, ViewerId id, JoinRequest request, long now) {
        this.session = session;
        this.id = id;
        this.name = ViewerName.clean(request.name(), id);
        this.link = request.link();
        this.dialect = request.dialect();
        this.requests = new RateLimit(Limits.REQUEST_RATE, Limits.REQUEST_BURST, now);
        this.talk = new RateLimit(Limits.CHAT_RATE, Limits.CHAT_BURST, now);
        this.keyboard = new Keyboard(session, this, requests, now);
        this.cursor = new Cursor(dialect, session.log(), request.ackStep(), request.deflation());
        this.address = request.address();
        this.since = session.now();
        this.seenPresence = session.bulletin.presence(); // Made before this viewer came; the next one counts it.
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

    /** Nanoseconds until something sent is drawn there, -1 if nobody knows; any thread. */
    long roundTrip() {
        return roundTrip;
    }

    /** The link that it came by. */
    public Link link() {
        return link;
    }

    /** Takes its link as it is now, which may have been extended; the session's thread, as the next ones. */
    void renew(Link current) {
        boolean moved = !Objects.equals(link.expires(), current.expires());
        link = current;
        if (moved) {
            tell(new ServerMessage.Expiry(current.expires()));
        }
    }

    /** Lets it type until then, here and after a return. */
    void grant(Instant end) {
        session.links().allow(id.value(), end);
        decide(Role.TYPE, end);
    }

    /** Lets it only watch. */
    void deny() {
        session.links().disallow(id.value());
        decide(Role.WATCH, null);
    }

    private void decide(Role role, @Nullable Instant end) {
        decided = role;
        until = end;
        asked = null;
        tellRole(role);
    }

    private void tellRole(Role role) {
        tell(new ServerMessage.RoleChange(role.word(), until));
    }

    /**
     * It asks to be allowed to type; the host is told, or the answer is given if it may already.
     *
     * @return whether it did not ask before
     */
    boolean ask(Instant now) {
        if (role() == Role.TYPE) {
            tellRole(Role.TYPE);
        } else if (asked == null) {
            asked = now;
            return true;
        }
        return false;
    }

    /** When its leave to type ends; null if it has none. */
    @Nullable
    Instant grantedUntil() {
        return until;
    }

    boolean grantExpired(Instant now) {
        Instant end = until;
        return end != null && !now.isBefore(end);
    }

    Guest guest() {
        return new Guest(
                id,
                name,
                role(),
                link.id(),
                address,
                since,
                until,
                asked,
                roundTrip < 0 ? null : TimeUnit.NANOSECONDS.toMillis(roundTrip),
                Math.max(0, session.log().end() - drawn),
                keyboard.typedAt(),
                keyboard.typed());
    }

    /** What it may do now: what the host has decided, for as long as that holds, else what its link allows. */
    public Role role() {
        if (!session.mayType()) {
            return Role.WATCH;
        }
        Role role = decided;
        if (role == Role.TYPE && until != null && grantExpired(session.now())) {
            return Role.WATCH; // The session's thread tells it next.
        }
        return role == null ? link.role() : role;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Has the viewer go on from here, once it is polled next; the session's thread. */
    void begin(Start from) {
        start.updateAndGet(from::inPlaceOf);
    }

    /** Has an event sent; a viewer that lets too many wait is closed. Any thread. */
    void tell(ServerMessage.Event event) {
        Frame frame = dialect.codec().encode(event);
        if (frame != null && !queue(frame, MAX_EVENTS)) {
            close(CloseCode.TOO_MANY);
        }
    }

    /** Whether it may say something now, which then counts; the session's thread. */
    boolean mayTalk(long now) {
        return talk.take(1, now);
    }

    /** Has something sent that it may as well miss: one that lets much wait misses it. The session's thread. */
    void mention(Broadcast event) {
        Frame frame = event.frame(dialect);
        if (frame != null) {
            queue(frame, MAX_EVENTS / 2);
        }
    }

    /** Has an event wait, unless so many wait already; whether it does. */
    private synchronized boolean queue(Frame event, int most) {
        told = true;
        return events.size() < most && events.add(event);
    }

    private synchronized @Nullable Frame nextEvent() {
        Frame next = events.poll();
        told = !events.isEmpty();
        return next;
    }

    /** Has the connection closed; the first reason stays. Any thread. */
    synchronized void close(CloseCode reason) {
        if (closing == null) {
            closing = reason;
        }
    }

    /** Why the connection is to be closed now, or null; to be asked when {@link #poll} gave nothing. */
    public @Nullable CloseCode closing() {
        return closing;
    }

    /**
     * Closes a viewer that takes nothing. To be called now and then.
     *
     * @param now a {@link System#nanoTime()}
     * @param moved the one at which its connection took something of a message last
     * @return whether it has not been sent all output, or is to be closed
     */
    public boolean check(long now, long moved) {
        if (Math.min(cursor.stalled(now), now - moved) > STALL_NANOS) {
            close(CloseCode.IDLE);
        }
        return closing != null || !cursor.started() || !cursor.atEnd();
    }

    /** The next frame to send, or null if there is nothing now. Not to be called while another frame is on its way. */
    public @Nullable Frame poll() {
        return poll(System.nanoTime());
    }

    /** @param now a {@link System#nanoTime()} */
    @Nullable
    Frame poll(long now) {
        if (closing != null) {
            return null;
        }
        boolean paused =
                session.paused(); // First: a start that is there by then was made before the pause or after it.
        takeStart(now);
        Frame next = opening.poll();
        if (next == null && greeted) {
            next = event(paused);
            if (next == null && !paused && cursor.started() && !skipped(now)) {
                next = cursor.next(now);
            }
            if (next == null) {
                next = ending(paused, now);
            }
        }
        drawn = cursor.drawn();
        return next;
    }

    private void takeStart(long now) {
        Start from =
                start.get() == null ? null : start.getAndSet(null); // The look costs less, and nearly always suffices.
        if (from != null) {
            greeted = true;
            opening.addAll(from.greeting());
            opening.addAll(from.frames());
            Frame picture = cursor.begin(from, now);
            if (picture != null) {
                opening.add(picture);
            }
        }
    }

    private @Nullable Frame event(boolean paused) {
        Frame event = null;
        if (paused != seenPaused) {
            seenPaused = paused;
            event = dialect.codec().encode(paused ? new ServerMessage.Paused() : new ServerMessage.Resumed());
        }
        boolean locked = session.locked();
        if (event == null && locked != seenLocked) {
            seenLocked = locked;
            event = dialect.codec().encode(locked ? new ServerMessage.Locked() : new ServerMessage.Unlocked());
        }
        if (event == null) {
            event = told ? nextEvent() : null;
        }
        if (event == null && seenPresence != session.bulletin.presence()) {
            seenPresence = session.bulletin.presence();
            event = seenPresence.frame(dialect);
        }
        if (event == null && seenTitle != session.bulletin.title()) {
            seenTitle = session.bulletin.title();
            event = seenTitle.frame(dialect);
        }
        if (event == null && seenPalette != session.bulletin.palette()) {
            seenPalette = session.bulletin.palette();
            event = seenPalette == null ? null : seenPalette.frame(dialect);
        }
        return event;
    }

    /** Whether the viewer is too far behind, and waits for a snapshot or for the time to get one. */
    private boolean skipped(long now) {
        if (!cursor.behind(now)) {
            return false;
        }
        long pause = cursor.pause(now);
        if (pause > 0) {
            session.wakeAfter(pause);
        } else {
            restart(session.linesFor(cursor.budget()));
        }
        return true;
    }

    /** What follows all output once the shell has ended: there is no time to wait for acknowledgements then. */
    private @Nullable Frame ending(boolean paused, long now) {
        Integer status = session.end.status();
        if (status == null) {
            return null;
        } else if (!paused && !(cursor.started() && cursor.atEnd())) {
            long wait = session.end.at() + LAST_NANOS - now;
            if (wait > 0) {
                session.wakeAfter(wait);
            } else {
                restart(session.linesFor(cursor.budget()));
            }
            return null;
        }
        if (!endTold) {
            endTold = true;
            opening.addAll(dialect.codec()
                    .farewell(new ServerMessage.Ended(status), session.log().end()));
        }
        Frame last = opening.poll();
        if (last == null) {
            close(CloseCode.ENDED);
        }
        return last;
    }

    /** Asks for a new start; nothing is sent until it is there, so asking twice gives one. */
    private void restart(int lines) {
        if (cursor.started()) {
            cursor.stop();
            session.restart(this, lines);
        }
    }

    /**
     * Takes a message from the viewer, unless it is to be closed; the transport's thread. {@code now} is a
     * {@link System#nanoTime()}.
     */
    public void receive(ClientMessage message, long now) {
        if (closing != null) {
            return; // Its connection may last a little longer, its rights do not.
        }
        if (message instanceof ClientMessage.Input input) {
            keyboard.type(input.bytes(), now);
        } else if (message instanceof ClientMessage.Ack ack) {
            cursor.acknowledge(ack.offset(), now);
            drawn = cursor.drawn();
            roundTrip = cursor.roundTrip();
        } else if (requests.take(1, now)) {
            answer(message);
        } else {
            close(CloseCode.TOO_MANY);
        }
    }

    private void answer(ClientMessage message) {
        if (message instanceof ClientMessage.Ping ping) {
            tell(new ServerMessage.Pong(ping.id()));
        } else if (message instanceof ClientMessage.Refresh) {
            restart(Session.JOIN_LINES);
        } else if (message instanceof ClientMessage.History history) {
            restart(history.lines());
        } else if (message instanceof ClientMessage.Rename rename) {
            session.rename(this, rename.name());
        } else if (message instanceof ClientMessage.Say say) {
            session.conversation.say(this, say.text());
        } else if (message instanceof ClientMessage.React react) {
            session.conversation.react(this, react.emoji());
        } else if (message instanceof ClientMessage.AskToType) {
            session.requestTyping(this);
        } else if (message instanceof ClientMessage.UnknownRequest) {
            refuse(ServerMessage.Refusal.UNKNOWN_REQUEST, "This version of jshare does not know the request.");
        }
    }

    void refuse(String code, String text) {
        tell(new ServerMessage.Refusal(code, text));
    }
}
