package dev.jshare.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.StringArray;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A child process of this machine, spawned by pty4j's native library. */
public final class LocalPty implements Pty {
    /** Size of a {@code struct pollfd}: int fd, short events, short revents. */
    private static final int POLLFD = 8;

    private static final int REVENTS = 6;

    /** How much is read once the child has ended: more than the kernel holds of what it printed. Jobs of its may print for ever. */
    private static final int LEFT = 128 * 1024;

    /** After so many bytes at once there are probably more, and nobody has to ask whether. */
    private static final int FLOOD = 1024;

    /** SIGHUP, SIGINT, SIGQUIT. */
    static final List<Integer> TERMINAL_SIGNALS = List.of(Libc.SIGHUP, 2, 3);

    /** Closes what those who are done with a pty leave open; made when the first child has ended. */
    private static final class Closing {
        static final Cleaner CLEANER = Cleaner.create();

        private Closing() {}
    }

    private final int master;
    private final int pid;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int status;
    private final int[] endPipe = new int[2]; // Readable once the child has ended.
    private final Memory polled = new Memory(2 * POLLFD); // The master, then the pipe; the reading thread only.

    private volatile @Nullable FileInputStream input; // Null until it is there; the same as the master.
    private boolean flood; // The reading thread only.
    private int left = LEFT; // The same.
    private boolean lengthened; // The time slice; the reading thread only.
    private final Memory room = new Memory(POLLFD); // The master; the thread that awaits room only.

    private LocalPty(int master, int pid) {
        this.master = master;
        this.pid = pid;
        Libc.pipe(endPipe);
        poll(polled, 0, master, Libc.POLLIN);
        poll(polled, POLLFD, endPipe[0], Libc.POLLIN);
        poll(room, 0, master, Libc.POLLOUT);
        Thread reaper = new Thread(this::reap, "jshare-reaper");
        reaper.setDaemon(true);
        reaper.start();
    }

    private static void poll(Memory descriptors, int at, int descriptor, short events) {
        descriptors.setInt(at, descriptor);
        descriptors.setShort(at + 4, events);
        descriptors.setShort(at + REVENTS, (short) 0);
    }

    /** Wakes the reader when the child has ended: background jobs may keep the other side of the terminal open. */
    private void reap() {
        status = Libc.exitStatus(pid);
        ended.countDown();
        Libc.write(endPipe[1], new byte[1], 1);
        Closing.CLEANER.register(this, closing(new int[] {master, endPipe[0], endPipe[1]}));
    }

    private static Runnable closing(int[] descriptors) {
        return () -> {
            for (int descriptor : descriptors) {
                Libc.close(descriptor);
            }
        };
    }

    /** Loads what a start needs; on another thread beforehand it saves the start some milliseconds. */
    public static void prepare() {
        Libc.load();
        PtyLibrary.load();
    }

    /** Loads what makes keys and output faster, which takes some 20 ms; any thread. */
    public void quicken() {
        Libc.bind();
        input = NativeStream.of(master);
    }

    /**
     * Starts a command in a new session of its own, with the pseudo-terminal as its controlling terminal.
     *
     * @param command an executable's absolute path and its arguments; where there is none the child only prints a message
     * @param directory an existing directory; the child silently stays where it is otherwise
     * @param environment all of it
     */
    public static LocalPty start(
            List<String> command, Path directory, Map<String, String> environment, int cols, int rows)
            throws IOException {
        int master = Libc.openMaster();
        String slave = Libc.slaveName(master);
        if (Libc.MAC) {
            // macOS throws away what a child printed just before its end unless somebody holds the other side open.
            Libc.holdOpen(slave);
        }
        setSize(master, cols, rows);
        List<String> variables = new ArrayList<>();
        for (Map.Entry<String, String> each : environment.entrySet()) {
            variables.add(each.getKey() + "=" + each.getValue());
        }
        int pid = spawn(command.toArray(new String[0]), variables.toArray(new String[0]), directory, slave, master);
        if (pid <= 0) {
            Libc.close(master);
            throw new IOException("no process could be started for " + command.get(0));
        }
        return new LocalPty(master, pid);
    }

