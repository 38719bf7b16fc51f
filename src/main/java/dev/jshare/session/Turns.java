package dev.jshare.session;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work for the session's thread, in the order in which it was given. */
final class Turns {
    /** How long {@link #ask} waits for a turn: one takes milliseconds, and none comes once the session is over. */
    private static final long PATIENCE_SECONDS = 5;

    /** How soon {@link #ask} notices that the session has just ended. */
    private static final long LOOK_MILLIS = 20;

    /** @param changes whether viewers may have something to be told afterwards */
    private record Work(Runnable action, boolean changes) {}

    private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable bell;
    private volatile boolean closed;
    private boolean through; // The session's thread only.
    private final Work end = new Work(() -> through = true, false); // Behind what was waiting when a turn began.

    /** @param bell wakes the session's thread */
    Turns(Runnable bell) {
        this.bell = bell;
    }

    /** Has something done in the next turn; any thread. */
    void add(Runnable work) {
        add(new Work(work, true));
    }

    private void add(Work work) {
        waiting.add(work);
        bell.run();
    }

    /**
     * Has something done in the next turn, and waits for what comes of it; any thread but the session's.
     *
     * @throws IllegalStateException if the session is over
     */
    <T> T ask(Supplier<T> question) {
        return ask(question, true);
    }

    /** As {@link #ask} where that changes nothing: nobody else is woken for it. */
    <T> T look(Supplier<T> question) {
        return ask(question, false);
    }

    private <T> T ask(Supplier<T> question, boolean changes) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable action = () -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | OutOfMemoryError e) {
                answer.completeExceptionally(e); // The asker's problem, not the session's.
            }
        };
        add(new Work(action, changes));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!closed && System.nanoTime() - end < 0) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Perhaps nobody will answer any more.
                }
            }
            throw closed ? new SessionOver() : new IllegalStateException("it does not answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** No turn comes any more; the session's thread. */
    void close() {
        closed = true;
    }

    /**
     * Does what is waiting by now; whether any of it may have changed something. What is added meanwhile has the next turn, so that
     * the shell's output gets its own however much is asked for. The session's thread.
     */
    boolean run() {
        boolean changed = false;
        through = waiting.isEmpty();
        if (!through) {
            waiting.add(end);
        }
        while (!through) {
            Work work = waiting.remove();
            changed |= work.changes();
            work.action().run();
        }
        return changed;
    }
}
