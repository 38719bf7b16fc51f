package dev.jshare.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;

/** The few functions of the C library that pty4j does not offer in a usable form. */
final class Libc {
    static final int EINTR = 4;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    /** write(2); at most {@code length} bytes from the start of the array. */
    static native long write(int fd, byte[] bytes, long length) throws LastErrorException;

    /** _exit(2). */
    static native void _exit(int status);
}
