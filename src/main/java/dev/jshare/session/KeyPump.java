package dev.jshare.session;

import dev.jshare.console.Console;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The thread {@code jshare-console}: what the host types goes to the shell, or to the panel. */
final class KeyPump implements Runnable {
    /** As much as a terminal gives at once. */
    private static final int BUFFER = 4096;

    private final Console console;
    private final HostKeys keys;
    private @Nullable ColourQuery colours;
    private final Consumer<ColourQuery> known;

    /**
     * @param colours what the terminal was asked, or null
     * @param known takes the same once it is answered
     */
    KeyPump(Console console, HostKeys keys, @Nullable ColourQuery colours, Consumer<ColourQuery> known) {
        this.console = console;
        this.keys = keys;
        this.colours = colours;
        this.known = known;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int length = console.read(buffer); length >= 0; length = console.read(buffer)) {
                if (colours == null) {
                    keys.take(buffer, length);
                } else {
                    sort(colours, buffer, length);
                }
            }
        } catch (IOException e) {
            // The terminal or the shell is gone; the session ends by itself.
        }
    }

    private void sort(ColourQuery asked, byte[] bytes, int length) throws IOException {
        if (asked.isOver(System.nanoTime())) {
            end(asked);
            keys.take(bytes, length);
            return;
        }
        take(asked.sort(bytes, length));
        int patience = asked.patience();
        if (patience > 0 && !console.awaitKeys(patience)) {
            take(asked.release());
        }
        if (asked.isOver(System.nanoTime())) {
            end(asked);
        }
    }

    private void end(ColourQuery asked) throws IOException {
        take(asked.release());
        colours = null;
        known.accept(asked);
    }

    private void take(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            keys.take(bytes, bytes.length);
        }
    }
}
