package dev.jshare.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** OpenSSL as an independent judge; where it is not installed a test that asks it is skipped. */
public final class Openssl {
    private Openssl() {}

    /** How it ended, and what it printed on both streams. */
    public record Result(int status, String output) {}

    /** Runs it with these words; it must succeed. What it printed. */
    static String run(String... arguments) throws IOException, InterruptedException {
        Result result = attempt(arguments);
        assertEquals(0, result.status, result.output);
        return result.output;
    }

    /** Runs it with these words. */
    public static Result attempt(String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl"))),
                "openssl is not installed");
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
