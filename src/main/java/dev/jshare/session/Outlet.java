package dev.jshare.session;

/** A transport's bell: one for each of its threads, however many viewers that serves. */
@FunctionalInterface
public interface Outlet {

    /** Some viewer may have something to send. Called from any thread and often; returns at once. */
    void wake();

    /**
     * The same, on a thread that has a moment: the transport may send there what nobody waits for, so that no other
     * thread has to be woken. Never waits.
     */
    default void deliver() {
        wake();
    }

    /** The same, for the last time: {@code done} is run once all was sent that can be sent without waiting. */
    default void finish(Runnable done) {
        done.run();
    }
}
