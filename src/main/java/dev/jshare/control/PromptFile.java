package dev.jshare.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file with what the prompt of a shared shell shows: {@code ●3} while three watch. The launcher prints it for
 * {@code jshare prompt}, so that no prompt waits for Java.
 */
final class PromptFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private int shown = -1; // Guarded by this, as is all below.
    private boolean closed;

    PromptFile(Path file) {
        this.file = file;
    }

    /** Shows how many watch, if that has changed. */
    synchronized void show(int watching) throws IOException {
        if (closed || watching == shown) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, OWNER_ONLY);
        Files.writeString(next, "●" + watching + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        shown = watching;
    }

    /** Has nothing more shown. */
    synchronized void close() {
        closed = true;
    }
}
