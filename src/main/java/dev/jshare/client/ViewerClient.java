package dev.jshare.client;

import dev.jshare.console.Console;
import dev.jshare.console.Key;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.protocol.ViewerCodec;
import dev.jshare.session.VisibleText;
import dev.jshare.vt.Terminal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A visit to a shared terminal from another terminal. One thread does all the work, that of {@link #run}: it takes what the
 * connection, the keyboard and the own terminal's size tell it from one queue, and paints.
 */
public final class ViewerClient implements KeySorter.Keys {
    /** Between two pictures, once several are due: more than eyes or a line of ssh take. */
    private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(16);

    /** The same while the next messages are there already. */
    private static final long LATE = 3 * FRAME;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int QUEUE = 256;
    private static final int TITLE = 200;

    private final JoinSettings settings;
    private final Console console;
    private final BlockingQueue<Happening> happenings = new ArrayBlockingQueue<>(QUEUE);
    private final Trust trust;
    private final Connection connection;
    private final HostPicture picture = new HostPicture();
    private final Situation situation;
    private final KeySorter sorter;
    private final Typing typing = new Typing(System.nanoTime());
    private final Glass glass;
    private final Show show;

    private @Nullable Outcome outcome;
    private @Nullable Integer ended;
    private boolean opened;
    private boolean dirty;
    private boolean statusShown;
    private volatile boolean resized; // Set by any thread; the queue may have no room for the news.
    private long painted = System.nanoTime() - FRAME;
    private long acknowledged;

    private ViewerClient(JoinSettings settings, Console console, DoubleSupplier random)
            throws GeneralSecurityException {
        this.settings = settings;
        this.console = console;
        trust = settings.url().secure() ? Trust.of(settings.pin()) : Trust.none();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust.context())
                .build();
        connection = new Connection(http, settings.url(), settings.name(), random, happenings);
        situation = new Situation(settings.readOnly(), settings.prefixName() + " ? for help");
        sorter = new KeySorter(settings.prefix(), this);
        glass = new Glass(console, settings.titled());
        show = new Show(glass, console.cols(), console.rows(), settings.trueColour());
    }

    /**
     * Joins, and stays until there is a reason to end.
     *
     * @param console the own terminal; restored at the end, also if the process is told to end
     * @param random numbers from 0 to 1, so that those who lost the same server do not come back at once
     * @throws GeneralSecurityException if this Java has no TLS
     */
    public static Outcome run(JoinSettings settings, Console console, DoubleSupplier random)
            throws GeneralSecurityException, InterruptedException {
        ViewerClient client = new ViewerClient(settings, console, random);
        Runtime.getRuntime().addShutdownHook(new Thread(client.glass::close, "jshare-restore"));
        try {
            return client.loop();
        } finally {
            client.connection.stop();
            client.glass.close();
        }
    }

    private Outcome loop() throws InterruptedException {
        connection.start(-1);
        while (outcome == null) {
            Happening next = happenings.poll(pause(System.nanoTime()), TimeUnit.NANOSECONDS);
            long now = System.nanoTime();
            if (next != null) {
                take(next, now);
            }
            if (resized) {
                resized = false; // First: the next change may be on its way.
                show.resize(console.cols(), console.rows());
                dirty = true;
            }
            connection.tick(now, picture.offset());
            typing.flush(now, connection::send);
            dirty |= now - situation.noticeEnds() >= 0 || waits(now);
            if (opened && dirty && now - painted >= (happenings.isEmpty() ? FRAME : LATE)) {
                paint(now);
            }
        }
        return outcome;
    }

    /** Whether the countdown has to go on. */
    private boolean waits(long now) {
        return !connection.isOpen() && now - painted >= SECOND / 2;
    }

    /** Nanoseconds until there is something to do without being told. */
    private long pause(long now) {
        long until = Math.min(connection.due() - now, 30 * SECOND);
        if (dirty) {
            until = Math.min(until, painted + FRAME - now);
        }
        if (!typing.isEmpty()) {
            until = Math.min(until, FRAME);
        }
        if (opened && !connection.isOpen()) {
            until = Math.min(until, SECOND / 2);
        }
        if (situation.noticeEnds() != Long.MAX_VALUE) {
            until = Math.min(until, situation.noticeEnds() - now);
        }
        return Math.max(0, until);
    }

    private void take(Happening next, long now) {
        if (next instanceof Happening.OfLine about && !connection.isNow(about)) {
            return;
        }
        if (next instanceof Happening.Heard heard) {
            connection.heard(heard.message(), now);
            if (heard.message() != null) {
                hear(heard.message(), now);
            }
        } else if (next instanceof Happening.Opened) {
            connection.heard(null, now);
        } else if (next instanceof Happening.Lost lost) {
            lost(lost, now);
        } else if (next instanceof Happening.Pressed pressed) {
            sorter.take(pressed.keys());
        } else if (next instanceof Happening.Alone) {
            outcome = new Outcome(Outcome.Kind.LEFT, "");
        }
    }

    private void hear(ServerMessage message, long now) {
        dirty = true;
        if (message instanceof ServerMessage.Event event) {
            situation.take(event, now);
            if (event instanceof ServerMessage.Welcome welcome) {
                welcome(welcome);
            } else if (event instanceof ServerMessage.Title title) {
                title(title.title());
            } else if (event instanceof ServerMessage.Ended end) {
                ended = end.status();
            } else if (event instanceof ServerMessage.Refusal || event instanceof ServerMessage.RoleChange) {
                typing.cut();
            }
            return;
        }
        boolean known = picture.offset() >= 0;
        if (!picture.take(message) && known) {
            connection.send(ViewerCodec.request("refresh"));
        }
        if (message instanceof ServerMessage.Snapshot || picture.offset() - acknowledged >= Connection.ACK_STEP / 2) {
            acknowledge();
        }
    }

    private void acknowledge() {
        if (picture.offset() >= 0 && picture.offset() != acknowledged) {
            acknowledged = picture.offset();
            connection.send(ViewerCodec.ack(acknowledged));
        }
    }

    private void welcome(ServerMessage.Welcome welcome) {
        acknowledged = -1;
        if (!opened) {
            opened = true;
            glass.open();
            console.onResize(this::resized);
            show.resize(console.cols(), console.rows());
            Thread keys = new Thread(this::readKeys, "jshare-keys");
            keys.setDaemon(true);
            keys.start();
        }
        title(welcome.name());
    }

    private void resized() {
        resized = true;
        happenings.offer(new Happening.Resized());
    }

    private void title(String title) {
        String words = VisibleText.clean(title, TITLE);
        glass.title(words.isEmpty() ? situation.session() : words);
    }

    private void readKeys() {
        byte[] buffer = new byte[4096];
        try {
            for (int length = console.read(buffer); length > 0; length = console.read(buffer)) {
                happenings.put(new Happening.Pressed(Arrays.copyOf(buffer, length)));
            }
            happenings.put(new Happening.Alone());
        } catch (IOException e) {
            happenings.offer(new Happening.Alone());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lost(Happening.Lost lost, long now) {
        typing.clear();
        sorter.lose();
        dirty = true;
        outcome = ending(lost);
        if (outcome == null && !connection.hasLived()) {
            outcome = new Outcome(Outcome.Kind.UNREACHABLE, Failure.words(lost.why(), settings.url()));
        }
        if (outcome == null) {
            connection.retryLater(now);
        }
    }

    private @Nullable Outcome ending(Happening.Lost lost) {
        if (ended != null) {
            return new Outcome(
                    Outcome.Kind.ENDED,
                    ended,
                    "The shell has ended" + (ended == 0 ? "." : " with status " + ended + "."));
        } else if (lost.code() == CloseCode.ENDED.code()) {
            return new Outcome(Outcome.Kind.ENDED, "The session is over.");
        } else if (lost.code() == CloseCode.LINK_GONE.code()) {
            return new Outcome(Outcome.Kind.EXPIRED, "The link has expired or was taken back. Ask for a new one.");
        } else if (lost.code() == CloseCode.REMOVED.code()) {
            return new Outcome(Outcome.Kind.REMOVED, "The host has removed you.");
        } else if (!Connection.isWorthAnother(lost.code())) {
            return new Outcome(
                    Outcome.Kind.UNREACHABLE,
                    "The server and this jshare do not understand each other (code " + lost.code()
                            + "); use the same version.");
        }
        return lost.why() == null ? null : Failure.lasting(lost.why(), settings.url(), trust, connection.hasLived());
    }

    private void paint(long now) {
        Terminal host = picture.terminal();
        show.paint(host, situation.isPaused(), words(now, host), typing());
        acknowledge();
        painted = System.nanoTime();
        dirty = false;
    }

    /** The line over the picture, if there is one. */
    private @Nullable String words(long now, @Nullable Terminal host) {
        if (!connection.isOpen()) {
            long seconds = connection.secondsToWait(now);
            return " The connection is lost. " + (seconds > 0 ? "Next try in " + seconds + " s" : "Trying again")
                    + " · " + settings.prefixName() + " r tries now, " + settings.prefixName() + " . leaves";
        }
        String notice = situation.notice(now);
        if (notice != null) {
            return " " + notice;
        } else if (!show.view().isFollowing()) {
            return " Scrolling: arrows, Page Up, Page Down; any other key ends it";
        }
        return statusShown && host != null ? situation.summary(host.cols(), host.rows()) : null;
    }

    @Override
    public boolean typing() {
        return situation.mayType() && show.view().isFollowing();
    }

    @Override
    public boolean type(byte[] bytes) {
        long now = System.nanoTime();
        if (!connection.isOpen()) {
            return false; // What is pressed into nothing must not arrive minutes later; the line of words says so.
        }
        boolean taken = typing.add(bytes);
        if (!taken) {
            typing.cut();
            situation.say("That is too much to paste at once", now);
        }
        typing.flush(now, connection::send);
        return taken;
    }

    @Override
    public void mouse(Matcher report) {
        Terminal host = picture.terminal();
        if (host != null) {
            byte[] translated =
                    Mouse.translate(report, show.view().part(), host.keyModes().encoding());
            if (translated != null) {
                type(translated);
            }
        }
    }

    @Override
    public void idle(int key) {
        dirty = true;
        if (scrolls(key)) {
            scroll(key);
        } else if (!show.view().isFollowing()) {
            show.view().follow();
        } else {
            situation.say(
                    settings.readOnly()
                            ? "You only watch (--read-only); " + help()
                            : "You may watch, not type; " + help(),
                    System.nanoTime());
        }
    }

    private String help() {
        return settings.prefixName() + " . leaves, " + settings.prefixName() + " ? says more";
    }

    @Override
    public void command(int key) {
        dirty = true;
        if (scrolls(key)) {
            scroll(key);
            return;
        }
        switch (key) {
            case '.', 'q' -> outcome = new Outcome(Outcome.Kind.LEFT, "");
            case 's' -> statusShown = !statusShown;
            case 'f' -> show.view().follow();
            case 'r' -> again();
            case 't' -> connection.send(ViewerCodec.request("ask-to-type"));
            default ->
                situation.say(
                        // The first eighty columns have all but what is needed least.
                        settings.prefixName()
                                + " and . leave, s status, arrows scroll, f follow, r redraw, t ask to type" + ", "
                                + settings.prefixName() + " send it on",
                        System.nanoTime());
        }
    }

    private void again() {
        show.forget();
        if (connection.isOpen()) {
            connection.send(ViewerCodec.request("refresh"));
        } else {
            connection.start(picture.offset());
        }
    }

    private static boolean scrolls(int key) {
        return switch (key) {
            case Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.PAGE_UP, Key.PAGE_DOWN, Key.HOME, Key.END -> true;
            default -> false;
        };
    }

    private void scroll(int key) {
        Terminal host = picture.terminal();
        if (host == null) {
            return;
        }
        int page = Math.max(1, show.rows() - 2);
        switch (key) {
            case Key.UP -> show.view().scroll(host, 0, -1);
            case Key.DOWN -> show.view().scroll(host, 0, 1);
            case Key.LEFT -> show.view().scroll(host, -8, 0);
            case Key.RIGHT -> show.view().scroll(host, 8, 0);
            case Key.PAGE_UP -> show.view().scroll(host, 0, -page);
            case Key.PAGE_DOWN -> show.view().scroll(host, 0, page);
            case Key.HOME -> show.view().scroll(host, 0, -host.linesAbove() - host.rows());
            default -> show.view().follow();
        }
    }
}
