package dev.jshare.session;

import dev.jshare.access.Lease;
import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.Reporting;
import dev.jshare.access.Token;
import dev.jshare.console.Console;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.ServerMessage;
import dev.jshare.pty.Pty;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
    /** Lines above the screen that a viewer gets when it joins; it asks for more when somebody scrolls. */
    static final int JOIN_LINES = 1000;

    /** How long the end of a session waits for a slow disk. */
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(1);

    /** The most that the end waits for far viewers: a connection that is closed under what is on its way loses that. */
    private static final long FARTHEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long NEVER = Long.MAX_VALUE;

    private final SessionSettings settings;
    private final Pty pty;
    private final @Nullable Console console;
    private final @Nullable HostScreen host;
    private final Links links;
    private final InstantSource clock;
    private final Instant startedAt;

    private final OutputRing ring = new OutputRing();
    private final OutputLog log;
    private final Lease lease;
    private final InputQueue input;
    private final Turns turns = new Turns(ring::signal);
    private final Copies copies = new Copies(ring::signal);
    private final Outlets outlets = new Outlets();
    private final Audit audit;
    private final Admission admission;
    private final CountDownLatch emptied = new CountDownLatch(1);

    private volatile @Nullable ColourQuery colours; // Set before the start.
    private volatile long farthest;
    private volatile boolean locked;
    private volatile boolean paused;
    private volatile long wakeAt = NEVER; // Set in turns only.
    private final AtomicInteger news = new AtomicInteger();
    private volatile boolean over; // The session's thread takes nothing any more.

    /** Held during every turn: nearly always by the session's thread, at idle by the thread that reads the pty. */
    private final ReentrantLock turnLock = new ReentrantLock();

    /** What viewers say to each other; any thread. */
    final Conversation conversation;

    /** Whether the shell has ended; any thread. */
    final ShellEnd end = new ShellEnd();

    /** What all viewers are told; any thread. */
    final Bulletin bulletin = new Bulletin();

    // Guarded by turnLock.
    private final Roster roster = new Roster();
    private final Moderator moderator;
    private final LiveScreen screen;
    private final Reception reception;
    private final Intake intake;
    private boolean closing;
    private boolean settled; // Output was taken for who looks at the screen.

    /** @param console null if there is none; then viewers and scripts are the only ones who see the shell */
    public Session(
            SessionSettings settings,
            Pty pty,
            @Nullable Console console,
            int cols,
            int rows,
            Links links,
            InstantSource clock,
            Audit audit) {
        this.settings = settings;
        this.pty = pty;
        this.console = console;
        this.links = links;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.log = new OutputLog(settings.logSize());
        this.lease = new Lease(clock, settings.freeTyping(), ring::signal);
        this.input = new InputQueue(pty, lease);
        this.host = console == null ? null : new HostScreen(console, this, new HostKeys(input::typeNow));
        this.screen = new LiveScreen(cols, rows, settings.scrollback(), settings.logSize());
        this.intake = new Intake(ring, log, screen, clock, cols, rows, this::paused, this::tookOutput);
        this.reception = new Reception(settings, log, screen);
        this.audit = audit;
        this.admission = new Admission(this, turns, roster, links, lease, audit, settings.maxViewers());
        this.conversation = new Conversation(turns, roster, settings.chat());
        this.moderator = new Moderator(this, turns, roster, links, clock, audit);
        audit.started(settings);
        links.listen(audit::link);
        if (console == null) {
            screen.answerQueries();
        }
    }

    /**
     * Asks the console's terminal for its colours, of which viewers are told; before {@link #start}, in raw mode.
     *
     * @param term its kind, as {@code TERM} has it, or null: not every kind is asked
     * @throws IOException if the terminal is gone
     */
    public void askColours(@Nullable String term) throws IOException {
        if (console != null && ColourQuery.suits(term)) {
            byte[] question = ColourQuery.question();
            colours = new ColourQuery(System.nanoTime());
            console.write(question, question.length);
        }
    }

    /** Waits, once, for answers of the console's terminal, which would be typed to whoever reads it next; any thread. */
    public void awaitColours(long millis) {
        ColourQuery asked = colours;
        colours = null;
        if (asked != null) {
            asked.await(millis);
        }
    }

    private void tellColours(ColourQuery answered) {
        ServerMessage.Palette event = HostColours.of(answered);
        if (event != null) {
            turns.add(() -> bulletin.palette(event)); // Whoever waits is woken after it.
        }
    }

    /** Starts the threads; the shell's output is on the console from here on. */
    public void start() {
        thread("jshare-pty", new PtyPump(pty, host, this::output, this::outputEnded));
        if (console != null && host != null) {
            thread("jshare-console", new KeyPump(console, host.keys(), colours, this::tellColours));
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
                intake.cols(),
                intake.rows(),
                log.end(),
                admission.watching(),
                admission.joined(),
                startedAt,
                end.status());
    }

    /** The console as those write to it who have something to show the host beside the shell; null if there is none. */
    public @Nullable HostScreen hostScreen() {
        return host;
    }

    /** What the host may do with viewers. */
    public Moderator moderator() {
        return moderator;
    }

    /** Whether nobody but the host types; any thread. */
    public boolean locked() {
        return locked;
    }

    /** Whether viewers see nothing; any thread. */
    public boolean paused() {
        return paused;
    }

    /** Who types now: the number of a viewer, {@link Lease#HOST} or {@link Lease#NOBODY}; any thread. */
    public int typist() {
        return lease.holder();
    }

    /** What has happened so far; any thread. */
    public Audit audit() {
        return audit;
    }

    /** How often something has happened that is not just output; any thread. */
    public int news() {
        return news.get();
    }

    /** How many viewers there are; any thread. */
    public int watching() {
        return admission.watching();
    }

    /** Has a transport told whenever a viewer may have something to send; any thread. */
    public void addOutlet(Outlet outlet) {
        outlets.add(outlet);
    }

    /** Whether there is no place for who comes by this link, with this ticket or null; any thread. */
    public boolean full(Link link, @Nullable String ticket) {
        return admission.full(link, ticket);
    }

    /**
     * Lets a viewer in, or returns null if the session is full. Its first frames can be polled soon. If its link opens the
     * session no more, the viewer that is returned is to be closed, and that is all. Any thread.
     */
    public @Nullable Viewer join(JoinRequest request) {
        return admission.join(request);
    }

    /** Forgets a viewer that {@link #join} let in; once for each. Any thread. */
    public void leave(Viewer viewer) {
        admission.leave(viewer);
    }

    /**
     * Hands out the screen as it is soon, with at most so many lines above it, on the session's thread; {@code refused} is run if
     * too many ask, or the session is over. Any thread.
     */
    public void copyScreen(ScreenFormat format, int lines, Consumer<ScreenCopy> taker, Runnable refused) {
        Runnable copy = () -> {
            LiveScreen shown = paused ? new LiveScreen(intake.cols(), intake.rows(), 0, 0) : screen;
            taker.accept(shown.copy(format, log.end(), lines));
        };
        copies.add(copy, refused);
    }

    /** The host's terminal has another size; any thread. */
    public void resize(int newCols, int newRows) {
        ring.resize(newCols, newRows);
        pty.resize(newCols, newRows);
    }

    /** Looks at once whether a viewer's link is gone; any thread. */
    public void linksChanged() {
        turns.add(roster::linksChanged);
    }

    /** Waits until the shell has ended and all it printed is in the log. Its exit status. */
    public int awaitEnd() throws InterruptedException {
        return end.await();
    }

    /**
     * Closes every viewer with this reason and lets nobody in any more.
     *
     * @param patience how long to wait for them to be gone; longer where their lines are, and where the machine is busy, a little for
     *     goodbyes to be sent
     */
    public void close(@Nullable CloseCode reason, Duration patience) throws InterruptedException {
        admission.close();
        turns.add(() -> {
            closing = true;
            admission.sayGoodbye(reason);
            outlets.finish();
            farthest = Math.min(FARTHEST_NANOS, 2 * roster.longestRoundTrip());
        });
        if (!emptied.await(patience.toMillis(), TimeUnit.MILLISECONDS)
                && !emptied.await(farthest, TimeUnit.NANOSECONDS)) {
            outlets.awaitFinish();
        }
        input.close();
        audit.close(AUDIT_PATIENCE);
    }

    /** Has the moderator's say; the session's thread, as the next four. */
    void setLocked(boolean on) {
        locked = on;
        dropInput();
    }

    Start greeting(Viewer viewer, @Nullable Long from, @Nullable Token next) {
        return reception.greeting(viewer, from, next, paused);
    }

    void dropInput() {
        lease.endViewers(); // First: what is on its way finds no turn any more.
        input.drop();
    }

    void setPaused(boolean on) {
        if (on) {
            paused = true;
            dropInput();
        } else if (paused) {
            resume();
        }
    }

    private void resume() {
        try {
            intake.takeAll(); // Printed behind the curtain.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        screen.forgetHistory();
        log.gap();
        roster.forEach(viewer -> viewer.begin(reception.fresh(viewer, JOIN_LINES)));
        paused = false;
        showTitle();
    }

    Links links() {
        return links;
    }

    /** Whether anybody but the host may ever type; any thread. */
    boolean mayType() {
        return links.typing();
    }

    /** A viewer asks to be allowed to type; any thread. */
    void requestTyping(Viewer viewer) {
        if (mayType()) {
            turns.add(() -> {
                if (viewer.ask(clock.instant())) {
                    audit.note(Audit.Event.ASKED, viewer);
                }
            });
        } else {
            viewer.refuse(ServerMessage.Refusal.NO_TYPING, "Nobody but the host types in this session.");
        }
    }

    /** What time it is by the session's clock; any thread. */
    public Instant now() {
        return clock.instant();
    }

    OutputLog log() {
        return log;
    }

    /** The turn to type. */
    Lease lease() {
        return lease;
    }

    /** What the program wants to be told of beside keys; any thread. */
    Reporting reporting() {
        return screen.reporting();
    }

    /** Has something typed for the viewer whose turn it is; any thread. */
    InputQueue.Fate type(ViewerId viewer, byte[] bytes) {
        return input.type(viewer.value(), bytes);
    }

    /** Tells a viewer who types instead of it; any thread. */
    void tellTypist(Viewer viewer) {
        turns.add(() -> roster.tellTypist(viewer, lease.holder()));
    }

    /** Gives a viewer a new start from a snapshot with so many lines above the screen; any thread. */
    void restart(Viewer viewer, int lines) {
        Runnable start = () -> {
            if (!paused) { // Otherwise it gets one with all others.
                viewer.begin(reception.fresh(viewer, lines));
            }
        };
        if (lines > JOIN_LINES) {
            copies.add(start, () -> restart(viewer, JOIN_LINES));
        } else {
            turns.add(start);
        }
    }

    /** How many lines above the screen a snapshot of about so many bytes has room for; any thread. */
    int linesFor(int bytes) {
        return Math.max(0, Math.min(JOIN_LINES, bytes / (2 * intake.cols()) - intake.rows()));
    }

    /** Has the transports woken after so many nanoseconds; any thread. */
    void wakeAfter(long nanos) {
        long at = System.nanoTime() + nanos;
        long next = wakeAt;
        if (next == NEVER
                || next - at > Intake.COALESCE_NANOS) { // Otherwise every turn would bring about the next one.
            turns.add(() -> wakeAt = Math.min(wakeAt, at));
        }
    }

    void rename(Viewer viewer, String presented) {
        turns.add(() -> {
            viewer.rename(ViewerName.clean(presented, viewer.id()));
            audit.note(Audit.Event.RENAMED, viewer);
            roster.touch();
        });
    }

    /** The loop of the thread {@code jshare-session}. */
    private void run() {
        try {
            while (!(closing && roster.isEmpty())) {
                ring.await(nanosToNextDeadline());
                boolean changed;
                turnLock.lock();
                try {
                    changed = turn();
                } finally {
                    turnLock.unlock();
                }
                if (changed) {
                    outlets.wake();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            giveUp(e);
        } finally {
            over = true;
            turns.close();
            copies.close();
            ring.abandon(); // The host's output flows on.
            emptied.countDown();
        }
        awaitExit();
    }

    /** Sharing is lost by a fault of ours; the shell is not. */
    private void giveUp(Throwable fault) {
        try {
            log.clear(); // Perhaps it was the memory.
            admission.giveUp();
            outlets.wake();
            Faults.tell(fault);
        } catch (RuntimeException | Error e) {
            // Viewers are left to find out; the shell's end must still be waited for.
        }
    }

    private void awaitExit() {
        try {
            while (!end.isTold() && !ring.takeEnd()) {
                ring.await(NEVER);
            }
            end.tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether viewers or the host may have something to be told: most looks at the clock change nothing. */
    private boolean turn() throws InterruptedException {
        boolean changed = wakeAt != NEVER && System.nanoTime() - wakeAt >= 0;
        if (changed) {
            wakeAt = NEVER;
        }
        settled = false;
        boolean told = turns.run();
        changed |= copies.run() | settled;
        changed |= intake.take();
        if (intake.takeEnd()) {
            changed = true;
            end.tell();
        }
        if (roster.endExpired(links, clock, audit)) {
            told = true;
            dropInput();
        }
        roster.typist(lease.holder());
        told |= roster.presence(bulletin::presence);
        if (told) {
            news.incrementAndGet();
        }
        return told || changed;
    }

    /**
     * Takes what the shell printed; the thread that reads the pty. At idle it does the session's work itself, so that a
     * keystroke's echo is not handed from thread to thread; otherwise the ring gathers it.
     */
    private void output(byte[] bytes, int length) throws InterruptedException {
        try {
            if (!over && !takenAtOnce(bytes, length)) {
                ring.put(bytes, length);
            }
        } catch (RuntimeException | Error e) {
            over = true;
            turns.add(() -> {
                throw e; // There it ends the sharing, and not the host's output.
            });
        }
    }

    /** The shell may live on for a while after it has closed its terminal; so this waits on the pty's thread. */
    private void outputEnded() {
        try {
            end.note(pty.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ring.end();
        }
    }

    private boolean takenAtOnce(byte[] bytes, int length) {
        if (!turnLock.tryLock()) {
            return false;
        }
        try {
            if (!intake.takeAtOnce(bytes, length)) {
                return false;
            }
            outlets.deliver(); // They wait for it; nobody waits for the screen.
            intake.show();
        } finally {
            turnLock.unlock();
        }
        return true;
    }

    private long nanosToNextDeadline() {
        long quiet = Math.min(intake.nanosToNextDeadline(), copies.nanosToNextDeadline());
        long wake = wakeAt == NEVER ? quiet : Math.max(0, Math.min(quiet, wakeAt - System.nanoTime()));
        long turn = TimeUnit.MILLISECONDS.toNanos(lease.millisLeft());
        long nanos = Math.min(turn == 0 ? wake : Math.min(turn, wake), roster.nanosToNextDeadline(clock));
        return audit.file() == null ? nanos : Math.min(nanos, roster.nanosToExpiry(links, clock));
    }

    /**
     * Looks at the screen once everything is on it that was put into the ring before, but for the bytes of a character that
     * is not complete, which are given, too; any thread but the session's.
     *
     * @throws IllegalStateException if the session is over
     */
    <T> T settled(BiFunction<LiveScreen, byte[], T> look) {
        return turns.look(() -> {
            byte[] incomplete = intake.settle();
            return look.apply(screen, incomplete);
        });
    }

    private void tookOutput() {
        settled = true;
        if (!paused) {
            showTitle();
        }
        input.answer(screen.replies());
        if (host != null && host.noteTitle(screen.titleChanges())) {
            news.incrementAndGet();
            outlets.wake();
        }
    }

    private void showTitle() {
        if (bulletin.title(screen.title())) {
            outlets.wake(); // They may have been told of the output before.
        }
    }
}
