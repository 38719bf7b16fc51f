package dev.jshare.session;

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
    private final @Nullable HostScreen host;
    private final Sink sink;
    private final Runnable end;

    PtyPump(Pty pty, @Nullable HostScreen host, Sink sink, Runnable end) {
        this.pty = pty;
        this.host = host;
        this.sink = sink;
        this.end = end;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[Pty.READ_SIZE];
        try {
            for (int length = pty.read(buffer); length >= 0; length = pty.read(buffer)) {
                pass(buffer, length);
            }
        } catch (IOException | InterruptedException e) {
            // The pty is closed: the same as its end.
        } finally {
            end.run();
        }
    }

    private void pass(byte[] bytes, int length) throws InterruptedException {
        try {
            if (host == null) {
                sink.take(bytes, length);
            } else {
                host.pass(bytes, length, sink);
            }
        } catch (RuntimeException | Error e) {
            Faults.tell(e); // A fault of ours, or no memory: the shell must not stand still for it.
        }
    }
}
