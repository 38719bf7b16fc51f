package dev.jshare.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The real console: standard input and output as raw file descriptors. JLine's terminal is not used: it probes the user's for
 * a quarter of a second, may change its modes, and buffers; nor is its native library, whose loader takes 15 ms.
 */
public final class TtyConsole implements Console {
    private static final int STDIN = 0;

    /** File descriptors. */
    public static final int STDOUT = 1;

    public static final int STDERR = 2;

    private final FileInputStream in = new FileInputStream(FileDescriptor.in);
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private byte @Nullable [] cooked; // Guarded by this.

    /** Whether standard input and output are both a terminal, so that there is a console at all. */
    public static boolean present() {
        return Tty.isatty(STDIN) == 1 && outputIsTerminal();
    }

    /** Whether standard output is a terminal. */
    public static boolean outputIsTerminal() {
        return Tty.isatty(STDOUT) == 1;
    }

    /** Whether standard error is a terminal. */
    public static boolean errorsAreSeen() {
        return Tty.isatty(STDERR) == 1;
    }

    /** Columns and rows of the terminal behind a file descriptor; null if it is none, or does not know its size. */
    public static int @Nullable [] sizeOf(int descriptor) {
        short[] size = new short[4]; // struct winsize: rows first.
        boolean known = Tty.size(descriptor, size) == 0 && size[0] != 0 && size[1] != 0;
        return known ? new int[] {size[1] & 0xffff, size[0] & 0xffff} : null;
    }

    @Override
    public int cols() {
        return size()[0];
    }

    @Override
    public int rows() {
        return size()[1];
    }

    /** 80 by 24 where the terminal does not know its size, as some serial lines do. */
    private static int[] size() {
        int[] size = sizeOf(STDOUT);
        return size == null ? new int[] {80, 24} : size;
    }

    @Override
    public synchronized void enterRaw() {
        byte[] before = new byte[Tty.TERMIOS];
        boolean known = Tty.get(STDIN, before) == 0;
        if (known) {
            cooked = before;
            setRaw(before);
        }
    }

    private static void setRaw(byte[] before) {
        byte[] raw = before.clone();
        RawMode.ofThisSystem().apply(raw);
        Tty.set(STDIN, raw);
    }

    /** Whoever had the terminal while this process was stopped has left it in modes of their own. */
    private synchronized void reenterRaw() {
        if (cooked != null) {
            setRaw(cooked);
        }
    }

    @Override
    public synchronized void restore() {
        if (cooked != null) {
            Tty.set(STDIN, cooked);
            cooked = null;
        }
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        while (true) {
            try {
                return in.read(buffer);
            } catch (IOException e) {
                if (!Tty.makeWait(STDIN)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean awaitKeys(int millis) {
        return Tty.ready(STDIN, millis);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            if (!Tty.makeWait(STDOUT)) {
                throw e;
            }
            out.write(bytes, 0, length); // Nobody says how much was taken: twice is better than never.
        }
    }

    @Override
    public void onResize(Runnable listener) {
        Signals.register("WINCH", listener);
        Signals.register("CONT", () -> {
            reenterRaw();
            listener.run(); // A stopped process is not told of another size.
        });
    }
}
