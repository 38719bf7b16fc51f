package dev.jshare.control;

import dev.jshare.console.PanelLine;
import dev.jshare.console.PanelPainter;
import dev.jshare.session.HostScreen;
import dev.jshare.session.Outlet;
import dev.jshare.session.Session;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread {@code jshare-row}: draws the shell's screen and the row below it on the host's console whenever something has
 * happened, and who watches in that row.
 */
public final class HostRow implements Outlet, Runnable {
    /** No two pictures are nearer to each other: keys that follow each other quickly are echoed at once, a flood is gathered. */
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** How often the words are looked at while something happens, and else: they count down. */
    private static final long WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Session session;
    private final HostScreen screen;
    private final Attendant attendant;
    private final InstantSource clock;
    private final PanelPainter painter;
    private final List<String> header;
    private final String hint;
    private final Thread thread = new Thread(this, "jshare-row");
    private volatile boolean due = true;

    private HostRow(
            Session session,
            HostScreen screen,
            Attendant attendant,
            InstantSource clock,
            boolean colour,
            List<String> header,
            String hint) {
        this.session = session;
        this.screen = screen;
        this.attendant = attendant;
        this.clock = clock;
        this.painter = new PanelPainter(colour);
        this.header = List.copyOf(header);
        this.hint = hint;
    }

    /**
     * Draws from now on, until the session is over.
     *
     * @param colour whether there may be colours
     * @param header lines that stand above the shell's screen at first
     * @param hint how the panel is opened, in few words
     */
    public static void start(
            Session session,
            HostScreen screen,
            Attendant attendant,
            InstantSource clock,
            boolean colour,
            List<String> header,
            String hint) {
        HostRow row = new HostRow(session, screen, attendant, clock, colour, header, hint);
        row.thread.setDaemon(true);
        session.addOutlet(row);
        row.thread.start();
    }

    @Override
    public void wake() {
        if (!due) {
            due = true;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        try {
            screen.beginRow(header);
            long looked = System.nanoTime() - IDLE_NANOS;
            String words = "";
            int drawn = 0;
            while (drawn >= 0) {
                due = false;
                long now = System.nanoTime();
                if (now - looked >= WORDS_NANOS) {
                    looked = now;
                    words = words();
                }
                drawn = screen.paintRow(words);
                pause(drawn > 0 ? FRAME_NANOS : 0, false);
                pause(looked == now ? IDLE_NANOS : WORDS_NANOS, true);
            }
        } catch (IllegalStateException e) {
            screen.close(); // The session is over.
        }
    }

    private String words() {
        List<Facts> links = attendant.status().list("links");
        PanelLine line = new RowText(clock, hint).line(Glance.at(session), links);
        return painter.line(line, screen.cols());
    }

    /** @param wakes whether it ends when something has happened */
    private void pause(long nanos, boolean wakes) {
        long start = System.nanoTime();
        for (long left = nanos; left > 0 && !(wakes && due); left = nanos - (System.nanoTime() - start)) {
            LockSupport.parkNanos(this, left);
        }
    }
}
