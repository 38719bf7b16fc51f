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

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable bell;

    /** @param bell wakes the session's thread */
    Turns(Runnable bell) {
        this.bell = bell;
    }

    /** Has something done in the next turn; any thread. */
    void add(Runnable work) {
        waiting.add(work);
        bell.run();
    }

    /**
     * Has something done in the next turn, and waits for what comes of it; any thread but the session's.
     *
     * @throws IllegalStateException if the session is over
     */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e); // The asker's problem, not the session's.
            }
        });
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the session is over", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Does all that is waiting; the session's thread. */
    void run() {
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            work.run();
        }
    }
}
