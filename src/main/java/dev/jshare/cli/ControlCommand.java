package dev.jshare.cli;

import dev.jshare.console.TtyConsole;
import dev.jshare.control.ControlClient;
import dev.jshare.control.RuntimeDirectory;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that talks to sessions that run. */
@Command(
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        separator = " ",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the session cannot do it, or does not answer",
            "2:the command line is wrong, or does not say which session",
            "3:there is no such session"
        })
abstract class ControlCommand implements Callable<Integer> {
    @Option(names = "--json", order = 11, description = "Print one line of JSON.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    Map<String, String> environment = Map.of();
    private @Nullable RuntimeDirectory directory;

    /** To be called first. */
    void in(Map<String, String> surroundings) {
        environment = surroundings;
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli did not make this command");
        }
        return spec.commandLine().getOut();
    }

    RuntimeDirectory directory() {
        RuntimeDirectory found = directory;
        if (found == null) {
            found = RuntimeDirectory.of(environment);
            directory = found;
        }
        return found;
    }

    boolean toTerminal() {
        return TtyConsole.outputIsTerminal();
    }

    boolean coloured() {
        return Colours.wanted(environment) && toTerminal();
    }

    TerminalSize room() {
        return TerminalSize.of(TtyConsole.STDOUT);
    }

    ControlClient client() {
        return new ControlClient(directory());
    }

    void print(String line) {
        out().println(line);
        out().flush();
    }

    /** Prints a line for people. */
    void say(String line) {
        if (!json) {
            print(line);
        }
    }
}
