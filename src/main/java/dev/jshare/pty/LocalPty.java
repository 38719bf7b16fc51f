package dev.jshare.pty;

import com.pty4j.WinSize;
import com.pty4j.unix.CLibrary;
import com.pty4j.unix.PtyHelpers;
import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A child process of this machine, spawned by pty4j, whose traps are kept in here. */
public final class LocalPty implements Pty {
    /** Size of a {@code struct pollfd}: int fd, short events, short revents. */
    private static final int POLLFD = 8;

    private static final int REVENTS = 6;

    private static final int SIGHUP = 1;
    private static final int O_WRONLY = 1;

    private final com.pty4j.unix.Pty terminal; // Closes itself when it is collected.
    private final int master;
    private final int pid;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int status;
    private final int[] endPipe = new int[2]; // Readable once the child has ended.
    private final Memory polled = new Memory(2 * POLLFD); // The master, then the pipe; the reading thread only.

    private final Memory room = new Memory(POLLFD); // The master; the thread that awaits room only.

    private LocalPty(com.pty4j.unix.Pty terminal, int pid) {
        this.terminal = terminal;
        this.master = terminal.getMasterFD();
        this.pid = pid;
        Libc.pipe(endPipe);
        polled.clear();
        polled.setInt(0, master);
        polled.setShort(4, Libc.POLLIN);
        polled.setInt(POLLFD, endPipe[0]);
        polled.setShort(POLLFD + 4, Libc.POLLIN);
        room.clear();
        room.setInt(0, master);
        room.setShort(4, Libc.POLLOUT);
        Thread reaper = new Thread(this::reap, "jshare-reaper");
        reaper.setDaemon(true);
        reaper.start();
    }

    /** Wakes the reader when the child has ended: background jobs may keep the other side of the terminal open. */
    private void reap() {
        status = Libc.exitStatus(pid);
        ended.countDown();
        Libc.write(endPipe[1], new byte[1], 1);
    }

    /**
     * Starts a command in a new session of its own, with the pseudo-terminal as its controlling terminal. Not by pty4j's
     * own process: that forks on a thread that holds SIGQUIT back, as all of Java's do, and the child would inherit it.
     *
     * @param command an executable's absolute path and its arguments; pty4j only prints a message when there is no such file
     * @param directory an existing directory; pty4j silently stays where it is otherwise
     * @param environment all of it
     */
    public static LocalPty start(
            List<String> command, Path directory, Map<String, String> environment, int cols, int rows)
            throws IOException {
        com.pty4j.unix.Pty terminal = new com.pty4j.unix.Pty();
        if (isMac()) {
            // macOS throws away what a child printed just before its end unless somebody holds the other side open.
            CLibrary.open(terminal.getSlaveName(), O_WRONLY);
        }
        terminal.setWindowSize(new WinSize(cols, rows), null);
        String[] argv = command.toArray(String[]::new);
        String[] variables = environment.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
        int pid = Libc.withSigquit(() -> PtyHelpers.execPty(
                argv[0],
                argv,
                variables,
                directory.toString(),
                terminal.getSlaveName(),
                terminal.getMasterFD(),
                null,
                -1,
                false));
        if (pid <= 0) {
            throw new IOException("no process could be started for " + argv[0]);
        }
        return new LocalPty(terminal, pid);
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").startsWith("Mac");
    }

    @Override
    public long pid() {
        return pid;
    }

    /** Not through pty4j's stream, which costs some thirty times as much. */
    @Override
    public int read(byte[] buffer) throws IOException {
        while (true) {
            try {
                Libc.poll(polled, 2, -1);
                if (polled.getShort(REVENTS) == 0) {
                    return -1; // Only the end is there to be read.
                }
                int length = (int) Libc.read(master, buffer, READ_SIZE);
                return length > 0 ? length : -1;
            } catch (LastErrorException e) {
                if (e.getErrorCode() == Libc.EIO) {
                    return -1; // The last one who had the other side open has closed it.
                } else if (e.getErrorCode() != Libc.EINTR) {
                    throw new IOException("the terminal cannot be read", e);
                }
            }
        }
    }

    /** The kernel says POLLOUT while its buffer of 64 KiB in front of the terminal is not full. */
    @Override
    public void awaitRoom() throws IOException {
        try {
            Libc.poll(room, 1, -1);
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
            try {
                // Not through pty4j's stream: that ignores how much was written.
                int written = (int) Libc.write(master, rest, left);
                left -= written;
                rest = left > 0 ? Arrays.copyOfRange(rest, written, written + left) : rest;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Libc.EINTR) {
                    throw new IOException("the shell takes no more input", e);
                }
            }
        }
    }

    @Override
    public void resize(int cols, int rows) {
        try {
            terminal.setWindowSize(new WinSize(cols, rows), null);
        } catch (IOException e) {
            // The child has just ended.
        }
    }

    @Override
    public void hangUp() {
        if (ended.getCount() > 0 && PtyHelpers.getInstance().killpg(pid, SIGHUP) != 0) {
            PtyHelpers.getInstance().kill(pid, SIGHUP);
        }
    }

    @Override
    public int waitFor() throws InterruptedException {
        ended.await();
        return status;
    }
}
