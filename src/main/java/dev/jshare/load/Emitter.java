package dev.jshare.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program that runs in the session of a load test: prints text and time stamps at a steady rate, as a busy build does. */
public final class Emitter {
    private static final int FRAMES_PER_SECOND = 50;
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
    private static final String LINE =
            "\u001b[32mok\u001b[0m  the quick brown fox jumps over the lazy dog, and does so line after line\n";

    private final OutputStream out;
    private final int frameBytes;

    /** @param bytesPerSecond about how much to print */
    public Emitter(OutputStream out, int bytesPerSecond) {
        this.out = out;
        this.frameBytes = bytesPerSecond / FRAMES_PER_SECOND;
    }

    /**
     * Prints for this time. A frame that comes late, since nobody takes what is printed, is not made up for.
     *
     * @throws IOException if nobody reads any more
     */
    public void run(long seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long due = System.nanoTime();
        for (long number = 0; due < end; number++) {
            out.write(frame(number).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            due = Math.max(due + PERIOD, System.nanoTime());
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private String frame(long number) {
        StringBuilder frame = new StringBuilder(frameBytes + LINE.length());
        while (frame.length() < frameBytes) {
            frame.append(LINE);
        }
        return frame.append(Stamps.of(number, System.nanoTime())).append('\n').toString();
    }
}
