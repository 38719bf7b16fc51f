package dev.jshare.session;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** That the shell has ended, and how; known to all once everything that it printed is in the log. Any thread. */
final class ShellEnd {
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile int ended = -1; // With what the shell ended, perhaps before that is to be told.
    private volatile @Nullable Integer status;
    private volatile long at; // Set before the status.

    /** The shell has ended; what it printed may be on its way. */
    void note(int exitStatus) {
        ended = exitStatus;
    }

    /** All that it printed is there. */
    void tell() {
        at = System.nanoTime();
        status = ended;
        told.countDown();
    }

    boolean isTold() {
        return status != null;
    }

    /** The exit status, or null as long as not all is there. */
    @Nullable
    Integer status() {
        return status;
    }

    /** When {@link #status} was known, as a {@link System#nanoTime()}. */
    long at() {
        return at;
    }

    /** Waits for it. */
    int await() throws InterruptedException {
        told.await();
        return ended;
    }
}
