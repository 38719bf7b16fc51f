package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A share that a spare Java serves, which an earlier share has had made ready, is as any other. */
@EnabledOnOs(OS.LINUX)
class SpareIT {
    private static final String WAITING = "spare-";
    private static final String TAKEN = "taken-";

    @TempDir
    Path directory;

    private Sandbox sandbox;
    private Share first;

    @BeforeEach
    void makeReady() throws Exception {
        sandbox = new Sandbox(directory);
        sandbox.set("JSHARE_SPARE", "true");
        first = Share.start(sandbox, "--", "cat");
        Await.until(
                "a spare",
                () -> find(WAITING).isPresent(),
                () -> sandbox.leftovers().toString());
    }

    @AfterEach
    void end() throws Exception {
        first.close();
        for (String each : List.of("." + WAITING, WAITING, TAKEN)) {
            find(each).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** The spare whose directory has such a name. */
    private Optional<ProcessHandle> find(String prefix) throws IOException {
        for (String each : sandbox.leftovers()) {
            String name = Path.of(each).getFileName().toString();
            if (name.startsWith(prefix)) {
                return ProcessHandle.of(Long.parseLong(name.substring(name.lastIndexOf('-') + 1)));
            }
        }
        return Optional.empty();
    }

    /** Another share, in a terminal that is this one's alone, after some commands. */
    private Tmux share(String before) throws Exception {
        Files.writeString(sandbox.file("next.sh"), """
                stty -g >../before
                %s
                %s --quiet --listen 127.0.0.1:0 -- sh
                echo "status $?"
                stty -g >../after
                echo over
                exec cat
                """.formatted(before, Tmux.quoted(Sandbox.LAUNCHER.toString())));
        return Tmux.open(sandbox, "next", 80, 24, List.of("sh", "../next.sh")).await(Sandbox.PROMPT);
    }

    /** The spare that serves it. */
    private ProcessHandle taken(Tmux terminal) throws IOException {
        List<String> left = sandbox.leftovers();
        return find(TAKEN).orElseThrow(() -> new AssertionError(left + "\n" + terminal.screen()));
    }

    private void assertEndsInOrder(Tmux terminal, int status) throws Exception {
        terminal.await("status " + status + "\nover");
        assertEquals(sandbox.read("before"), sandbox.read("after"), "the terminal's attributes");
    }

    @Test
    void itServesOnceAndHasSizeDirectoryAndStatus() throws Exception {
        ProcessHandle spare = find(WAITING).orElseThrow();
        try (Tmux terminal = share("export SAID=before")) {
            assertEquals(spare, taken(terminal));
            terminal.line("stty size; pwd; echo $SAID")
                    .await("24 80\n" + sandbox.home().toRealPath() + "\nbefore");
            terminal.resize(100, 30);
            terminal.line("until [ \"$(stty size)\" = '30 100' ]; do :; done; echo resized")
                    .await("\nresized");
            terminal.line("exit 7");
            assertEndsInOrder(terminal, 7);
            Await.until("it is gone", () -> !spare.isAlive() && find(TAKEN).isEmpty());
        }
    }

    @Test
    void theTerminalIsInOrderWhenItIsKilled() throws Exception {
        try (Tmux terminal = share("")) {
            terminal.line("printf '\\033[?1049h'; echo there").await("there");
            taken(terminal).destroyForcibly();
            assertEndsInOrder(terminal, 137);
        }
    }

    @Test
    void signalsReachIt() throws Exception {
        try (Tmux terminal = share("")) {
            ProcessHandle spare = taken(terminal);
            terminal.line("echo $((6 * 7))").await("42");
            ProcessHandle launcher = terminal.process().children().findFirst().orElseThrow();
            sandbox.run(List.of("kill", "-TERM", String.valueOf(launcher.pid())));
            assertEndsInOrder(terminal, 143);
            Await.until("it is gone", () -> !spare.isAlive());
        }
    }

    @Test
    void theTerminalIsRawAgainOnceItGoesOn() throws Exception {
        try (Tmux terminal = share("")) {
            terminal.line("echo $((6 * 7))").await("42");
            taken(terminal);
            String launcher = String.valueOf(
                    terminal.process().children().findFirst().orElseThrow().pid());
            String tty = terminal.show("#{pane_tty}");
            sandbox.run(List.of("kill", "-STOP", launcher));
            sandbox.run(List.of("sh", "-c", "stty sane <" + tty));
            sandbox.run(List.of("kill", "-CONT", launcher));
            Await.until(
                    "it is raw",
                    () -> sandbox.run(List.of("sh", "-c", "stty -a <" + tty)).contains("-icanon"));
            terminal.line("exit 3");
            assertEndsInOrder(terminal, 3);
        }
    }

    @Test
    void itEndsWithTheLauncherAndWithTheTerminal() throws Exception {
        Tmux terminal = share("");
        ProcessHandle spare = taken(terminal);
        List<ProcessHandle> below = Await.value(
                "its shell",
                () -> Optional.of(spare.children().toList()).filter(all -> !all.isEmpty()),
                terminal::screen);
        terminal.close();
        Await.until(
                "nobody is left",
                () -> Stream.concat(Stream.of(spare), below.stream()).noneMatch(Tmux::lives));
    }

    @Test
    void aLauncherThatIsKilledEndsIt() throws Exception {
        try (Tmux terminal = share("")) {
            ProcessHandle spare = taken(terminal);
            terminal.process().children().findFirst().orElseThrow().destroyForcibly();
            Await.until("it is gone", () -> !Tmux.lives(spare));
        }
    }

    /** The shell has its limits and so on from the process that starts it. */
    @Test
    void whoIsInOtherCircumstancesStartsJava() throws Exception {
        ProcessHandle spare = find(WAITING).orElseThrow();
        try (Tmux terminal = share("umask 077; ulimit -S -t 1000")) {
            terminal.line("umask; ulimit -t").await("0077\n1000");
            assertFalse(find(TAKEN).isPresent());
            assertEquals(spare, find(WAITING).orElseThrow(), "it waits for the next one");
            terminal.line("exit 3");
            assertEndsInOrder(terminal, 3);
        }
    }
}
