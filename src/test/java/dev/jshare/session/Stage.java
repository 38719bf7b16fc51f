package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.ManualClock;
import dev.jshare.access.Role;
import dev.jshare.console.Console;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A running session between a scripted child and, perhaps, a scripted console. */
public final class Stage implements AutoCloseable {
    public static final String ID = "stage-1";
    public static final Duration LIFE = Duration.ofHours(1);

    public final ScriptedPty pty = new ScriptedPty();
    public final ManualClock clock = new ManualClock();
    public final Links links;
    public final Session session;

    public Stage(Console console, int maxViewers, int logSize) {
        this(console, maxViewers, logSize, true, null);
    }

    private Stage(Console console, int maxViewers, int logSize, boolean typing, AuditFile audit) {
        links = new Links(new SecureRandom(), clock, typing);
        SessionSettings settings = new SessionSettings(ID, "ann@box", maxViewers, 100, logSize);
        session = new Session(settings, pty, console, 80, 24, links, clock, new Audit(clock, audit));
        if (console instanceof ScriptedConsole scripted && scripted.isAsked()) {
            ask(session);
        }
        session.start();
    }

    private static void ask(Session session) {
        try {
            session.askColours("xterm-256color");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At a console whose terminal is asked for its colours. */
    static Stage asking(ScriptedConsole console) {
        return new Stage(console.asked(), 100, 16 * 1024 * 1024);
    }

    /** Without a console, for a few viewers. */
    public static Stage headless() {
        return new Stage(null, 100, 16 * 1024 * 1024);
    }

    /** The same with an audit that is written. */
    static Stage audited(AuditFile audit) {
        return new Stage(null, 100, 16 * 1024 * 1024, true, audit);
    }

    /** Where nobody but the host may ever type. */
    public static Stage withoutTyping() {
        return new Stage(null, 100, 16 * 1024 * 1024, false, null);
    }

    /** Waits for something that has no event of its own. */
    public static void await(BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Thread.yield();
        }
    }

    Link link(Role role) {
        return links.issue(role, LIFE).link();
    }

    Collector watch() throws InterruptedException {
        return watch(null);
    }

    Collector watch(Long from) throws InterruptedException {
        return join(Role.WATCH, "", from);
    }

    Collector join(Role role, String name, Long from) throws InterruptedException {
        return join(new JoinRequest(link(role), Dialect.BINARY, name, from));
    }

    /** Somebody who comes in and perhaps is sent away at once, or null if the session lets nobody in. */
    Collector enter(JoinRequest request) {
        Collector collector = new Collector(session);
        return collector.join(request) ? collector : null;
    }

    /** A viewer of {@code jshare.v1} that was greeted, or null if the session lets nobody in. */
    Collector join(JoinRequest request) throws InterruptedException {
        Collector collector = enter(request);
        if (collector == null) {
            return null;
        }
        return collector.until(() -> collector.start() >= 0 && (request.from() != null || collector.snapshots() > 0));
    }

    @Override
    public void close() throws InterruptedException {
        pty.setWritable(true);
        pty.end(0);
        session.close(CloseCode.GOING_AWAY, Duration.ZERO);
    }
}
