package dev.jshare.web;

import dev.jshare.session.Outlet;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;

/** The viewers of one I/O thread: one task sends to all of them, however many there are. */
final class Fanout implements Outlet {
    private final XnioIoThread thread;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Set<ViewerSocket> sockets = new LinkedHashSet<>(); // The I/O thread only.

    /** @param interval how often connections are looked at for silence */
    Fanout(XnioIoThread thread, Duration interval) {
        this.thread = thread;
        thread.executeAtInterval(this::check, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void wake() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                thread.execute(this::pump);
            } catch (RejectedExecutionException e) {
                // The server has stopped.
            }
        }
    }

    void add(ViewerSocket socket) {
        sockets.add(socket);
    }

    void remove(ViewerSocket socket) {
        sockets.remove(socket);
    }

    private void pump() {
        scheduled.set(false);
        for (ViewerSocket socket : List.copyOf(sockets)) {
            socket.pump();
        }
    }

    private void check() {
        long now = System.nanoTime();
        for (ViewerSocket socket : List.copyOf(sockets)) {
            socket.check(now);
        }
    }
}
