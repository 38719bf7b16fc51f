package dev.jshare.cli;

import dev.jshare.access.LinkUrl;
import dev.jshare.client.JoinSettings;
import dev.jshare.client.Outcome;
import dev.jshare.client.ViewerClient;
import dev.jshare.console.Console;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;

/** Somebody who joins for a {@link Training}, looks at one picture and types the line on which the shell waits. The terminal is none. */
final class TrainingGuest implements Console {
    private static final byte[] KEYS = {(byte) Prefix.DEFAULT.control(), 's', '\n'};

    private final CountDownLatch seen = new CountDownLatch(2); // The own screen, and the picture.
    private final CountDownLatch end = new CountDownLatch(1); // Never reached: to hang up would be to leave.
    private boolean pressed; // The thread that reads keys.

    private TrainingGuest() {}

    /** Whether it went as it should. */
    static boolean join(String link) throws InterruptedException {
        JoinSettings settings = new JoinSettings(
                LinkUrl.parse(link), null, null, false, Prefix.DEFAULT.control(), Prefix.DEFAULT.name(), true, true);
        try {
            Outcome outcome = ViewerClient.run(settings, new TrainingGuest(), () -> 0.5);
            return outcome.kind() == Outcome.Kind.ENDED;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public int cols() {
        return 100;
    }

    @Override
    public int rows() {
        return 30;
    }

    @Override
    public void enterRaw() {
        // There is nothing to set, nor to restore.
    }

    @Override
    public void restore() {
        // As above.
    }

    @Override
    public int read(byte[] buffer) {
        try {
            (pressed ? end : seen).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
        pressed = true;
        System.arraycopy(KEYS, 0, buffer, 0, KEYS.length);
        return KEYS.length;
    }

    @Override
    public boolean awaitKeys(int millis) {
        return true; // Nobody asks.
    }

    @Override
    public void write(byte[] bytes, int length) {
        seen.countDown();
    }

    @Override
    public void onResize(Runnable listener) {
        // It never changes.
    }
}
