package dev.jshare.session;

import dev.jshare.console.Console;
import java.io.IOException;

/** The thread {@code jshare-console}: what the host types goes to the shell, or to the panel. */
final class KeyPump implements Runnable {
    /** As much as a terminal gives at once. */
    private static final int BUFFER = 4096;

    private final Console console;
    private final HostKeys keys;

    KeyPump(Console console, HostKeys keys) {
        this.console = console;
        this.keys = keys;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int length = console.read(buffer); length >= 0; length = console.read(buffer)) {
                keys.take(buffer, length);
            }
        } catch (IOException e) {
            // The terminal or the shell is gone; the session ends by itself.
        }
    }
}
