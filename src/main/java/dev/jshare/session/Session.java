package dev.jshare.session;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.console.Console;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.pty.Pty;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One shared shell: the order of everything that happens to it. Its thread {@code jshare-session} takes the output from the
 * ring, appends it to the log, and lets viewers in: a viewer's start and the offset it stands at are made in one turn, so
 * that nothing is lost or doubled. It waits for nobody but the shell.
 *
 * <pre>
 * Pty ── PtyPump ──► Console
 *           └──────► OutputRing ──► Session ──► OutputLog ◄── Viewer ◄── transport
 * Console ─ KeyPump ─► InputQueue ◄── Viewer
 *                          └──► Pty
 * </pre>
 */
public final class Session {
    /** Output is sent at once after a pause of this length, and gathered for the rest of it otherwise. */
    static final long COALESCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** At most one presence message in this time, however many viewers come and go. */
    static final long PRESENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** How long to sleep while links may expire: the most that a viewer outlives its link, also after a clock change. */
    static final long EXPIRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** What a viewer who joins is shown of the past, in bytes. */
    static final int JOIN_BYTES = 256 * 1024;

    private static final long NEVER = Long.MAX_VALUE;

    private final SessionSettings settings;
    private final Pty pty;
    private final @Nullable Console console;
    private final Links links;
    private final InstantSource clock;
    private final Instant startedAt;

    private final OutputRing ring = new OutputRing();
    private final OutputLog log;
    private final InputQueue input;
    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>(); // Work for the session's thread.
    private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch emptied = new CountDownLatch(1);

    private volatile Presence presence = new Presence(List.of());
    private volatile @Nullable Integer exitStatus;
    private volatile int cols;
    private volatile int rows;
    private volatile boolean closed;

    // The session's thread only.
    private final Map<ViewerId, Viewer> viewers = new LinkedHashMap<>();
    private final byte[] buffer = new byte[Limits.MESSAGE_OUT];
    private int carried; // Bytes at the start of the buffer: a character that is not complete yet.
    private long lastFlush = System.nanoTime() - COALESCE_NANOS;
    private long lastPresence = System.nanoTime() - PRESENCE_NANOS;
    private long lastExpiry = System.nanoTime();
    private boolean presenceChanged;
    private boolean linksChanged;
    private boolean closing;

    /** @param console null if there is none; then viewers and scripts are the only ones who see the shell */
    public Session(
            SessionSettings settings,
            Pty pty,
            @Nullable Console console,
            int cols,
            int rows,
            Links links,
            InstantSource clock) {
        this.settings = settings;
        this.pty = pty;
        this.console = console;
        this.cols = cols;
        this.rows = rows;
        this.links = links;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.log = new OutputLog(settings.logSize());
        this.input = new InputQueue(pty);
    }

    /** Starts the threads; the shell's output is on the console from here on. */
    public void start() {
        thread("jshare-pty", new PtyPump(pty, console, ring));
        if (console != null) {
            thread("jshare-console", new KeyPump(console, input));
        }
        thread("jshare-input", input);
        thread("jshare-session", this::run);
    }

