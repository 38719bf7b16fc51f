package dev.jshare.pty;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions of the C library. They are called by name: to have JNA bind native methods takes 20 ms the first time (it makes proxies
 * for annotations), which the first prompt does not wait for. What is called for every key and every chunk of output is bound
 * behind the prompt, since a call by name takes 7 us in place of 1.
 */
final class Libc {
    static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

    static final int EINTR = 4;
    static final int EAGAIN = MAC ? 35 : 11;
    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    static final int SIGHUP = 1;
    private static final int SIGQUIT = 3;

    /** As large as a {@code sigset_t} is anywhere; signal n is bit n - 1. */
    private static final int SIGSET = 128;

    /** As large as a {@code struct sigaction} is anywhere. */
    private static final int SIGACTION = 256;

    /** SIG_IGN. */
    private static final long IGNORE = 1;

    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = MAC ? 0x20000 : 0x100;
    private static final int O_NONBLOCK = MAC ? 4 : 0x800;

    private static final NativeLibrary C = NativeLibrary.getProcess();

    private static volatile boolean bound;

    /** The same functions as native methods. */
    private static final class Bound {
        static {
            Native.register(Bound.class, C);
        }

        private Bound() {}

        /** Does nothing but have them bound. */
        static void load() {}

        /** With the address as a number, which JNA passes on as it is. */
        static native int poll(long descriptors, long count, int millis) throws LastErrorException;

        static native long read(int fd, byte[] bytes, long length) throws LastErrorException;

        static native long write(int fd, byte[] bytes, long length) throws LastErrorException;
    }

    private Libc() {}

    /** Does nothing but have it loaded. */
    static void load() {}

    /** Makes the calls for keys and output faster from now on. */
    static void bind() {
        Bound.load();
        bound = true;
    }

    private static int call(String function, Object... arguments) {
        return C.getFunction(function).invokeInt(arguments);
    }

    private static Function failing(String function) {
        return C.getFunction(function, Function.THROW_LAST_ERROR);
    }

    /** pipe(2): the side to read, the side to write. */
    static void pipe(int[] sides) throws LastErrorException {
        failing("pipe").invokeInt(new Object[] {sides});
    }

    /** poll(2) over an array of {@code struct pollfd}. */
    static int poll(Pointer descriptors, long count, int millis) throws LastErrorException {
        try {
            return bound
                    ? Bound.poll(Pointer.nativeValue(descriptors), count, millis)
                    : failing("poll").invokeInt(new Object[] {descriptors, count, millis});
        } finally {
            Reference.reachabilityFence(descriptors); // A number keeps no memory.
        }
    }

    /** read(2); at most {@code length} bytes, to the start of the array. */
    static long read(int fd, byte[] bytes, long length) throws LastErrorException {
        return bound ? Bound.read(fd, bytes, length) : failing("read").invokeLong(new Object[] {fd, bytes, length});
    }

    /** write(2); at most {@code length} bytes from the start of the array. */
    static long write(int fd, byte[] bytes, long length) throws LastErrorException {
        return bound ? Bound.write(fd, bytes, length) : failing("write").invokeLong(new Object[] {fd, bytes, length});
    }

    /** sigprocmask(2), which on Linux and macOS is about the calling thread alone. */
    private static void sigprocmask(int how, byte[] set, byte[] before) {
        failing("sigprocmask").invokeInt(new Object[] {how, set, before});
    }

    private static void signal(int signal, Pointer handler) {
        failing("signal").invokePointer(new Object[] {signal, handler});
    }

    /** Lets SIGQUIT through to this thread; what was held back before, for {@link #holdBack}. */
    static byte[] admitSigquit() {
        byte[] quit = new byte[SIGSET];
        quit[0] = 1 << SIGQUIT - 1;
        byte[] before = new byte[SIGSET];
        sigprocmask(MAC ? 2 : 1, quit, before); // SIG_UNBLOCK
        return before;
    }

    /** Which of these signals are ignored, as nohup(1) and the background of a script have it; they are not any more. */
    static List<Integer> heed(List<Integer> signals) {
        List<Integer> ignored = new ArrayList<>();
        for (int signal : signals) {
            byte[] action = new byte[SIGACTION];
            failing("sigaction").invokeInt(new Object[] {signal, null, action}); // To look only.
            if (ByteBuffer.wrap(action).order(ByteOrder.nativeOrder()).getLong(0) == IGNORE) {
                ignored.add(signal);
                signal(signal, Pointer.NULL);
            }
        }
        return ignored;
    }

    /** Has signals ignored. */
    static void ignore(List<Integer> signals) {
        for (int signal : signals) {
            signal(signal, new Pointer(IGNORE));
        }
    }

    /** Holds back from this thread just the signals of a mask. */
    static void holdBack(byte[] mask) {
        sigprocmask(MAC ? 3 : 2, mask, new byte[SIGSET]); // SIG_SETMASK
    }

    /** Opens a new pseudo-terminal: its master side, on which nothing waits but {@link #poll}. */
    static int openMaster() throws IOException {
        int master = call("posix_openpt", O_RDWR | O_NOCTTY | O_NONBLOCK);
        if (master < 0 || call("grantpt", master) != 0 || call("unlockpt", master) != 0) {
            throw new IOException("no pseudo-terminal can be had");
        }
        return master;
    }

    /** The path of a pseudo-terminal's slave side. */
    static synchronized String slaveName(int master) {
        return C.getFunction("ptsname").invokeString(new Object[] {master}, false);
    }

    /** Opens a terminal to read and write, without making it the process's own. */
    static int openTerminal(String path) throws LastErrorException {
        return failing("open").invokeInt(new Object[] {path, O_RDWR | O_NOCTTY});
    }

    /** Opens a file to write and forgets about it. */
    static void holdOpen(String path) {
        call("open", path, O_WRONLY);
    }

    /** close(2); an error says nothing to anybody. */
    static void close(int fd) {
        call("close", fd);
    }

    /** dup2(2). */
    static void duplicate(int fd, int as) throws LastErrorException {
        failing("dup2").invokeInt(new Object[] {fd, as});
    }

    /** kill(2); to a process group if {@code pid} is negative. 0, or -1. */
    static int kill(int pid, int signal) {
        return call("kill", pid, signal);
    }

    /** Waits for a child's end. Its exit status, or 128 + n if signal n ended it. */
    static int exitStatus(int pid) {
        int[] status = new int[1];
        while (true) {
            try {
                failing("waitpid").invokeInt(new Object[] {pid, status, 0});
                int signal = status[0] & 0x7f;
                return signal == 0 ? status[0] >> 8 & 0xff : 128 + signal;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != EINTR) {
                    return 255; // Somebody else has waited for it.
                }
            }
        }
    }

    /** localtime_r(3): fills a {@code struct tm}. */
    static void localTime(long seconds, byte[] tm) {
        C.getFunction("localtime_r").invokePointer(new Object[] {new long[] {seconds}, tm});
    }

    /** syscall(2): its number, a long, and its arguments. -1 if it fails. */
    static int systemCall(Object... call) {
        return call("syscall", call);
    }

    /** _exit(2). */
    static void exit(int status) {
        call("_exit", status);
    }
}
