package dev.jshare.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.function.IntSupplier;

/** The functions of the C library for which pty4j has no usable or no fast form. */
final class Libc {
    static final int EINTR = 4;
    static final int EIO = 5;
    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    private static final int SIGQUIT = 3;

    /** As large as a {@code sigset_t} is anywhere; signal n is bit n - 1. */
    private static final int SIGSET = 128;

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

    /** sigprocmask(2), which on Linux and macOS is about the calling thread alone. */
    private static native int sigprocmask(int how, byte[] set, byte[] before) throws LastErrorException;

    private static native int waitpid(int pid, int[] status, int options) throws LastErrorException;

    /** Does something, such as a fork, on a thread that does not hold SIGQUIT back. */
    static int withSigquit(IntSupplier work) {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        byte[] quit = new byte[SIGSET];
        quit[0] = 1 << SIGQUIT - 1;
        byte[] before = new byte[SIGSET];
        sigprocmask(mac ? 2 : 1, quit, before); // SIG_UNBLOCK
        try {
            return work.getAsInt();
        } finally {
            sigprocmask(mac ? 3 : 2, before, quit); // SIG_SETMASK
        }
    }

    /** Waits for a child's end. Its exit status, or 128 + n if signal n ended it. */
    static int exitStatus(int pid) {
        int[] status = new int[1];
        while (true) {
            try {
                waitpid(pid, status, 0);
                int signal = status[0] & 0x7f;
                return signal == 0 ? status[0] >> 8 & 0xff : 128 + signal;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != EINTR) {
                    return 255; // Somebody else has waited for it.
                }
            }
        }
    }

    /** _exit(2). */
    static native void _exit(int status);
}
