package dev.jshare.session;

import dev.jshare.console.Console;
import dev.jshare.pty.Pty;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The thread {@code jshare-pty}: what the shell prints goes to the console first, then to the session. */
final class PtyPump implements Runnable {
    private final Pty pty;
    private final OutputRing ring;
    private @Nullable Console console;

    PtyPump(Pty pty, @Nullable Console console, OutputRing ring) {
        this.pty = pty;
        this.console = console;
        this.ring = ring;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[Pty.READ_SIZE];
        try {
            for (int length = pty.read(buffer); length >= 0; length = pty.read(buffer)) {
                show(buffer, length);
                ring.put(buffer, length);
            }
        } catch (IOException | InterruptedException e) {
            // The pty is closed: the same as its end.
        } finally {
            ring.end();
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