    private static void thread(String name, Runnable loop) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.start();
    }

    public String id() {
        return settings.id();
    }

    /** Facts for those who ask; any thread. */
    public SessionFacts facts() {
        return new SessionFacts(
                settings.id(),
                settings.name(),
                cols,
                rows,
                log.end(),
                places.get(),
                joined.get(),
                startedAt,
                exitStatus);
    }

    /** Has a transport told whenever a viewer may have something to send; any thread. */
    public void addOutlet(Outlet outlet) {
        outlets.add(outlet);
    }

    /** Whether no further viewer is let in; any thread. */
    public boolean full() {
        return places.get() >= settings.maxViewers();
    }

    /** Lets a viewer in, or returns null if the session is full. Its first frames can be polled soon. Any thread. */
    public @Nullable Viewer join(JoinRequest request) {
        if (closed || places.incrementAndGet() > settings.maxViewers()) {
            places.decrementAndGet();
            return null;
        }
        ViewerId id = new ViewerId(joined.incrementAndGet());
        String name = ViewerName.clean(request.name(), id);
        Viewer viewer = new Viewer(this, id, name, request.link(), request.dialect(), System.nanoTime());
        turn(() -> {
            viewers.put(id, viewer);
            viewer.begin(greeting(viewer, request.from()));
            presenceChanged = true;
        });
        return viewer;
    }

    /** Forgets a viewer that {@link #join} let in; once for each. Any thread. */
    public void leave(Viewer viewer) {
        turn(() -> {
            if (viewers.remove(viewer.id()) != null) {
                places.decrementAndGet();
                presenceChanged = true;
            }
        });
    }

    /** The host's terminal has another size; any thread. */
    public void resize(int newCols, int newRows) {
        ring.resize(newCols, newRows);
        pty.resize(newCols, newRows);
    }

    /** Looks at once whether a viewer's link is gone; any thread. */
    public void linksChanged() {
        turn(() -> linksChanged = true);
    }

    /** Waits until the shell has ended and all it printed is in the log. Its exit status. */
    public int awaitEnd() throws InterruptedException {
        ended.await();
        Integer status = exitStatus;
        return status == null ? -1 : status;
    }

    /**
     * Closes every viewer with this reason and lets nobody in any more.
     *
     * @param patience how long to wait for transports to say goodbye to them
     */
    public void close(@Nullable CloseCode reason, Duration patience) throws InterruptedException {
        closed = true;
        turn(() -> {
            closing = true;
            if (reason != null) {
                viewers.values().forEach(viewer -> viewer.close(reason));
            }
        });
        emptied.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        input.close();
    }

    OutputLog log() {
        return log;
    }

    Presence presence() {
        return presence;
    }

    @Nullable
    Integer exitStatus() {
        return exitStatus;
    }

    /** Types for a viewer; false if too much is waiting. */
    boolean type(byte[] bytes) {
        return bytes.length == 0 || input.offer(bytes);
    }

    /** Gives a viewer a new start from a snapshot; any thread. */
    void restart(Viewer viewer) {
        turn(() -> viewer.begin(fresh(viewer)));
    }

    void rename(Viewer viewer, String presented) {
        turn(() -> {
            viewer.rename(ViewerName.clean(presented, viewer.id()));
            presenceChanged = true;
        });
    }

    /** The loop of the thread {@code jshare-session}. */
    private void run() {
        try {
            while (!(closing && viewers.isEmpty())) {
                ring.await(nanosToNextDeadline());
                for (Runnable work = turns.poll(); work != null; work = turns.poll()) {
                    work.run();
                }
                takeOutput();
                closeExpired();
                publishPresence();
                wakeOutlets();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            emptied.countDown();
        }
    }

    private long nanosToNextDeadline() {
        long nanos = NEVER;
        if (presenceChanged) {
            nanos = Math.max(0, lastPresence + PRESENCE_NANOS - System.nanoTime());
        }
        for (Viewer viewer : viewers.values()) {
            if (viewer.link().expires() != null) {
                return Math.min(nanos, EXPIRY_NANOS);
            }
        }
        return nanos;
    }

    private void takeOutput() throws InterruptedException {
        OutputRing.Resize resize = ring.takeResize();
        if (resize != null) {
            cols = resize.cols();
            rows = resize.rows();
            log.append(Chunk.resize(log.end(), cols, rows));
        }
        if (!ring.isEmpty()) {
            long pause = System.nanoTime() - lastFlush;
            if (pause < COALESCE_NANOS) {
                ring.awaitMore(buffer.length - carried, COALESCE_NANOS - pause);
            }
            append(carried + ring.take(buffer, carried));
            lastFlush = System.nanoTime();
        } else if (ring.takeEnd()) {
            flush(carried);
            exitStatus = pty.waitFor();
            ended.countDown();
        }
    }

    /** Logs the first so many bytes of the buffer, but for a character at the end that is not complete. */
    private void append(int length) {
        int incomplete = Utf8Boundary.incomplete(buffer, length);
        flush(length - incomplete);
        System.arraycopy(buffer, length - incomplete, buffer, 0, incomplete);
        carried = incomplete;
    }

    private void flush(int length) {
        if (length > 0) {
            log.append(Chunk.output(log.end(), buffer, length, clock.millis()));
        }
    }

    private void closeExpired() {
        long now = System.nanoTime();
        if (!linksChanged && now - lastExpiry < EXPIRY_NANOS) {
            return;
        }
        linksChanged = false;
        lastExpiry = now;
        for (Viewer viewer : viewers.values()) {
            if (!links.valid(viewer.link())) {
                viewer.close(CloseCode.LINK_GONE);
            }
        }
    }

    private void publishPresence() {
        if (presenceChanged && System.nanoTime() - lastPresence >= PRESENCE_NANOS) {
            presence = new Presence(viewers.values());
            presenceChanged = false;
            lastPresence = System.nanoTime();
        }
    }

    /** Where a viewer who joins begins: at the offset that it has, if the log still holds that, else at a snapshot. */
    private Viewer.Start greeting(Viewer viewer, @Nullable Long from) {
        long position = from == null ? -1 : log.find(from);
        if (from == null || position < 0) {
            ServerMessage.Snapshot screen = screen();
            return new Viewer.Start(
                    viewer.dialect().codec().greet(welcome(viewer, log.end()), screen), log.next(), log.end());
        }
        return new Viewer.Start(viewer.dialect().codec().greet(welcome(viewer, from), null), position, from);
    }

    private Viewer.Start fresh(Viewer viewer) {
        Frame frame = viewer.dialect().codec().encode(screen());
        return new Viewer.Start(frame == null ? List.of() : List.of(frame), log.next(), log.end());
    }

    private ServerMessage.Snapshot screen() {
        return new ServerMessage.Snapshot(log.end(), cols, rows, ByteBuffer.wrap(log.tail(JOIN_BYTES)));
    }

    private ServerMessage.Welcome welcome(Viewer viewer, long offset) {
        Link link = viewer.link();
        return new ServerMessage.Welcome(
                settings.id(),
                settings.name(),
                viewer.id().value(),
                viewer.role().word(),
                cols,
                rows,
                offset,
                link.expires());
    }

    private void turn(Runnable work) {
        turns.add(work);
        ring.signal();
    }

    private void wakeOutlets() {
        for (Outlet outlet : outlets) {
            outlet.wake();
        }
    }
}
