package dev.jshare.console;

import java.io.IOException;

/** The terminal in which jshare was started. A seam: tests put a scripted terminal here. */
public interface Console {

    /** Width in cells, at least 1. */
    int cols();

    /** Height in cells, at least 1. */
    int rows();

    /** Hands every byte through unchanged, both ways (cfmakeraw(3)); remembers how it was. */
    void enterRaw();

    /** Sets the terminal back to how it was before {@link #enterRaw}; any thread, any number of times. */
    void restore();

    /** Waits for keys; one thread reads. The number of bytes, or -1 when the terminal is gone. */
    int read(byte[] buffer) throws IOException;

    /** Waits for at most so many milliseconds; whether there is something to read, or nothing ever again. */
    boolean awaitKeys(int millis) throws IOException;

    /** Shows bytes; waits while the terminal does not take them. One thread at a time writes. */
    void write(byte[] bytes, int length) throws IOException;

    /** Has this called, on a thread of the system's, whenever the size has changed or may have. */
    void onResize(Runnable listener);
}
