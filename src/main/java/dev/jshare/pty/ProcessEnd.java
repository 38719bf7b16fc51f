package dev.jshare.pty;

/** The end of this process. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /**
     * Ends the process at once, without shutdown hooks: the caller has cleaned up. {@code System.exit} would wait 300 ms
     * for threads that sit in a native read, and here one always does (HotSpot, VM_Exit).
     */
    public static void exitNow(int status) {
        Libc.exit(status);
    }
}
