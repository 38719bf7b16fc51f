package dev.jshare.pty;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A child process of this machine, spawned by pty4j, whose traps are kept in here. */
public final class LocalPty implements Pty {
    private final UnixPtyProcess process;
    private final InputStream output;
    private final int master;

    private LocalPty(UnixPtyProcess process) {
        this.process = process;
        // Both streams at once: pty4j closes the master under a stream that was never asked for.
        this.output = process.getInputStream();
        process.getOutputStream();
        this.master = process.getPty().getMasterFD();
    }

    /**
     * Starts a command in a new session of its own, with the pseudo-terminal as its controlling terminal.
     *
     * @param command an executable's absolute path and its arguments; pty4j only prints a message when there is no such file
     * @param directory an existing directory; pty4j silently stays where it is otherwise
     * @param environment all of it
     */
    public static LocalPty start(
            List<String> command, Path directory, Map<String, String> environment, int cols, int rows)
            throws IOException {
        PtyProcess process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setDirectory(directory.toString())
                .setEnvironment(environment)
                .setInitialColumns(cols)
                .setInitialRows(rows)
                .setUnixOpenTtyToPreserveOutputAfterTermination(isMac())
                .start();
        return new LocalPty((UnixPtyProcess) process);
    }

    /** macOS throws away what a child printed just before its end unless somebody holds the other side open. */
    private static boolean isMac() {
        return System.getProperty("os.name", "").startsWith("Mac");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return output.read(buffer, 0, READ_SIZE);
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
            process.setWinSize(new WinSize(cols, rows));
        } catch (IllegalStateException e) {
            // The child has just ended.
        }
    }

    @Override
    public void hangUp() {
        process.hangup();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }
}
