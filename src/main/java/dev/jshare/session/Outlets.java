package dev.jshare.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The bells of all transports of a session; any thread. */
final class Outlets {
    /** For so long the end of a session waits for threads that do not get their turn. */
    private static final long BUSY_MILLIS = 1000;

    private final Semaphore finished = new Semaphore(0);
    private final List<Outlet> outlets = new CopyOnWriteArrayList<>();

    /** Adds one before the others: those of viewers, who wait for what they are told, come last. */
    void add(Outlet outlet) {
        outlets.add(0, outlet);
    }

    /** As {@link Outlet#wake()}. */
    void wake() {
        forEach(Outlet::wake);
    }

    /** As {@link Outlet#deliver()}. */
    void deliver() {
        forEach(Outlet::deliver);
    }

    /** As {@link Outlet#finish}. */
    void finish() {
        forEach(outlet -> outlet.finish(finished::release));
    }

    /** Waits until all have finished, where the machine is busy; any thread. */
    void awaitFinish() throws InterruptedException {
        finished.tryAcquire(outlets.size(), BUSY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void forEach(Consumer<Outlet> bell) {
        for (Outlet outlet : outlets) {
            try {
                bell.accept(outlet);
            } catch (RuntimeException e) {
                outlets.remove(outlet); // A transport that fails is left alone; the shell and the others go on.
                Faults.tell(e);
            }
        }
    }
}
