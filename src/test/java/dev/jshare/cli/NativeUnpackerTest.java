package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeUnpackerTest {
    @TempDir
    Path cache;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x86-64",
                "linux-aarch64",
                "linux-musl-x86-64",
                "linux-musl-aarch64",
                "darwin-x86-64",
                "darwin-aarch64"
            })
    void everyShippedPlatformHasItsLibraries(String platform) throws IOException {
        Path target = cache.resolve("new/natives");

        assertTrue(NativeUnpacker.unpack(target, platform));

        try (Stream<Path> found = Files.walk(target).filter(Files::isRegularFile)) {
            List<Path> files = found.toList();
            assertEquals(2, files.size());
            for (Path file : files) {
                assertTrue(Files.size(file) > 1000, file + " is too small to be a library");
                assertTrue(Files.isExecutable(file), file.toString());
            }
        }
        assertEquals(List.of("natives"), namesIn(target.getParent()), "nothing but the directory is left");
    }

    @Test
    void onlyTheOwnerCanReachTheLibraries() throws IOException {
        Path target = cache.resolve("natives");
        NativeUnpacker.unpack(target, "linux-x86-64");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    }

    @Test
    void aPlatformThatIsNotShippedUnpacksNothing() throws IOException {
        assertFalse(NativeUnpacker.unpack(cache.resolve("natives"), "linux-sparc"));
        assertEquals(List.of(), namesIn(cache));
    }

    @Test
    void theRunThatComesSecondKeepsWhatTheFirstUnpacked() throws IOException {
        Path target = cache.resolve("natives");
        Files.createDirectories(target);
        Files.writeString(target.resolve("first"), "first");

        assertTrue(NativeUnpacker.unpack(target, "linux-x86-64"));

        assertEquals(List.of("first"), namesIn(target));
        assertEquals(List.of("natives"), namesIn(cache));
    }

    @Test
    void aDirectoryThatCannotBeMadeIsReported() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "in the way");
        assertFalse(NativeUnpacker.unpack(file.resolve("natives"), "linux-x86-64"));
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }
}
