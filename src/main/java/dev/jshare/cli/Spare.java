package dev.jshare.cli;

import dev.jshare.pty.ThisProcess;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java that has rehearsed a share and waits for the next one of this user, whose prompt then does not wait for Java to start:
 * {@code JSHARE_SPARE=true}. A share that is up has the launcher start one; the launcher of the next share finds it by a directory with two
 * named pipes, tells its own process id and the number of its arguments by {@code in}, and hears by {@code out} whether ({@code yes}) the spare does
 * it all in its place, on its terminal, and at last the exit status. A spare serves once.
 *
 * <p>It does so only where a Java that the launcher starts would be in the same circumstances ({@link Caller}): the shell has its limits, groups and
 * so on from here.
 */
final class Spare {
    /** The first argument, before the directory; no option, so that it is in no help and no completion. */
    static final String WORD = "--internal-spare";

    /** Asks for one, in the environment. */
    private static final String VARIABLE = "JSHARE_SPARE";

    /** Set by the launcher to its own path, if a spare is wanted. */
    private static final String LAUNCHER = "jshare.spare";

    /** For so long it waits. */
    private static final long HOURS = 8;

    private final long self = ProcessHandle.current().pid();
    private final Path directory;
    private final Path taken;
    private final RandomAccessFile answers;
    private volatile boolean used;

    private Spare(Path directory, RandomAccessFile answers) {
        this.directory = directory;
        this.taken = directory.resolveSibling("taken-" + self);
        this.answers = answers;
    }

    /** Has the launcher make one for the next share, when this one has had its first seconds for itself. */
    static void order(Map<String, String> environment) {
        String launcher = System.getProperty(LAUNCHER);
        if (launcher != null && "true".equals(environment.get(VARIABLE))) {
            LauncherJob.start(launcher, "sleep 3; exec sh \"$0\" " + WORD, environment);
        }
    }

    /** Rehearses, waits, shares; the exit status of the share. */
    static int run(Path hidden) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ThisProcess.heedSignals(); // What was started behind a share ignores some.
        if (Training.run(false) != ExitCode.OK) {
            return ExitCode.FAILED;
        }
        System.setOut(out);
        System.setErr(err);
        // The launcher made it under a name of its own, so that nobody asks before this.
        Path directory = hidden.resolveSibling(hidden.getFileName().toString().substring(1));
        try (RandomAccessFile in = new RandomAccessFile(hidden.resolve("in").toFile(), "rw");
                RandomAccessFile answers =
                        new RandomAccessFile(hidden.resolve("out").toFile(), "rw")) {
            System.gc(); // What the rehearsal has left is not to be kept for hours.
            Files.move(hidden, directory);
            new Spare(directory, answers).serve(in);
            return ExitCode.FAILED;
        } catch (IOException | InterruptedException e) {
            return ExitCode.FAILED;
        }
    }

    private void serve(RandomAccessFile in) throws IOException, InterruptedException {
        ShareRunner.inBackground("jshare-spare", this::endUnused);
        while (true) {
            String[] words = in.readLine().split(" ");
            long launcher = Long.parseLong(words[0]);
            Caller caller = Caller.of(launcher, Integer.parseInt(words[1]));
            ShareCommand share = wanted(caller, launcher);
            Path terminal = caller.terminal();
            if (share == null || terminal == null) {
                Files.move(taken, directory);
                say("no");
                continue;
            }
            used = true;
            InputStream end = new FileInputStream(taken.resolve("in").toFile());
            in.close();
            ShareRunner.inBackground("jshare-launcher", () -> leaveWith(end));
            ThisProcess.tell(status -> say(String.valueOf(status)));
            ThisProcess.moveTo(terminal.toString());
            say("yes");
            int status = Main.share(share, caller.environment(), caller.directory());
            System.out.flush();
            System.err.flush();
            ThisProcess.exitNow(status);
        }
    }

    /** Ends a spare that nobody has asked for: it is of a terminal, a build or a day that is over. */
    private void endUnused() {
        try {
            TimeUnit.HOURS.sleep(HOURS);
        } catch (InterruptedException e) {
            return;
        }
        if (!used) {
            ThisProcess.exitNow(ExitCode.OK); // What it leaves behind the next one takes away.
        }
    }

    /** What the launcher was asked for, or null if Java is to be started for that. */
    private @Nullable ShareCommand wanted(Caller caller, long pid) throws IOException {
        boolean alike =
                caller.suits(Main.environment()) && Caller.circumstances(pid).equals(Caller.circumstances(self));
        ShareCommand share = alike
                ? PlainShare.read(caller.arguments().toArray(new String[0]), new Defaults(caller.environment()))
                : null;
        return share == null || share.headless || share.namesFiles() ? null : share;
    }

    private void say(String word) {
        try {
            answers.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // A pipe that is open at both ends takes it.
        }
    }

    /** Hangs up when the launcher is gone, which holds the other end until it was told the status. */
    private static void leaveWith(InputStream launcher) {
        try (launcher) {
            while (launcher.read() >= 0) {
                // It says nothing more.
            }
        } catch (IOException e) {
            // As its end.
        }
        ThisProcess.hangUp();
    }
}
