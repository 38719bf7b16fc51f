package dev.jshare.web;

import dev.jshare.session.Outlet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;

/** The viewers of one I/O thread: one task sends to all of them, however many there are, and they share its buffers. */
final class Fanout implements Outlet {
    private static final int READ_SIZE = 16 * 1024;

    /** To so many viewers another thread may send: a write takes some 10 us, waking this thread and its turn some 30. */
    private static final int FEW = 4;

    private final XnioIoThread thread;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final List<ViewerSocket> sockets = new CopyOnWriteArrayList<>();
    private final Wire wire = new Wire(); // The I/O thread only.
    private final Wire senders = new Wire(); // For whoever sends in place of the I/O thread; guarded by itself.
    private final ByteBuffer received = ByteBuffer.allocateDirect(READ_SIZE); // The I/O thread only.

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

    @Override
    public void finish(Runnable done) {
        try {
            thread.execute(() -> {
                pump();
                done.run();
            });
        } catch (RejectedExecutionException e) {
            done.run(); // The server has stopped.
        }
    }

    /** Sends to few viewers on the thread that asks for it; what that would take time for is left to the I/O thread. */
    @Override
    public void deliver() {
        if (sockets.size() > FEW || !sendNow()) {
            wake();
        }
    }

    private boolean sendNow() {
        synchronized (senders) {
            boolean all = true;
            for (ViewerSocket socket : sockets) {
                all &= socket.sendNow(senders);
            }
            senders.forget();
            return all;
        }
    }

    void add(ViewerSocket socket) {
        sockets.add(socket);
    }

    void remove(ViewerSocket socket) {
        sockets.remove(socket);
    }

    /** What frames look like for all of its viewers. */
    Wire wire() {
        return wire;
    }

    /** Room for what one of its viewers sends, until the next one is read. */
    ByteBuffer received() {
        return received.clear();
    }

    private void pump() {
        scheduled.set(false);
        for (ViewerSocket socket : sockets) {
            socket.pump();
        }
        wire.forget();
    }

    private void check() {
        long now = System.nanoTime();
        for (ViewerSocket socket : sockets) {
            socket.check(now);
        }
    }
}
