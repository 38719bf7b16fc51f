package dev.jshare.session;

/** Faults of ours that sharing, or a part of it, does not survive, while the shell does. Any thread. */
final class Faults {
    private Faults() {}

    /** Has the host told, by whoever the process has made its handler of uncaught exceptions. */
    static void tell(Throwable fault) {
        Thread here = Thread.currentThread();
        here.getUncaughtExceptionHandler().uncaughtException(here, fault);
    }
}
