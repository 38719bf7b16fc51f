package dev.jshare.control;

import dev.jshare.session.HostScreen;
import dev.jshare.session.Outlet;
import dev.jshare.session.Session;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread {@code jshare-host}: keeps what the host is told of viewers as it should be, in the title of the terminal. It
 * looks when something has happened, and not too often; with nobody there it sleeps.
 */
public final class HostWatch implements Outlet, Runnable {
    /** A look comes so long after what happened: a key's echo is shown first, and a program sets its title whole. */
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** No two looks are nearer to each other. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Session session;
    private final HostScreen screen;
    private final Thread thread = new Thread(this, "jshare-host");
    private volatile boolean due = true;
    private volatile boolean idle; // Nobody is there, and nothing is shown.
    private volatile int seen; // Of the session's news.

    private HostWatch(Session session, HostScreen screen) {
        this.session = session;
        this.screen = screen;
    }

    /** Keeps the title of the console until the session is over. */
    public static void start(Session session, HostScreen screen) {
        HostWatch watch = new HostWatch(session, screen);
        watch.thread.setDaemon(true);
        session.addOutlet(watch);
        watch.thread.start();
    }

    @Override
    public void wake() {
        if (!due && seen != session.news() && !(idle && session.watching() == 0)) {
            due = true;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                await();
                pause(DELAY_NANOS);
                due = false;
                seen = session.news();
                String words = Glance.at(session).words();
                if (!screen.putBeforeTitle(words)) {
                    due = true;
                    continue;
                }
                idle = words.isEmpty() && screen.hasOwnTitle();
                pause(PAUSE_NANOS);
            }
        } catch (IllegalStateException e) {
            screen.close(); // The session is over.
        }
    }

    private void await() {
        while (!due) {
            LockSupport.park(this);
        }
    }

    private void pause(long nanos) {
        long start = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
            LockSupport.parkNanos(this, left);
        }
    }
}
