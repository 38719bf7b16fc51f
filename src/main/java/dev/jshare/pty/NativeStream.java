package dev.jshare.pty;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Java's own stream on a descriptor that Java has not opened. Its calls take less than JNA's where nothing is in the processor's caches any
 * more, as after every pause between two keys. The stream is opened on some file, in whose place the descriptor is put (dup2(2)).
 */
final class NativeStream {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** A file that nothing else here has open. */
    private static final String PLACEHOLDER = "/proc/self/cmdline";

    private NativeStream() {}

    /** What is read from a descriptor, which stays open as long as the stream; null where there is no {@code /proc}. */
    static @Nullable FileInputStream of(int descriptor) {
        try {
            FileInputStream stream = new FileInputStream(PLACEHOLDER);
            try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
                for (Path each : all) {
                    if (isPlaceholder(each)) {
                        Libc.duplicate(descriptor, Integer.parseInt(String.valueOf(each.getFileName())));
                        return stream;
                    }
                }
            }
            stream.close();
        } catch (IOException e) {
            // Then by JNA as before.
        }
        return null;
    }

    private static boolean isPlaceholder(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor)
                    .equals(Path.of(PLACEHOLDER.replace(
                            "self", Long.toString(ProcessHandle.current().pid()))));
        } catch (IOException e) {
            return false; // The one by which the directory was read.
        }
    }
}
