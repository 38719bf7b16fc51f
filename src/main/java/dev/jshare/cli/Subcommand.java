package dev.jshare.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command beside the share itself: how its help looks, where it runs, where it prints. */
@Command(
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        exitCodeListHeading = "%nExit status:%n")
abstract class Subcommand implements Callable<Integer> {
    private static final Path STDOUT = Path.of("/dev/stdout");
    private static final int S_IFMT = 0170000; // stat(2), as the next one.
    private static final int S_IFIFO = 0010000;

    @Spec
    @Nullable
    CommandSpec spec;

    Map<String, String> environment = Map.of();

    /** To be called first. */
    void in(Map<String, String> surroundings) {
        environment = surroundings;
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli did not make this command");
        }
        return spec.commandLine();
    }

    PrintWriter err() {
        return commandLine().getErr();
    }

    /**
     * Prints a line at once.
     *
     * @throws CliException if it is not taken, as on a full disk; one to end with in silence at a pipe that nobody reads
     */
    void print(String line) {
        if (spec == null) { // Read by PlainCommand.
            System.out.println(line);
        } else {
            PrintWriter out = commandLine().getOut();
            out.println(line);
            out.flush();
        }
        if (System.out.checkError()) {
            throw new CliException(
                    isPipe(STDOUT) ? ExitCode.NOBODY_READS : ExitCode.FAILED, "Standard output takes nothing (more).");
        }
    }

    private static boolean isPipe(Path file) {
        try {
            return ((int) Files.getAttribute(file, "unix:mode") & S_IFMT) == S_IFIFO;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
