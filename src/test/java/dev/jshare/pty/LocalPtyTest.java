package dev.jshare.pty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
class LocalPtyTest {
    @TempDir
    Path directory;

    private final byte[] buffer = new byte[Pty.READ_SIZE];

    @Test
    void everyKeyComesBackAndThenTheEnd() throws Exception {
        LocalPty pty = start("stty raw -echo; printf ready; dd bs=1 count=300 2>/dev/null; exit 3");
        assertEquals("ready", read(pty, 5));
        for (int i = 0; i < 300; i++) {
            String key = String.valueOf((char) ('a' + i % 26));
            type(pty, key);
            assertEquals(key, read(pty, 1));
        }
        assertEquals(-1, pty.read(buffer));
        assertEquals(3, pty.waitFor());
    }

    /** The reader may stand still, as with a stopped console: whoever types is not held up by that. */
    @Test
    void keysNeedNobodyWhoReads() throws Exception {
        int keys = 70_000;
        LocalPty pty = start("stty raw -echo; printf ready; head -c " + keys + " >/dev/null; printf done");
        assertEquals("ready", read(pty, 5));
        for (int i = 0; i < keys; i++) {
            type(pty, "k");
        }
        assertEquals("done", read(pty, 4));
        assertEquals(-1, pty.read(buffer));
    }

    @Test
    void whatIsPrintedLongAfterAKeyIsRead() throws Exception {
        LocalPty pty = start("mkfifo go; stty raw -echo; printf ready; head -c 1 >/dev/null; cat go");
        assertEquals("ready", read(pty, 5));
        type(pty, "k");
        Files.writeString(directory.resolve("go"), "late");
        assertEquals("late", read(pty, 4));
        assertEquals(-1, pty.read(buffer));
    }

    @Test
    void theEndIsTheShellsAndNotThatOfAJobThatPrintsForEver() throws Exception {
        LocalPty pty = start("trap '' HUP; yes & echo $! >job; exit 3");
        assertEquals(3, pty.waitFor());
        long rest = 0;
        for (int length = pty.read(buffer); length >= 0; length = pty.read(buffer)) {
            rest += length;
        }
        ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("job")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
        assertTrue(rest < 1024 * 1024, rest + " bytes");
    }

    private LocalPty start(String script) throws IOException {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        return LocalPty.start(List.of("/bin/sh", "-c", script), directory, environment, 80, 24);
    }

    private static void type(LocalPty pty, String keys) throws IOException {
        pty.write(keys.getBytes(UTF_8), keys.length());
    }

    private String read(LocalPty pty, int length) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int count = pty.read(buffer);
            assertTrue(count > 0, "the end, after: " + text);
            text.append(new String(buffer, 0, count, UTF_8));
        }
        return text.toString();
    }
}
