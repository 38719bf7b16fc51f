package dev.jshare.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The functions of the C library for which pty4j has no usable or no fast form. */
final class Libc {
    static final int EINTR = 4;
    static final int EIO = 5;
    static final short POLLIN = 1;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    /** pipe(2): the side to read, the side to write. */
    static native int pipe(int[] sides) throws LastErrorException;

    /** poll(2) over an array of {@code struct pollfd}. */
    static native int poll(Pointer descriptors, long count, int millis) throws LastErrorException;

    /** read(2); at most {@code length} bytes, to the start of the array. */
    static native long read(int fd, byte[] bytes, long length) throws LastErrorException;

    /** write(2); at most {@code length} bytes from the start of the array. */
    static native long write(int fd, byte[] bytes, long length) throws LastErrorException;

    /** _exit(2). */
    static native void _exit(int status);
}