    /**
     * Forks where SIGQUIT is not held back, as it is on all of Java's threads, and no signal of a terminal's is ignored, as they
     * are under nohup(1) and in the background of scripts: the child inherits both.
     */
    private static int spawn(String[] argv, String[] variables, Path directory, String slave, int master) {
        StringArray arguments = new StringArray(argv);
        StringArray environment = new StringArray(variables);
        byte[] mask = Libc.admitSigquit();
        List<Integer> ignored = Libc.heed(TERMINAL_SIGNALS);
        try {
            return PtyLibrary.exec(argv[0], arguments, environment, directory.toString(), slave, master);
        } finally {
            Libc.ignore(ignored);
            Libc.holdBack(mask);
            Reference.reachabilityFence(arguments);
            Reference.reachabilityFence(environment);
        }
    }

    private static void setSize(int master, int cols, int rows) {
        PtyLibrary.setWindowSize(master, new short[] {(short) rows, (short) cols, 0, 0});
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        boolean failed = false;
        while (left > 0 && (flood || awaitOutput(failed))) {
            int length = readNow(buffer);
            left -= ended.getCount() == 0 ? length : 0;
            flood = length >= FLOOD;
            if (length != 0) {
                return length;
            }
            failed = true;
        }
        return -1;
    }

    /** Waits for output or the end. After a read that failed: whether there is output, since nothing else is worth another. */
    private boolean awaitOutput(boolean failed) throws IOException {
        while (true) {
            try {
                Libc.poll(polled, 2, -1);
                return !failed || (polled.getShort(REVENTS) & Libc.POLLIN) != 0;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Libc.EINTR) {
                    throw new IOException("the terminal cannot be read", e);
                }
            }
        }
    }

    /** As read(2), but -1 for the end, and 0 if it fails: nothing is there after all, or nobody has the other side open. */
    private int readNow(byte[] buffer) {
        FileInputStream stream = input;
        try {
            if (stream != null) {
                if (!lengthened) {
                    lengthened = true;
                    TimeSlice.lengthen();
                }
                return stream.read(buffer, 0, READ_SIZE);
            }
            int length = (int) Libc.read(master, buffer, READ_SIZE);
            return length > 0 ? length : -1;
        } catch (IOException | LastErrorException e) {
            return 0;
        }
    }

    /** The kernel says POLLOUT while its buffer of 64 KiB in front of the terminal is not full. */
    @Override
    public void awaitRoom() throws IOException {
        awaitRoom(room);
    }

    private static void awaitRoom(Memory polled) throws IOException {
        try {
            Libc.poll(polled, 1, -1);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Libc.EINTR) {
                throw new IOException("the terminal cannot be written", e);
            }
        }
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        byte[] rest = bytes;
        int left = length;
        while (left > 0) {
            int written = offer(rest, left);
            left -= written;
            rest = written > 0 && left > 0 ? Arrays.copyOfRange(rest, written, written + left) : rest;
            if (left > 0) {
                Memory descriptor = new Memory(POLLFD);
                poll(descriptor, 0, master, Libc.POLLOUT);
                awaitRoom(descriptor);
            }
        }
    }

    @Override
    public int offer(byte[] bytes, int length) throws IOException {
        byte[] given =
                length == bytes.length ? bytes : Arrays.copyOf(bytes, length); // JNA copies all of it, in and out.
        while (true) {
            try {
                return (int) Libc.write(master, given, length);
            } catch (LastErrorException e) {
                if (e.getErrorCode() == Libc.EAGAIN) {
                    return 0;
                } else if (e.getErrorCode() != Libc.EINTR) {
                    throw new IOException("the shell takes no more input", e);
                }
            }
        }
    }

    @Override
    public void resize(int cols, int rows) {
        setSize(master, cols, rows); // Which fails if the child has just ended.
    }

    @Override
    public void hangUp() {
        if (ended.getCount() > 0 && Libc.kill(-pid, Libc.SIGHUP) != 0) {
            Libc.kill(pid, Libc.SIGHUP);
        }
    }

    @Override
    public int waitFor() throws InterruptedException {
        ended.await();
        return status;
    }
}
