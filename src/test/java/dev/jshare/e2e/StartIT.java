package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between the user and the prompt. */
class StartIT {
    /** Whatever the prompt does without; each of these takes milliseconds to load. */
    private static final List<String> FOR_LATER = List.of(
            "io.undertow.",
            "org.xnio.",
            "com.fasterxml.",
            "org.slf4j.",
            "org.jboss.",
            "org.jline.",
            "kotlin.",
            "picocli.CommandLine ",
            "picocli.CommandLine$Model",
            "jdk.internal.logger.BootstrapLogger ",
            "java.net.http.",
            "java.sql.");

    @TempDir
    Path temp;

    @Test
    void nothingIsLoadedBeforeThePromptThatItDoesWithout() throws Exception {
        Sandbox sandbox = new Sandbox(temp);
        Path log = temp.resolve("log");
        // -Xshare:auto is what Java does anyway, and to the launcher a reason to leave its archive out: that loads all
        // at once.
        sandbox.set(
                "JSHARE_JAVA_OPTS",
                "-Djava.io.tmpdir=" + sandbox.temporary() + " -Xshare:auto -Xlog:class+load:file=" + log);
        try (Share share = Share.start(sandbox, "--expires", "2h", "--", "sh")) {
            share.link("watch");
        }
        List<String> loaded = Files.readAllLines(log);
        List<String> before = loaded.stream()
                .takeWhile(line -> !line.contains(" dev.jshare.session.PtyPump "))
                .toList();
        assertTrue(before.size() < loaded.size(), "the prompt was there");
        List<String> early = before.stream()
                .filter(line -> FOR_LATER.stream().anyMatch(each -> line.contains(" " + each)))
                .toList();
        assertEquals(List.of(), early);
        assertTrue(
                loaded.stream().noneMatch(line -> line.contains(" java.lang.management.ManagementFactory ")),
                "the server does without management");
    }

    @Test
    void shortCommandsDoWithoutPicocliAndJna() throws Exception {
        Sandbox sandbox = new Sandbox(temp);
        Path log = temp.resolve("log");
        sandbox.set("JSHARE_JAVA_OPTS", "-Xshare:auto -Xlog:class+load:file=" + log);
        for (String command : List.of("--version", "ls")) {
            sandbox.run(List.of(Sandbox.LAUNCHER.toString(), command));
            List<String> loaded = Files.readAllLines(log);
            assertTrue(loaded.stream().anyMatch(line -> line.contains(" dev.jshare.cli.Main ")), command);
            assertEquals(
                    List.of(),
                    loaded.stream()
                            .filter(line ->
                                    line.contains(" com.sun.jna.") || line.contains(" picocli.CommandLine$Model"))
                            .toList());
        }
    }

    /** nohup(1) and scripts that start something behind them ignore them; Ctrl-C has to work in the shared shell all the same. */
    @Test
    void theShellHeedsTheSignalsOfATerminal() throws Exception {
        Sandbox sandbox = new Sandbox(temp);
        String share = Tmux.quoted(Sandbox.LAUNCHER.toString()) + " --headless --listen 127.0.0.1:0 -- ";
        sandbox.run(List.of(
                "sh",
                "-c",
                "trap '' HUP INT QUIT; exec " + share + "sh -c 'grep SigIgn /proc/self/status >../ignored'"));
        long ignored = Long.parseLong(sandbox.read("ignored").replaceAll("\\s|SigIgn:", ""), 16);
        assertEquals(0, ignored & 0b111, "HUP, INT and QUIT");
    }
}
