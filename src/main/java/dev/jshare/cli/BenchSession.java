package dev.jshare.cli;

import dev.jshare.load.Emitter;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session on loopback to measure: another jshare, as users start it, in which an {@link Emitter} runs. It ends by itself,
 * too, should nobody end it.
 */
final class BenchSession implements AutoCloseable {
    /** How the emitter is started; no option, so that it is in no help and no completion. Bytes a second and seconds follow. */
    static final String EMIT = "--internal-emit";

    private static final Pattern LINK = Pattern.compile("\"role\":\"watch\",\"url\":\"([^\"]+)\"");

    private final Process server;
    private final String link;

    private BenchSession(Process server, String link) {
        this.server = server;
        this.link = link;
    }

    /**
     * Starts a session, and waits until it can be joined.
     *
     * @param lifetime after which it ends by itself
     * @throws CliException if it does not start
     */
    static BenchSession start(int viewers, int bytesPerSecond, Duration lifetime, Map<String, String> environment)
            throws IOException {
        List<String> jshare = jshare();
        List<String> command = new ArrayList<>(jshare);
        command.addAll(List.of("--headless", "--json", "--name", "bench", "--listen", "127.0.0.1:0"));
        command.addAll(List.of("--max-viewers", String.valueOf(viewers), "--"));
        command.addAll(jshare);
        command.addAll(List.of(EMIT, String.valueOf(bytesPerSecond), String.valueOf(lifetime.toSeconds())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(plain(environment));
        Process server = builder.start();
        BufferedReader output = server.inputReader();
        String line = output.readLine();
        Matcher found = LINK.matcher(line == null ? "" : line);
        if (!found.find()) {
            server.destroy();
            throw new CliException(ExitCode.FAILED, "The session to measure did not start; its message is above.");
        }
        return new BenchSession(server, found.group(1));
    }

    /** This program by the command that starts it: the launcher, a jar, or classes that are not packed. */
    private static List<String> jshare() {
        String path = System.getProperty("java.class.path", "");
        if (Files.isExecutable(Path.of(path)) && Files.isRegularFile(Path.of(path))) {
            return List.of(path);
        }
        return List.of(System.getProperty("java.home") + "/bin/java", "-cp", path, Main.class.getName());
    }

    /** Without the user's own defaults, which are not what is measured. */
    private static Map<String, String> plain(Map<String, String> environment) {
        Map<String, String> plain = new HashMap<>(environment);
        plain.keySet().removeIf(name -> name.startsWith("JSHARE_") && !name.startsWith("JSHARE_JAVA"));
        plain.put("XDG_CONFIG_HOME", "/dev/null");
        return plain;
    }

    /** The program in the session. */
    static int emit(int bytesPerSecond, long seconds) {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            new Emitter(out, bytesPerSecond).run(seconds);
            return ExitCode.OK;
        } catch (IOException e) {
            return ExitCode.FAILED; // The session is over.
        }
    }

    String link() {
        return link;
    }

    /** How long the server has computed so far, or null where the system does not say. */
    @Nullable
    Duration cpu() {
        return server.info().totalCpuDuration().orElse(null);
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
