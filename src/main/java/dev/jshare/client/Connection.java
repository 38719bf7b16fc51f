package dev.jshare.client;

import dev.jshare.access.LinkUrl;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.protocol.ViewerCodec;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the session: made again and again until there is a reason to stop (PROTOCOL.md, "Life of a connection"). Only the
 * thread of {@link ViewerClient}. Times are those of {@link System#nanoTime}.
 */
final class Connection {
    /** What the server is promised: an ack at the latest after so many bytes. */
    static final int ACK_STEP = 16 * 1024;

    private static final int[] DELAYS = {1, 2, 4, 8, 16, 30};

    /** The server pings who says nothing for 30 s. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(45);

    private static final long ANSWER = TimeUnit.SECONDS.toNanos(8);
    private static final long NEVER = Long.MAX_VALUE;

    private enum Phase {
        OPENING,
        OPEN,
        WAITING
    }

    private final HttpClient http;
    private final LinkUrl url;
    private final @Nullable String name;
    private final DoubleSupplier random;
    private final BlockingQueue<Happening> happenings;

    private Phase phase = Phase.WAITING;
    private @Nullable Line line;
    private int number;
    private int failures;
    private boolean lived;
    private long due = NEVER;
    private boolean asked;
    private @Nullable String ticket;

    Connection(
            HttpClient http,
            LinkUrl url,
            @Nullable String name,
            DoubleSupplier random,
            BlockingQueue<Happening> happenings) {
        this.http = http;
        this.url = url;
        this.name = name;
        this.random = random;
        this.happenings = happenings;
    }

    /**
     * Connects now.
     *
     * @param from the offset to continue at, or -1
     */
    void start(long from) {
        stop();
        phase = Phase.OPENING;
        due = NEVER;
        List<String> offered = new ArrayList<>(List.of("jshare.v1", "jshare.token." + url.token()));
        if (ticket != null) {
            offered.add("jshare.ticket." + ticket);
        }
        line = Line.open(http, url.socket(query(from, name)), offered, number, happenings);
    }

    /** What the server is told when it is connected to. */
    static String query(long from, @Nullable String name) {
        return "snapshots=deflated&ack=" + ACK_STEP
                + (from < 0 ? "" : "&from=" + from)
                + (name == null ? "" : "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    /** Ends what there is. */
    void stop() {
        number++;
        if (line != null) {
            line.drop();
            line = null;
        }
    }

    /** Whether something is about the connection that there is now. */
    boolean isNow(Happening.OfLine happening) {
        return happening.line() == number;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether it was ever open. */
    boolean hasLived() {
        return lived;
    }

    /** Seconds until the next try, rounded up; 0 if one is being made. */
    long secondsToWait(long now) {
        long left = phase == Phase.WAITING ? due - now : 0;
        return left <= 0 ? 0 : (left + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    /** A sign of life, perhaps with a message. */
    void heard(@Nullable ServerMessage message, long now) {
        if (message != null) {
            phase = Phase.OPEN;
            lived = true;
            failures = 0;
        }
        if (message instanceof ServerMessage.Welcome welcome) {
            ticket = welcome.ticket();
        }
        due = now + SILENCE;
        asked = false;
    }

    /** Whether a connection that ended so will be made again. */
    static boolean isWorthAnother(int code) {
        return code != CloseCode.ENDED.code()
                && code != CloseCode.LINK_GONE.code()
                && code != CloseCode.REMOVED.code()
                && code != CloseCode.INVALID_FRAME.code()
                && code != CloseCode.TOO_BIG.code()
                && code != CloseCode.BAD_REQUEST.code()
                && code != Line.PROTOCOL_ERROR;
    }

    /** The connection is lost: there will be another one, but not at once. */
    void retryLater(long now) {
        stop();
        phase = Phase.WAITING;
        long seconds = DELAYS[Math.min(failures, DELAYS.length - 1)];
        failures++;
        due = now + (long) (TimeUnit.SECONDS.toNanos(seconds) * (0.5 + random.getAsDouble() / 2));
    }

    /**
     * Does what the time has come for.
     *
     * @param from as for {@link #start}
     */
    void tick(long now, long from) {
        if (due == NEVER || now < due) {
            return;
        }
        if (phase == Phase.WAITING) {
            start(from);
        } else if (asked) {
            retryLater(now);
        } else {
            asked = true;
            due = now + ANSWER;
            send(ViewerCodec.ping(number));
        }
    }

    /** When {@link #tick} has something to do. */
    long due() {
        return due;
    }

    /** Sends, if there is somebody to send to: keys that were pressed into nothing must not arrive minutes later. */
    boolean send(ByteBuffer message) {
        if (line == null || phase != Phase.OPEN) {
            return false;
        }
        line.send(message);
        return true;
    }
}
