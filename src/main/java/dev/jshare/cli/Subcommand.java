package dev.jshare.cli;

import java.io.PrintWriter;
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
     * @throws CliException if nobody takes it, as at the end of a pipe or on a full disk
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
            throw new CliException(ExitCode.FAILED, "Standard output takes nothing (more).");
        }
    }
}
