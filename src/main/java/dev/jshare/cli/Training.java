package dev.jshare.cli;

import dev.jshare.console.TtyConsole;
import dev.jshare.pty.ThisProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The run from which the JVM learns what to put into its archive of classes: a share as users start it, with viewers, and
 * the other commands, all within this process and on loopback. The launcher starts it.
 *
 * <p>It prints nothing and ends by itself. Whatever it does not do is merely slower later.
 */
final class Training {
    /** The only argument; no option, so that it is in no help and no completion. */
    static final String WORD = "--internal-train";

    /** The same for whoever joins: their archive has the client, too, which would take memory in every share. */
    static final String JOIN = WORD + "-join";

    private static final List<String> SHARE = List.of(
            "-w", "--listen", "127.0.0.1:0", "--", "/bin/sh", "-c", "read line; printf '\\303\\251\\n'; read line");

    private static final List<List<String>> OTHERS = List.of(
            List.of("--version"), List.of("-V"), List.of("--help"), List.of("--misspelt"), List.of("render", "--help"));

    private static final List<List<String>> JOINING = List.of(List.of("join", "--help"), List.of("join", "--misspelt"));

    private Training() {}

    /** Runs all of it; 0 if all worked. The JVM writes its archive when the process ends, which must be by a normal exit. */
    static int run(boolean join) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        System.setErr(captured);
        try {
            (join ? JOINING : OTHERS).forEach(arguments -> Main.execute(arguments.toArray(new String[0])));
            TrainingViewer viewer = new TrainingViewer(() -> printed.toString(StandardCharsets.UTF_8), join);
            viewer.start();
            share();
            return viewer.succeeded() && Class.forName(ThisProcess.class.getName()) != null
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        } catch (IOException | InterruptedException | ReflectiveOperationException | RuntimeException e) {
            return ExitCode.FAILED;
        }
    }

    /** With a console that is no terminal: what cannot be set there is left as it is, and no key is ever read. */
    private static void share() throws IOException, InterruptedException {
        ShareCommand options = PlainShare.read(SHARE.toArray(new String[0]), new Defaults(Map.of()));
        if (options == null) {
            throw new IllegalStateException("not plain: " + SHARE);
        }
        new ShareRunner(options, Main.environment(), Path.of("")).runOn(new TtyConsole());
    }
}
