package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** xterm.js itself judges the snapshots of the built jar, where the judge stands beside the project. */
class SnapshotOracleIT {
    private static final Path ORACLE = Path.of(System.getProperty("jshare.basedir", "."))
            .toAbsolutePath()
            .resolve("../shared/oracle")
            .normalize();

    @TempDir
    Path temp;

    @Test
    @Timeout(value = 1000, unit = TimeUnit.SECONDS)
    void everySnapshotIsRight() throws Exception {
        run("100", "catalogue,cuts,recordings");
    }

    @Test
    @Timeout(value = 1000, unit = TimeUnit.SECONDS)
    void nearlyEverySnapshotOfNonsenseIsRight() throws Exception {
        run("98", "fuzz");
    }

    private void run(String score, String suites) throws Exception {
        assumeTrue(Files.isExecutable(ORACLE.resolve("oracle")), "skipped: there is no " + ORACLE);
        // The judge installs its modules beside itself, so a copy runs where it may write.
        Path copy = temp.resolve("oracle");
        start(List.of("cp", "-R", ORACLE.toString(), copy.toString()));
        start(List.of("chmod", "-R", "u+w", copy.toString()));
        start(List.of(copy.resolve("oracle").toString(), "--suite", suites, "--min-score", score, "--shrink", "1"));
    }

    private void start(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JSHARE", "java -jar '" + System.getProperty("jshare.jar") + "'");
        Path log = temp.resolve("log");
        Process process = builder.redirectOutput(log.toFile()).start();
        try {
            assertTrue(process.waitFor(990, TimeUnit.SECONDS), "still running: " + command);
            assertEquals(0, process.exitValue(), () -> command + "\n" + read(log));
        } finally {
            process.destroy();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (java.io.IOException e) {
            return "no output: " + e;
        }
    }
}
