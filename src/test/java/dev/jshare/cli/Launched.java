package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The real launcher, as users and their scripts start it, with a home and a runtime directory of the test's own. */
final class Launched {
    private static final Path BASE =
            Path.of(System.getProperty("jshare.basedir", ".")).toAbsolutePath();
    static final Path LAUNCHER = Path.of(System.getProperty("jshare.launcher", BASE + "/target/jshare"));

    /** In seconds; much more than anything takes, even on a slow machine that others load. */
    private static final int PATIENCE = 120;

    final Path directory;
    final Map<String, String> environment = new TreeMap<>();

    Launched(Path directory) {
        this.directory = directory;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", directory.toString());
        environment.put("TMPDIR", directory.toString());
        environment.put("XDG_RUNTIME_DIR", directory.toString());
        environment.put("XDG_CACHE_HOME", BASE.resolve("target/e2e/cache").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LANG", "C.UTF-8");
    }

    /** What a command printed, on both streams, and how it ended. */
    record Result(int status, String out, String err) {
        Map<String, Object> json() {
            return Json.object(out.strip().getBytes(StandardCharsets.UTF_8));
        }
    }

    private ProcessBuilder builder(List<String> arguments) {
        // Java does not heed signals that are ignored where it is started, as Ctrl-C is behind the & of a script.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM", LAUNCHER.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", null);
        Path err = Files.createTempFile(directory, "err", null);
        Process process = builder(List.of(arguments))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(arguments) + " does not end");
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Runs a command that must succeed. */
    Result done(String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        return result;
    }

    /** Shares a program without a terminal. */
    Shared share(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("--headless", "--json"));
        if (!List.of(arguments).contains("--listen")) {
            words.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        words.addAll(List.of(arguments));
        Process process =
                builder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String card = reader.readLine();
        assertTrue(card != null, "it is shared");
        return new Shared(process, Json.object(card.getBytes(StandardCharsets.UTF_8)));
    }

    /** A share that runs, and what its first line says. */
    record Shared(Process process, Map<String, Object> card) implements AutoCloseable {
        String id() {
            return (String) card.get("session");
        }

        /** The URL of the first link. */
        String url() {
            return urls().get(0);
        }

        /** The URL of the link with this role. */
        String url(String role) {
            return ((List<?>) card.get("links"))
                    .stream()
                            .map(link -> (Map<?, ?>) link)
                            .filter(link -> role.equals(link.get("role")))
                            .map(link -> String.valueOf(link.get("url")))
                            .findFirst()
                            .orElseThrow();
        }

        /** The first link at each address. */
        List<String> urls() {
            Map<?, ?> link = (Map<?, ?>) ((List<?>) card.get("links")).get(0);
            List<?> urls = link.containsKey("urls") ? (List<?>) link.get("urls") : List.of(link.get("url"));
            return urls.stream().map(String::valueOf).toList();
        }

        int awaitEnd() throws InterruptedException {
            assertTrue(process.waitFor(PATIENCE, TimeUnit.SECONDS), "the share ends");
            return process.exitValue();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor(PATIENCE, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    /** A script that watches by a link, in {@code jshare.v1.json}. */
    static final class Visitor implements WebSocket.Listener {
        private final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        private Visitor(URI address, String token, String name) {
            String place = "ws://" + address.getAuthority() + address.getPath().replace("/s/", "/ws/");
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("jshare.v1.json", "jshare.token." + token)
                    .buildAsync(URI.create(place + "?name=" + name), this)
                    .join();
        }

        /** Joins by a link; fails with a {@link java.util.concurrent.CompletionException} if it is refused. */
        static Visitor join(String url, String name) {
            URI link = URI.create(url);
            return new Visitor(link, link.getFragment(), name);
        }

        void send(String json) {
            socket.sendText(json, true).join();
        }

        /** Says goodbye, and waits until the server has, too. */
        void leave() throws Exception {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            awaitClose();
        }

        /** Waits for a message of this type; what comes before is dropped. */
        Map<String, Object> await(String type) throws InterruptedException {
            while (true) {
                Map<String, Object> message = messages.poll(PATIENCE, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no " + type);
                } else if (type.equals(message.get("type"))) {
                    return message;
                }
            }
        }

        /** Waits until this text was printed in what has come since the last message that was waited for. */
        void awaitOutput(String wanted) throws InterruptedException {
            StringBuilder printed = new StringBuilder();
            while (printed.indexOf(wanted) < 0) {
                printed.append(await("output").get("data"));
            }
        }

        /** Waits for the end; its close code. */
        int awaitClose() throws Exception {
            return closed.get(PATIENCE, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(Json.object(partial.toString().getBytes(StandardCharsets.UTF_8)));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
