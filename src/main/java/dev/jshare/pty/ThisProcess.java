package dev.jshare.pty;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.util.function.IntConsumer;

/** What this process does to itself. */
public final class ThisProcess {
    private static volatile IntConsumer witness = status -> {};

    private ThisProcess() {}

    /** Has somebody told the exit status just before {@link #exitNow}. */
    public static void tell(IntConsumer told) {
        witness = told;
    }

    /**
     * Ends the process at once, without shutdown hooks: the caller has cleaned up. {@code System.exit} would wait 300 ms
     * for threads that sit in a native read, and here one always does (HotSpot, VM_Exit).
     */
    public static void exitNow(int status) {
        witness.accept(status);
        Libc.exit(status);
    }

    /** Has SIGHUP, SIGINT and SIGQUIT be heeded, whatever this process was started to ignore. */
    public static void heedSignals() {
        Libc.heed(LocalPty.TERMINAL_SIGNALS);
    }

    /** Has standard input, output and error be this terminal from now on, which does not become the process's own. */
    public static void moveTo(String terminal) throws IOException {
        try {
            int descriptor = Libc.openTerminal(terminal);
            for (int standard = 0; standard <= 2; standard++) {
                Libc.duplicate(descriptor, standard);
            }
            Libc.close(descriptor);
        } catch (LastErrorException e) {
            throw new IOException(terminal + " cannot be opened", e);
        }
    }

    /** As when its terminal is closed: SIGHUP. */
    public static void hangUp() {
        Libc.kill((int) ProcessHandle.current().pid(), Libc.SIGHUP);
    }
}
