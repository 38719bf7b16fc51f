package dev.jshare.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Somebody who has joined by {@code jshare join}, in a terminal of their own with a shell around it. */
final class Guest implements AutoCloseable {
    /** What stands on the guest's terminal before. */
    static final String BEFORE = "what was there before";

    private final Sandbox sandbox;
    private final String name;
    private final Tmux terminal;

    private Guest(Sandbox sandbox, String name, Tmux terminal) {
        this.sandbox = sandbox;
        this.name = name;
        this.terminal = terminal;
    }

    /** @param link none if it is empty */
    static Guest join(Sandbox sandbox, String name, int cols, int rows, String link, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Sandbox.LAUNCHER.toString(), "join"));
        words.addAll(List.of(options));
        if (!link.isEmpty()) {
            words.add(link);
        }
        String command = words.stream().map(Tmux::quoted).collect(Collectors.joining(" "));
        Files.writeString(sandbox.file(name + ".sh"), """
                echo '%1$s'
                stty -g >../%2$s.before
                %3$s 2>../%2$s.errors
                echo $? >../%2$s.new
                stty -g >../%2$s.after
                mv ../%2$s.new ../%2$s.status
                exec cat
                """.formatted(BEFORE, name, command));
        return new Guest(sandbox, name, Tmux.open(sandbox, name, cols, rows, List.of("sh", "../" + name + ".sh")));
    }

    Tmux terminal() {
        return terminal;
    }

    /** The process of {@code jshare join}. */
    ProcessHandle process() throws Exception {
        return Await.value(
                "the process of jshare join",
                () -> terminal.process().children().findFirst(),
                terminal::screen);
    }

    /** Its Java, for which the launcher waits. */
    ProcessHandle java() throws Exception {
        ProcessHandle launcher = process();
        return Await.value("the Java of jshare join", () -> launcher.children().findFirst(), terminal::screen);
    }

    /** Waits for its end; the exit status. */
    int awaitStatus() throws Exception {
        Path status = sandbox.file(name + ".status");
        Await.until("the end of jshare join", () -> Files.exists(status), terminal::screen);
        return Integer.parseInt(Files.readString(status).strip());
    }

    String errors() throws IOException {
        return sandbox.read(name + ".errors");
    }

    /** Waits until the terminal has taken in what was written at the end, and is as it was before. */
    void awaitRestored() throws Exception {
        Await.until("the terminal is restored", this::isRestored, terminal::screen);
    }

    /** Its attributes (stty -g), its modes, what it showed. */
    private boolean isRestored() throws IOException, InterruptedException {
        return sandbox.read(name + ".before").equals(sandbox.read(name + ".after"))
                && terminal.screen().startsWith(BEFORE)
                && terminal.show(
                                "#{alternate_on} #{cursor_flag} #{keypad_flag}#{keypad_cursor_flag} #{mouse_any_flag} #{wrap_flag}")
                        .equals("0 1 00 0 1");
    }

    @Override
    public void close() throws Exception {
        terminal.close();
    }

    /** A shell that is shared without a terminal. */
    static final class Headless implements AutoCloseable {
        private final Process process;
        private final Json facts;

        Headless(Sandbox sandbox, String size, List<String> options, String... command) throws IOException {
            List<String> words = new ArrayList<>(
                    List.of(Sandbox.LAUNCHER.toString(), "--headless", "--json", "--type", "--size", size, "--listen"));
            words.add("127.0.0.1:0");
            words.addAll(options);
            words.add("--");
            words.addAll(List.of(command));
            process = sandbox.process(words)
                    .redirectError(sandbox.file("headless.errors").toFile())
                    .start();
            facts = Json.parse(process.inputReader().readLine());
        }

        Json facts() {
            return facts;
        }

        String session() {
            return facts.get("session").text();
        }

        String link(String role) {
            return facts.get("links").list().stream()
                    .filter(link -> link.get("role").text().equals(role))
                    .map(link -> link.get("url").text())
                    .findFirst()
                    .orElseThrow();
        }

        int port() {
            return URI.create(link("watch")).getPort();
        }

        Process process() {
            return process;
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            if (!process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("jshare does not end");
            }
        }
    }
}
