package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory of one test's own, and an environment in which nothing of the user's is seen. */
final class Sandbox {
    static final Path BASE =
            Path.of(System.getProperty("jshare.basedir", ".")).toAbsolutePath().normalize();
    static final Path LAUNCHER = Path.of(System.getProperty("jshare.launcher", BASE + "/target/jshare"))
            .toAbsolutePath();

    /** Unpacked libraries and archives of classes, for all tests. */
    static final Path CACHE = BASE.resolve("target/e2e/cache");

    /** What shells prompt with. */
    static final String PROMPT = "host$";

    private final Path directory;
    private final Map<String, String> more = new TreeMap<>();

    Sandbox(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(home());
        Files.createDirectories(temporary());
    }

    /** Where the shells start. */
    Path home() {
        return directory.resolve("home");
    }

    /** Where temporary files of everything in here go. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    /** A file beside the home directory. */
    Path file(String name) {
        return directory.resolve(name);
    }

    String read(String name) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** What the temporary directory holds. */
    List<String> leftovers() throws IOException {
        return FileTexts.below(temporary()).stream()
                .filter(path -> !path.equals(temporary()))
                .map(Path::toString)
                .toList();
    }

    /** The launcher takes the Java that runs the tests; its unpacked libraries are shared by all tests. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home().toString());
        environment.put("TMPDIR", temporary().toString());
        environment.put("XDG_CACHE_HOME", CACHE.toString());
        environment.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JSHARE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary());
        environment.put("SHELL", "/bin/sh");
        environment.put("PS1", PROMPT + " ");
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "xterm-256color");
        environment.putAll(more);
        return environment;
    }

    /** Sets a variable for what is started from now on. */
    void set(String variable, String value) {
        more.put(variable, value);
    }

    /** A process in the home directory with this environment. */
    ProcessBuilder process(List<String> command) {
        require(command.get(0));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder;
    }

    /** Runs a program to its end; what it printed. */
    String run(List<String> command) throws IOException, InterruptedException {
        Process process = process(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    /** Fails, with advice, where a program is missing. */
    static void require(String program) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each).resolve(program)));
        if (!found) {
            fail("There is no " + program + "; ./install.sh --test installs what the tests need.");
        }
    }
}
