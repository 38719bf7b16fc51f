package dev.jshare.pty;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native library of pty4j, called without pty4j's classes: those are some hundred, with a logger and proxies, and loading
 * them takes longer than the fork.
 */
final class PtyLibrary {
    /** Where the launcher has unpacked it; pty4j's own name for that. */
    private static final String FOLDER = "pty4j.preferred.native.folder";

    private static final NativeLibrary LIBRARY = library();

    private PtyLibrary() {}

    /** Does nothing but have it loaded. */
    static void load() {}

    /**
     * Forks; the child becomes the leader of a session with the slave side as its terminal and its three streams, and executes
     * the program (exec_pty.c; the last arguments are for a standard error of its own, and for Cygwin). Its process id, or less
     * than 1 if that failed.
     *
     * @param argv strings, then null, as is {@code envp}
     */
    static int exec(String program, Pointer argv, Pointer envp, String directory, String slave, int master) {
        Object[] arguments = {program, argv, envp, directory, slave, master, null, -1, 0};
        return LIBRARY.getFunction("exec_pty").invokeInt(arguments);
    }

    /** TIOCSWINSZ with a {@code struct winsize}: rows, columns, and two zeros. */
    static void setWindowSize(int master, short[] size) {
        LIBRARY.getFunction("set_window_size").invokeInt(new Object[] {master, size});
    }

    private static NativeLibrary library() {
        String arch = System.getProperty("os.arch", "");
        String platform = Libc.MAC
                ? "darwin/libpty.dylib"
                : "linux/" + (arch.equals("amd64") || arch.equals("x86_64") ? "x86-64" : arch) + "/libpty.so";
        String folder = System.getProperty(FOLDER);
        if (folder != null) {
            return NativeLibrary.getInstance(Path.of(folder, platform).toString());
        }
        try {
            File copy = Native.extractFromResourcePath(
                    "/resources/com/pty4j/native/" + platform, PtyLibrary.class.getClassLoader());
            try {
                return NativeLibrary.getInstance(copy.toString());
            } finally {
                Files.delete(copy.toPath()); // Once it is loaded the file is not needed.
            }
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(e.getMessage());
        }
    }
}
