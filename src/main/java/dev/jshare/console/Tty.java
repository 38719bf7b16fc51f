package dev.jshare.console;

import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The C library's functions for a terminal (termios(3), ioctl_tty(2)), by file descriptor. They return -1 if there is none. */
final class Tty {
    /** More than any system's {@code struct termios} has. */
    static final int TERMIOS = 128;

    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    private static final long TIOCGWINSZ = MAC ? 0x40087468 : 0x5413;
    private static final int TCSANOW = 0;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = MAC ? 4 : 0x800;
    private static final short POLLIN = 1;

    private Tty() {}

    /** By name: to have JNA bind native methods takes 20 ms the first time. */
    private static int call(String function, Object... arguments) {
        return NativeLibrary.getProcess().getFunction(function).invokeInt(arguments);
    }

    /**
     * Has reading and writing wait again where some other program has turned that off, which holds for all who have the same open
     * file (fcntl(2), {@code O_NONBLOCK}); shells do the same. False if it was not off.
     */
    static boolean makeWait(int fd) {
        int flags = call("fcntl", fd, F_GETFL, 0);
        return flags != -1 && (flags & O_NONBLOCK) != 0 && call("fcntl", fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
    }

    /** 1 for a terminal. */
    static int isatty(int fd) {
        return call("isatty", fd);
    }

    static int get(int fd, byte[] termios) {
        return call("tcgetattr", fd, termios);
    }

    static int set(int fd, byte[] termios) {
        return call("tcsetattr", fd, TCSANOW, termios);
    }

    /** Reads a {@code struct winsize}: rows, columns, and two numbers of pixels. */
    static int size(int fd, short[] winsize) {
        if (MAC && System.getProperty("os.arch", "").equals("aarch64")) {
            // Variable arguments lie on the stack there, behind those that fill the eight registers (Apple's arm64
            // ABI).
            return call("ioctl", fd, TIOCGWINSZ, 0L, 0L, 0L, 0L, 0L, 0L, winsize);
        }
        return call("ioctl", fd, TIOCGWINSZ, winsize);
    }

    /** Waits until there is something to read, or as long; true also if that is not known. */
    static boolean ready(int fd, int millis) {
        byte[] pollfd = new byte[8]; // int fd, short events, short revents.
        ByteBuffer.wrap(pollfd).order(ByteOrder.nativeOrder()).putInt(fd).putShort(POLLIN);
        return call("poll", pollfd, 1L, millis) != 0;
    }
}
