package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeDirectoryTest {
    static final long USER = new UnixSystem().getUid();

    @TempDir
    Path parent;

    private RuntimeDirectory directory() {
        return new RuntimeDirectory(parent.resolve("jshare"), true, USER);
    }

    private static void assertRefused(RuntimeDirectory directory, String why) {
        for (var use : List.<org.junit.jupiter.api.function.Executable>of(
                directory::check, directory::sessions, () -> directory.prepare("id"))) {
            ControlException refusal = assertThrows(ControlException.class, use);
            assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        }
    }

    @Test
    void itIsWhereTheDesktopSaysOrInTheTemporaryDirectory() {
        assertEquals(
                Path.of("/run/user/7/jshare"),
                RuntimeDirectory.of(Map.of("XDG_RUNTIME_DIR", "/run/user/7", "TMPDIR", "/var/tmp"))
                        .path());
        String own = "jshare-" + USER;
        assertEquals(
                Path.of("/var/tmp", own),
                RuntimeDirectory.of(Map.of("TMPDIR", "/var/tmp")).path());
        assertEquals(Path.of("/tmp", own), RuntimeDirectory.of(Map.of()).path());
        assertEquals(
                Path.of("/tmp", own),
                RuntimeDirectory.of(Map.of("XDG_RUNTIME_DIR", "", "TMPDIR", "relative"))
                        .path());
    }

    @Test
    void trap30ItIsMadeForItsOwnerAlone() throws Exception {
        directory().prepare("id");
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("jshare"))));
        assertDoesNotThrow(() -> directory().prepare("another"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r-x", "rwx-w----", "rwxrwxrwx", "r-x------"})
    void trap30ADirectoryThatOthersMayEnterIsRefused(String mode) throws Exception {
        Files.createDirectory(parent.resolve("jshare"));
        Files.setPosixFilePermissions(parent.resolve("jshare"), PosixFilePermissions.fromString(mode));
        assertRefused(directory(), "may be entered by others");
    }

    @Test
    void trap30ADirectoryOfSomebodyElseIsRefused() throws Exception {
        directory().prepare("id");
        assertRefused(new RuntimeDirectory(parent.resolve("jshare"), true, USER + 1), "belongs to another user");
    }

    @Test
    void trap27ALinkToADirectoryIsRefused() throws Exception {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(parent.resolve("jshare"), elsewhere);
        assertRefused(directory(), "is no directory");
    }

    @Test
    void trap27ALinkToNowhereIsRefused() throws Exception {
        Files.createSymbolicLink(parent.resolve("jshare"), parent.resolve("nowhere"));
        assertRefused(directory(), "is no directory");
        assertFalse(Files.exists(parent.resolve("nowhere")));
    }

    @Test
    void aFileIsRefused() throws Exception {
        Files.createFile(parent.resolve("jshare"));
        assertRefused(directory(), "is no directory");
    }

    @Test
    void whereNoneIsNoSessionRuns() throws Exception {
        assertEquals(List.of(), directory().sessions());
        assertFalse(Files.exists(parent.resolve("jshare")), "looking makes nothing");
    }

    @Test
    void whyItCannotBeMadeIsSaid() {
        Path nowhere = parent.resolve("nowhere/jshare");
        ControlException refusal =
                assertThrows(ControlException.class, () -> new RuntimeDirectory(nowhere, false, USER).prepare("id"));
        assertEquals(
                "cannot make the directory " + nowhere + " (what it is in is not there); set XDG_RUNTIME_DIR to a"
                        + " directory of your own",
                refusal.getMessage());
    }

    @Test
    void aPathTooLongForASocketIsExplained() {
        Path deep = parent.resolve("d".repeat(RuntimeDirectory.MAX_PATH));
        ControlException refusal =
                assertThrows(ControlException.class, () -> new RuntimeDirectory(deep, true, USER).prepare("id"));
        assertTrue(refusal.getMessage().contains("longer than a socket's may be"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("set XDG_RUNTIME_DIR"), refusal.getMessage());
    }

    @Test
    void aPathJustShortEnoughIsTaken() throws Exception {
        int rest = RuntimeDirectory.MAX_PATH - parent.toString().length() - "//id.sock".length();
        Path path = parent.resolve("d".repeat(rest));
        RuntimeDirectory directory = new RuntimeDirectory(path, true, USER);
        assertEquals(
                RuntimeDirectory.MAX_PATH, directory.socket("id").toString().length());
        assertDoesNotThrow(() -> directory.prepare("id"));
        assertThrows(ControlException.class, () -> directory.prepare("id1"));
    }

    @Test
    void onlySocketsOfSessionsAreListed() throws Exception {
        RuntimeDirectory directory = directory();
        directory.prepare("id");
        for (String name : List.of("b2.sock", "a1.sock", "a1.prompt", ".c3", ".sock", "d d.sock", "x.sock.new")) {
            Files.createFile(parent.resolve("jshare").resolve(name));
        }
        assertEquals(List.of("a1", "b2"), directory.sessions());
    }

    @Test
    void whatASessionLeftIsRemovedAndTheTemporaryDirectoryWithTheLast() throws Exception {
        RuntimeDirectory directory = directory();
        directory.prepare("one");
        for (String session : List.of("one", "two")) {
            Files.createFile(directory.socket(session));
            Files.createFile(directory.prompt(session));
        }
        directory.clear("one");
        assertEquals(List.of("two"), directory.sessions());
        assertFalse(Files.exists(directory.prompt("one")));
        directory.clear("two");
        assertFalse(Files.exists(directory.path()));
        assertDoesNotThrow(() -> directory.clear("two"));
    }

    @Test
    void theDesktopsDirectoryStays() throws Exception {
        RuntimeDirectory directory = new RuntimeDirectory(parent.resolve("jshare"), false, USER);
        directory.prepare("one");
        Files.createFile(directory.socket("one"));
        directory.clear("one");
        assertTrue(Files.exists(directory.path()));
    }
}
