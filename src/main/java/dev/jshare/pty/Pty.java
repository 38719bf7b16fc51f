package dev.jshare.pty;

import java.io.IOException;

/** A child process and the master side of its pseudo-terminal. A seam: tests put a scripted child here. */
public interface Pty {

    /** How many bytes to offer {@link #read} at once: what the kernel gives, and what pty4j copies in and out anyway. */
    int READ_SIZE = 4096;

    /** The process id of the child. */
    long pid();

    /**
     * Waits for output; one thread reads.
     *
     * @param buffer of exactly {@link #READ_SIZE} bytes
     * @return the number of bytes read, or -1 when the child has ended and all it printed was read
     */
    int read(byte[] buffer) throws IOException;

    /** Types all of these bytes; waits while the child does not take them. One thread at a time writes. */
    void write(byte[] bytes, int length) throws IOException;

    /** Types as many of these bytes as there is room for at once, and says how many; one thread at a time writes. */
    int offer(byte[] bytes, int length) throws IOException;

    /** Waits until there is room for input, or the child is gone; one thread at a time. */
    void awaitRoom() throws IOException;

    /** Tells the child the size of its terminal, 1 to 65,535 cells each way; any thread. */
    void resize(int cols, int rows);

    /** Sends SIGHUP to the child and its process group; any thread. */
    void hangUp();

    /** Waits for the child's end. Its exit status, or 128 + n if signal n ended it. */
    int waitFor() throws InterruptedException;
}
