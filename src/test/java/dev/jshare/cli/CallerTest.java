package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is read of other processes: real ones, which say that they are there and then wait. */
@EnabledOnOs(OS.LINUX)
class CallerTest {
    private static final List<String> WAIT =
            List.of("/bin/sh", "-c", "echo there; read line", "jshare", "-w", "two words", "");

    @TempDir
    Path temp;

    private Process process(String first) throws IOException {
        List<String> command = new ArrayList<>(WAIT);
        command.set(2, first + WAIT.get(2));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().put("CALLER", "a=b\nc");
        Process process = builder.start();
        assertEquals("there", process.inputReader().readLine());
        return process;
    }

    @Test
    void whatItWasStartedWithIsRead() throws Exception {
        Process process = process("exec 5<&0 6>&1; ");
        Caller caller = Caller.of(process.pid(), 3);
        assertEquals(List.of("-w", "two words", ""), caller.arguments());
        assertEquals("a=b\nc", caller.environment().get("CALLER"));
        assertEquals(temp.toRealPath(), caller.directory());
        assertNull(caller.terminal(), "pipes are none");
        process.destroy();
    }

    @Test
    void theTerminalIsKnownWhileALineIsWrittenElsewhere() throws Exception {
        Path terminal = Path.of("/dev/null"); // As good as one here; the line goes to a pipe.
        Process process = process("exec 5</dev/null 6>/dev/null 2>/dev/null; ");
        assertEquals(terminal, Caller.of(process.pid(), 3).terminal());
        process.destroy();
    }

    @Test
    void circumstancesAreThoseOfWhoStartedItUnlessItHasChangedThem() throws Exception {
        List<String> own = Caller.circumstances(ProcessHandle.current().pid());
        Process same = process("");
        assertEquals(own, Caller.circumstances(same.pid()));
        same.destroy();
        for (String change :
                List.of("umask 027; ", "ulimit -c 0; ulimit -S -t 1000; ", "renice -n 5 -p $$ >/dev/null; ")) {
            Process other = process(change);
            assertNotEquals(own, Caller.circumstances(other.pid()), change);
            other.destroy();
        }
    }

    @Test
    void javaMustHaveBeenToldTheSame() throws IOException {
        Map<String, String> here = Map.of("TZ", "UTC", "PATH", "/bin", "FOO", "1");
        Caller caller = new Caller(List.of(), here, temp, null);
        assertTrue(caller.suits(Map.of("TZ", "UTC", "PATH", "/bin", "FOO", "2")));
        assertEquals(false, caller.suits(Map.of("PATH", "/bin")));
        assertEquals(false, caller.suits(Map.of("TZ", "UTC", "PATH", "/bin", "LANG", "C")));
    }
}
