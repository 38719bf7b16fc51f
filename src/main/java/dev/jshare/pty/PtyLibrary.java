package dev.jshare.pty;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The native library of pty4j, called without pty4j's classes: those are some hundred, with a logger and proxies, and loading
 * them takes longer than the fork.
 */
final class PtyLibrary {
    /** Where the launcher has unpacked it; pty4j's own name for that. */
    private static final String FOLDER = "pty4j.preferred.native.folder";

    static {
        Native.register(PtyLibrary.class, NativeLibrary.getInstance(file()));
    }

    private PtyLibrary() {}

    /** Does nothing but have it loaded. */
    static void load() {}

    /**
     * Forks; the child becomes the leader of a session with the slave side as its terminal and its three streams, and executes
     * the program (exec_pty.c). Its process id, or less than 1 if that failed.
     *
     * @param argv strings, then null, as is {@code envp}
     * @param errorSlave null for a standard error that is the terminal, too
     */
    static native int exec_pty(
            String program,
            Pointer argv,
            Pointer envp,
            String directory,
            String slave,
            int master,
            @Nullable String errorSlave,
            int errorMaster,
            boolean console);

    /** TIOCSWINSZ with a {@code struct winsize}: rows, columns, and two zeros. 0, or an error number. */
    static native int set_window_size(int master, short[] size);

    private static String file() {
        String arch = System.getProperty("os.arch", "");
        String platform = Libc.MAC
                ? "darwin/libpty.dylib"
                : "linux/" + (arch.equals("amd64") || arch.equals("x86_64") ? "x86-64" : arch) + "/libpty.so";
        String folder = System.getProperty(FOLDER);
        if (folder != null) {
            return Path.of(folder, platform).toString();
        }
        try {
            return Native.extractFromResourcePath(
                            "/resources/com/pty4j/native/" + platform, PtyLibrary.class.getClassLoader())
                    .toString();
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(e.getMessage());
        }
    }
}
