package dev.jshare.session;

import dev.jshare.console.Console;
import dev.jshare.pty.Pty;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The thread {@code jshare-pty}: what the shell prints goes to the console first, then to the session. */
final class PtyPump implements Runnable {
    /** Takes what was read; the bytes are the reader's again once it returns. */
    interface Sink {
        void take(byte[] bytes, int length) throws InterruptedException;
    }

    private final Pty pty;
    private final Sink sink;
    private final Runnable end;
    private @Nullable Console console;

    PtyPump(Pty pty, @Nullable Console console, Sink sink, Runnable end) {
        this.pty = pty;
        this.console = console;
        this.sink = sink;
        this.end = end;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[Pty.READ_SIZE];
        try {
            for (int length = pty.read(buffer); length >= 0; length = pty.read(buffer)) {
                show(buffer, length);
                sink.take(buffer, length);
            }
        } catch (IOException | InterruptedException e) {
            // The pty is closed: the same as its end.
        } finally {
            end.run();
        }
    }

    private void show(byte[] buffer, int length) {
        if (console == null) {
            return;
        }
        try {
            console.write(buffer, length);
        } catch (IOException e) {
            console = null; // The host's terminal is gone; SIGHUP says the rest.
        }
    }
}
