package dev.jshare.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A terminal for a user's eyes and hands: one pane of a tmux server of its own, without anybody's configuration. */
final class Tmux implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "set -g status off",
            "set -g remain-on-exit on",
            "set -g escape-time 0",
            "set -g allow-passthrough off",
            "set -g history-limit 5000");

    private static final String MODES =
            "cursor #{cursor_x},#{cursor_y} shown #{cursor_flag}, alternate #{alternate_on},"
                    + " keypad #{keypad_flag}#{keypad_cursor_flag}, mouse #{mouse_any_flag}#{mouse_sgr_flag}, insert #{insert_flag},"
                    + " origin #{origin_flag}, wrap #{wrap_flag}, region #{scroll_region_upper}-#{scroll_region_lower},"
                    + " history #{history_size}, size #{pane_width}x#{pane_height}, title #{pane_title}";

    private final Sandbox sandbox;
    private final String socket;
    private boolean closed;

    private Tmux(Sandbox sandbox, String socket) {
        this.sandbox = sandbox;
        this.socket = socket;
    }

    /**
     * Opens a terminal in which a command runs.
     *
     * @param name a name that no other terminal of this sandbox has
     */
    static Tmux open(Sandbox sandbox, String name, int cols, int rows, List<String> command)
            throws IOException, InterruptedException {
        Tmux tmux = new Tmux(sandbox, sandbox.file(name + ".tmux").toString());
        List<String> words = new ArrayList<>();
        for (String setting : SETTINGS) {
            words.addAll(List.of(setting.split(" ")));
            words.add(";");
        }
        // What a pane's TERM is unless the command sets another; both kinds are tested.
        words.addAll(List.of("set", "-g", "default-terminal", "tmux-256color", ";"));
        words.addAll(List.of("new-session", "-d", "-x", String.valueOf(cols), "-y", String.valueOf(rows)));
        words.addAll(List.of("-c", sandbox.home().toString(), "--"));
        words.addAll(command);
        tmux.run(words);
        return tmux;
    }

    private String run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S", socket));
        command.addAll(words);
        return sandbox.run(command);
    }

    /** Presses keys, by tmux's names: {@code Enter}, {@code C-c}, {@code Up}; or single characters. */
    Tmux press(String... keys) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys", "--"));
        words.addAll(List.of(keys));
        run(words);
        return this;
    }

    /** Types text as it is. */
    Tmux type(String text) throws IOException, InterruptedException {
        run(List.of("send-keys", "-l", "--", text));
        return this;
    }

    /** Types a line, with the return key. */
    Tmux line(String text) throws IOException, InterruptedException {
        return type(text).press("Enter");
    }

    /** Sends bytes just as they are, as a terminal does with a paste. */
    void paste(byte[] bytes) throws IOException, InterruptedException {
        Path file = Files.write(sandbox.file("paste"), bytes);
        run(List.of("load-buffer", file.toString(), ";", "paste-buffer", "-r", "-d"));
    }

    /** What the screen shows, a line for each row, without blanks at their ends. */
    String screen() {
        return capture("capture-pane", "-p");
    }

    /** The same with everything from before, and lines that were too long for the screen in one piece. */
    String wholeText() {
        return capture("capture-pane", "-p", "-J", "-S", "-");
    }

    /** The cells of the screen with their colours. */
    StyledScreen styled() {
        return StyledScreen.ofTmux(capture("capture-pane", "-p", "-e", "-N"));
    }

    /** The same of so many rows from the top, with the cursor and what a program has asked for. */
    String sight(int rows) throws IOException, InterruptedException {
        String cells = capture("capture-pane", "-p", "-e", "-N", "-E", String.valueOf(rows - 1));
        return StyledScreen.ofTmux(cells) + "\n"
                + show("cursor #{cursor_x},#{cursor_y} shown #{cursor_flag}, alternate #{alternate_on}, keypad"
                        + " #{keypad_flag}#{keypad_cursor_flag}, mouse #{mouse_any_flag}#{mouse_sgr_flag}");
    }

    private String capture(String... words) {
        try {
            return run(List.of(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A tmux format (tmux(1), FORMATS) of this pane. */
    String show(String format) throws IOException, InterruptedException {
        return run(List.of("display-message", "-p", format)).strip();
    }

    /** Everything that a terminal shows, and the modes that a program has put it into. */
    String sight() throws IOException, InterruptedException {
        return styled() + "\n" + show(MODES);
    }

    /** The same once it is the same at ten looks: the end of what a program draws comes after what one waits for. */
    String stillSight() throws Exception {
        AtomicReference<String> last = new AtomicReference<>("");
        AtomicInteger looks = new AtomicInteger();
        return Await.value(
                "a screen that stands still",
                () -> {
                    String now = sight();
                    int alike = last.getAndSet(now).equals(now) ? looks.incrementAndGet() : looks.getAndSet(0);
                    return alike == 9 ? Optional.of(now) : Optional.empty();
                },
                this::screen);
    }

    /** The process that was started in the terminal. */
    ProcessHandle process() throws IOException, InterruptedException {
        return ProcessHandle.of(Long.parseLong(show("#{pane_pid}"))).orElseThrow();
    }

    /** Has every byte that the terminal is sent from now on also written to a file. */
    void record(Path file) throws Exception {
        run(List.of("pipe-pane", "-O", "exec cat >'" + file + "'"));
        Await.until("a record", () -> Files.exists(file));
    }

    void resize(int cols, int rows) throws IOException, InterruptedException {
        run(List.of("resize-window", "-x", String.valueOf(cols), "-y", String.valueOf(rows)));
    }

    /** Waits until the screen holds this text. */
    Tmux await(String text) throws Exception {
        return await("'" + text + "' on the screen", screen -> screen.contains(text));
    }

    Tmux await(String what, Predicate<String> condition) throws Exception {
        Await.until(what, () -> condition.test(screen()), this::screen);
        return this;
    }

    /** Closes the terminal, as when its window is closed: what runs in it is hung up. Returns when all of it is gone. */
    @Override
    public void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        List<ProcessHandle> all = ProcessHandle.of(Long.parseLong(show("#{pane_pid}"))).stream()
                .flatMap(shell -> Stream.concat(Stream.of(shell), shell.descendants()))
                .toList();
        run(List.of("kill-server"));
        Await.until("nothing is left of the terminal", () -> all.stream().noneMatch(Tmux::lives));
    }

    /** Whether a process runs; one that has ended and was not asked for its status yet has no command any more. */
    static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Quotes a word for sh. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
