package dev.jshare.e2e;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Chromium, driven by {@code share-page/e2e/driver.mjs}; one for a class of tests. */
final class Browser implements AutoCloseable {
    private final Process driver;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final List<Page> open = new ArrayList<>();
    private int count;

    private Browser(Process driver) {
        this.driver = driver;
        this.commands = driver.outputWriter(StandardCharsets.UTF_8);
        this.answers = driver.inputReader(StandardCharsets.UTF_8);
    }

    static Browser start() throws IOException {
        Sandbox.require("node");
        if (!Files.isExecutable(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))) {
            throw new AssertionError("There is no Chromium; ./install.sh --test installs what the tests need.");
        }
        return new Browser(new ProcessBuilder("node", "driver.mjs")
                .directory(Sandbox.BASE.resolve("share-page/e2e").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Opens a link in a window of its own, which shares nothing with the others. */
    Page open(String link) throws IOException {
        return open(link, Map.of());
    }

    /** The same; options: {@code width}, {@code height} and {@code scale} of the window. */
    Page open(String link, Map<String, Integer> options) throws IOException {
        Page page = new Page(this, "page-" + ++count);
        Map<String, Object> command = new LinkedHashMap<>(options);
        command.put("url", link);
        ask(page.name(), "open", command);
        open.add(page);
        return page;
    }

    /** Closes a window. */
    void close(Page page) throws IOException {
        open.remove(page);
        ask(page.name(), "close", Map.of());
    }

    /** Closes every window. */
    void closePages() throws IOException {
        for (Page page : List.copyOf(open)) {
            close(page);
        }
    }

    /** Has the driver do something and waits for its answer. */
    Json ask(String page, String what, Map<String, ?> more) throws IOException {
        Map<String, Object> command = new LinkedHashMap<>(more);
        command.put("do", what);
        command.put("page", page);
        commands.write(Json.write(command));
        commands.newLine();
        commands.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The driver of the browser has ended; its messages are above.");
        }
        Json answer = Json.parse(line);
        if (answer.get("error").value() != null) {
            throw new IOException(
                    what + " failed in the browser: " + answer.get("error").text());
        }
        return answer.get("value");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        commands.close();
        if (!driver.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly();
        }
    }
}
