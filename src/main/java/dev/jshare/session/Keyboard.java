package dev.jshare.session;

import dev.jshare.access.InputPolicy;
import dev.jshare.access.RateLimit;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one viewer types, on its way to the shell. Its transport's thread; what it has typed is told to any. */
final class Keyboard {
    /** How often a viewer is told that somebody else types: not for every key. */
    private static final long TELLING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Session session;
    private final Viewer viewer;
    private final RateLimit requests;
    private final InputPolicy policy;
    private final AtomicLong typed = new AtomicLong();
    private volatile @Nullable Instant typedAt;
    private long told;

    /** @param requests what the viewer may ask for; what is refused counts like that */
    Keyboard(Session session, Viewer viewer, RateLimit requests, long now) {
        this.session = session;
        this.viewer = viewer;
        this.requests = requests;
        this.policy = new InputPolicy(
                viewer.id().value(), session.lease(), Limits.MESSAGE_IN, Limits.INPUT_RATE, Limits.INPUT_BURST, now);
        this.told = now - TELLING_NANOS;
    }

    /** When it typed last, or null. */
    @Nullable
    Instant typedAt() {
        return typedAt;
    }

    /** How many bytes it has typed. */
    long typed() {
        return typed.get();
    }

    void type(byte[] bytes, long now) {
        if (viewer.role() == Role.TYPE && (session.paused() || session.locked())) {
            policy.miss(bytes, now);
            if (session.paused()) {
                refuse(ServerMessage.Refusal.PAUSED, "The host has paused the session.", now);
            } else {
                refuse(ServerMessage.Refusal.LOCKED, "Only the host types at the moment.", now);
            }
            return;
        }
        InputPolicy.Ruling ruling = policy.judge(viewer.role(), bytes, session.reporting(), now);
        switch (ruling.verdict()) {
            case READ_ONLY -> refuse(ServerMessage.Refusal.READ_ONLY, "This link may only watch.", now);
            case TOO_FAST ->
                viewer.refuse(ServerMessage.Refusal.TOO_FAST, "Too much was typed at once; it was dropped.");
            case TOO_LARGE -> viewer.close(CloseCode.TOO_BIG);
            case NO_TURN -> tellTypist(now);
            case PASS -> press(bytes, ruling.bytes(), now);
        }
    }

    /** @param input what came, of which the bytes are to be typed */
    private void press(byte[] input, byte[] bytes, long now) {
        if (bytes.length == 0) {
            return;
        }
        switch (session.type(viewer.id(), bytes)) {
            case TAKEN -> {
                typedAt = session.now();
                typed.addAndGet(bytes.length);
                session.audit().typed(viewer, bytes);
            }
            case FULL -> {
                policy.lose(input, now);
                viewer.refuse(ServerMessage.Refusal.TOO_FAST, "The shell does not read; the input was dropped.");
            }
            case NO_TURN -> {
                policy.miss(input, now);
                tellTypist(now);
            }
        }
    }

    private void tellTypist(long now) {
        if (now - told >= TELLING_NANOS) {
            told = now;
            session.tellTypist(viewer);
        }
    }

    private void refuse(String code, String text, long now) {
        if (requests.take(1, now)) {
            viewer.refuse(code, text);
        } else {
            viewer.close(CloseCode.TOO_MANY);
        }
    }
}
