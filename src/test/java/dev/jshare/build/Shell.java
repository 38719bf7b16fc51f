package dev.jshare.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program of the machine to its end, with exactly the environment that is given. */
final class Shell {
    /** The project's directory. */
    static final Path BASE = Path.of(System.getProperty("jshare.basedir", "."));

    private Shell() {}

    /** What a program printed (both streams, as one) and how it ended. */
    record Result(int exitCode, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    /**
     * Runs a program with empty input, in {@code directory}.
     *
     * @throws IllegalStateException if it runs for more than two minutes
     */
    static Result run(Path directory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("jshare-test", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(new File("/dev/null"));
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end; so far: " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    /** Whether the machine has this program. */
    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Makes basic tools of the machine, such as {@code sed}, and nothing else, available in a directory. */
    static void lend(Path directory, String... tools) throws IOException {
        for (String tool : tools) {
            Path bin = Path.of("/bin", tool);
            Path real = Files.exists(bin) ? bin : Path.of("/usr/bin", tool);
            script(directory.resolve(tool), "#!/bin/sh", "exec " + real + " \"$@\"");
        }
    }

    /** Makes an executable script. */
    static Path script(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.asList(lines));
        file.toFile().setExecutable(true);
        return file;
    }
}
