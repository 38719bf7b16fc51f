package dev.jshare.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jline.nativ.CLibrary;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The real console: standard input and output as raw file descriptors, with JLine's native library for attributes and size.
 * JLine's own Terminal is not used here: it probes the user's terminal for a quarter of a second, may change its modes, and
 * buffers.
 */
public final class JLineConsole implements Console {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final FileInputStream in = new FileInputStream(FileDescriptor.in);
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private CLibrary.@Nullable Termios cooked; // Guarded by this.

    /** Whether standard input and output are both a terminal, so that there is a console at all. */
    public static boolean present() {
        return CLibrary.isatty(STDIN) == 1 && CLibrary.isatty(STDOUT) == 1;
    }

    /** Whether standard error goes to a terminal, where colours are of use. */
    public static boolean errorsAreSeen() {
        return CLibrary.isatty(STDERR) == 1;
    }

    @Override
    public int cols() {
        return Math.max(1, size().ws_col & 0xffff);
    }

    @Override
    public int rows() {
        return Math.max(1, size().ws_row & 0xffff);
    }

    /** 80 by 24 where the terminal does not know its size, as some serial lines do. */
    private static CLibrary.WinSize size() {
        CLibrary.WinSize size = new CLibrary.WinSize();
        if (CLibrary.ioctl(STDOUT, CLibrary.TIOCGWINSZ, size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
            return new CLibrary.WinSize((short) 24, (short) 80);
        }
        return size;
    }

    @Override
    public synchronized void enterRaw() {
        CLibrary.Termios before = attributes();
        CLibrary.Termios raw = attributes();
        RawMode.ofThisSystem().apply(raw);
        cooked = before;
        CLibrary.tcsetattr(STDIN, CLibrary.TCSANOW, raw);
    }

    @Override
    public synchronized void restore() {
        if (cooked != null) {
            CLibrary.tcsetattr(STDIN, CLibrary.TCSANOW, cooked);
            cooked = null;
        }
    }

    private static CLibrary.Termios attributes() {
        CLibrary.Termios attributes = new CLibrary.Termios();
        CLibrary.tcgetattr(STDIN, attributes);
        return attributes;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return in.read(buffer);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public void onResize(Runnable listener) {
        Signals.register("WINCH", listener);
    }
}
