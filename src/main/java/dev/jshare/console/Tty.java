package dev.jshare.console;

import com.sun.jna.Native;
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
    private static final short POLLIN = 1;

    static {
        Native.register(Tty.class, NativeLibrary.getProcess());
    }

    private Tty() {}

    /** 1 for a terminal. */
    static native int isatty(int fd);

    static native int tcgetattr(int fd, byte[] termios);

    static int set(int fd, byte[] termios) {
        return tcsetattr(fd, TCSANOW, termios);
    }

    /** Reads a {@code struct winsize}: rows, columns, and two numbers of pixels. */
    static int size(int fd, short[] winsize) {
        if (MAC && System.getProperty("os.arch", "").equals("aarch64")) {
            return ioctl(fd, TIOCGWINSZ, 0, 0, 0, 0, 0, 0, winsize);
        }
        return ioctl(fd, TIOCGWINSZ, winsize);
    }

    /** Waits until there is something to read, or as long; true also if that is not known. */
    static boolean ready(int fd, int millis) {
        byte[] pollfd = new byte[8]; // int fd, short events, short revents.
        ByteBuffer.wrap(pollfd).order(ByteOrder.nativeOrder()).putInt(fd).putShort(POLLIN);
        return poll(pollfd, 1, millis) != 0;
    }

    private static native int poll(byte[] descriptors, long count, int millis);

    private static native int tcsetattr(int fd, int when, byte[] termios);

    private static native int ioctl(int fd, long request, short[] winsize);

    /** Variable arguments lie on the stack there, behind those that fill the eight registers (Apple's arm64 ABI). */
    private static native int ioctl(
            int fd, long request, long x2, long x3, long x4, long x5, long x6, long x7, short[] winsize);
}
