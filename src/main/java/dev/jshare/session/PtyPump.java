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
                if (host == null) {
                    sink.take(buffer, length);
                } else {
                    host.pass(buffer, length, sink);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The pty is closed: the same as its end.
        } finally {
            end.run();
        }
    }
}
