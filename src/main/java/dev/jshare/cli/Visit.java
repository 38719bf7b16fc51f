package dev.jshare.cli;

import dev.jshare.session.Outlet;
import dev.jshare.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a share by who comes and goes: once the first viewer has left, or if nobody comes in time. One thread runs it. */
final class Visit implements Outlet, Runnable {
    /** A viewer that comes back so soon was not gone: it loaded the page anew, or lost its line for a moment. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final Session session;
    private final @Nullable Duration wait;
    private final boolean once;
    private final Duration grace;
    private final Runnable end;
    private boolean came; // Guarded by this, as is all below.
    private boolean there;
    private @Nullable Integer status;

    /**
     * @param wait how long to wait for the first viewer; null for ever
     * @param once whether the share ends when the first viewer has left
     * @param end ends the share
     */
    Visit(Session session, @Nullable Duration wait, boolean once, Duration grace, Runnable end) {
        this.session = session;
        this.wait = wait;
        this.once = once;
        this.grace = grace;
        this.end = end;
    }

    /** Begins to look, on a thread of its own. */
    void start() {
        session.addOutlet(this);
        Thread thread = new Thread(this, "jshare-visit");
        thread.setDaemon(true);
        thread.start();
    }

    /** The exit status if this has ended the share; otherwise null. */
    synchronized @Nullable Integer status() {
        return status;
    }

    @Override
    public void wake() {
        boolean now = session.watching() > 0;
        synchronized (this) {
            if (now != there) {
                there = now;
                came |= now;
                notifyAll();
            }
        }
    }

    @Override
    public void run() {
        try {
            if (!awaitFirst()) {
                finish(ExitCode.NOBODY_CAME);
            } else if (once) {
                awaitLeft();
                finish(ExitCode.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(int code) {
        synchronized (this) {
            status = code;
        }
        end.run();
    }

    private synchronized boolean awaitFirst() throws InterruptedException {
        long deadline = wait == null ? Long.MAX_VALUE : System.nanoTime() + wait.toNanos();
        while (!came) {
            long left = wait == null ? 0 : (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (wait != null && left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void awaitLeft() throws InterruptedException {
        while (true) {
            while (there) {
                wait();
            }
            long deadline = System.nanoTime() + grace.toNanos();
            while (!there) {
                long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        }
    }
}
