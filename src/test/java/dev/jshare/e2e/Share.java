package dev.jshare.e2e;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * jshare as a user starts it: by its launcher, from a shell in a terminal. What it prints on standard error (the card with
 * the links) goes to a file, so that the screen is the shared shell's alone.
 */
final class Share implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("(watch|type) +(http\\S+/s/[\\w-]+#[\\w-]+)");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static boolean trained; // Guarded by the class.

    private final Sandbox sandbox;
    private final Tmux terminal;

    private Share(Sandbox sandbox, Tmux terminal) {
        this.sandbox = sandbox;
        this.terminal = terminal;
    }

    /** The usual size, with a free port. */
    static Share start(Sandbox sandbox, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--listen", "127.0.0.1:0"));
        words.addAll(List.of(arguments));
        return start(sandbox, 80, 24, words);
    }

    /** Starts jshare with just these arguments. */
    static Share start(Sandbox sandbox, int cols, int rows, List<String> arguments)
            throws IOException, InterruptedException {
        train(sandbox);
        String words = arguments.stream().map(Tmux::quoted).collect(Collectors.joining(" "));
        Files.writeString(sandbox.file("share.sh"), """
                export TERM=xterm-256color
                stty -g >../before
                %s %s 2>../errors
                echo $? >../status.new
                stty -g >../after
                mv ../status.new ../status
                exec cat
                """.formatted(Tmux.quoted(Sandbox.LAUNCHER.toString()), words));
        Tmux terminal = Tmux.open(sandbox, "share", cols, rows, List.of("sh", "../share.sh"));
        return new Share(sandbox, terminal);
    }

    /** Has the archive of classes made before the first share of all tests, which would have it made behind its prompt. */
    private static synchronized void train(Sandbox sandbox) throws IOException, InterruptedException {
        if (!trained) {
            trained = true;
            ProcessBuilder training = sandbox.process(List.of(Sandbox.LAUNCHER.toString(), "--internal-train"));
            training.environment().put("XDG_CACHE_HOME", Sandbox.CACHE.toString());
            training.environment().put("PATH", Sandbox.BASE.resolve("src/test/bin") + ":" + System.getenv("PATH"));
            training.start().waitFor();
        }
    }

    Tmux terminal() {
        return terminal;
    }

    /** Waits until all of it is up: the server, the panel, and last the control socket. */
    Share awaitAll() throws Exception {
        Await.until(
                "the control socket",
                () -> sandbox.leftovers().stream().anyMatch(file -> file.endsWith(".sock")),
                terminal::screen);
        return this;
    }

    /** The process of jshare itself. */
    ProcessHandle process() throws Exception {
        awaitAll(); // Before jshare the script runs another program.
        return terminal.process().children().findFirst().orElseThrow();
    }

    /** The process that jshare started. */
    ProcessHandle shell() throws Exception {
        ProcessHandle jshare = process();
        return Await.value("the shell of jshare", () -> jshare.children().findFirst(), terminal::screen);
    }

    /** The link with this role from the card, when the server is up; it comes up behind the prompt. */
    String link(String role) throws Exception {
        String link = Await.value("a link to " + role, () -> find(errors(), role), terminal::screen);
        awaitServer(URI.create(link));
        return link;
    }

    /** How many bytes the session has taken in so far. */
    long offset() throws Exception {
        URI link = URI.create(link("watch"));
        HttpRequest request = HttpRequest.newBuilder(
                        link.resolve(link.getPath().replaceFirst("/s/", "/api/v1/sessions/")))
                .header("Authorization", "Bearer " + link.getFragment())
                .build();
        String facts = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return Json.parse(facts).get("offset").number();
    }

    /** Waits until the server at this URL can be reached; its port. */
    static int awaitServer(URI url) throws Exception {
        Await.until("a server at " + url, () -> answers(url.getPort()));
        return url.getPort();
    }

    /** Whether somebody listens on this port. */
    static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The link with this role in a text. */
    static Optional<String> find(String text, String role) {
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (link.group(1).equals(role)) {
                return Optional.of(link.group(2));
            }
        }
        return Optional.empty();
    }

    /** What jshare printed on standard error so far, without colours. */
    String errors() throws IOException {
        return COLOUR.matcher(sandbox.read("errors")).replaceAll("");
    }

    /** Waits for jshare's end; its exit status. */
    int awaitStatus() throws Exception {
        Await.until("the end of jshare", () -> Files.exists(sandbox.file("status")), terminal::screen);
        return Integer.parseInt(sandbox.read("status").strip());
    }

    /** The attributes of the terminal (stty -g) before jshare, and after it. */
    String attributesBefore() throws IOException {
        return sandbox.read("before");
    }

    String attributesAfter() throws IOException {
        return sandbox.read("after");
    }

    @Override
    public void close() throws Exception {
        terminal.close();
    }
}
