package dev.jshare.cli;

import dev.jshare.console.TtyConsole;
import dev.jshare.control.ControlClient;
import dev.jshare.control.RuntimeDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that talks to sessions that run. */
@Command(
        exitCodeList = {
            "0:done",
            "1:the session cannot do it, or does not answer",
            "2:the command line is wrong, or does not say which session",
            "3:there is no such session"
        })
abstract class ControlCommand extends Subcommand {
    @Option(names = "--json", order = 11, description = "Print one line of JSON.")
    boolean json;

    private @Nullable RuntimeDirectory directory;

    RuntimeDirectory directory() {
        RuntimeDirectory found = directory;
        if (found == null) {
            found = RuntimeDirectory.of(environment);
            directory = found;
        }
        return found;
    }

    /** What the launcher has seen of it saves loading JNA, a fifth of the time of a command. */
    boolean toTerminal() {
        String seen = System.getProperty("jshare.terminal");
        return seen == null ? TtyConsole.outputIsTerminal() : seen.equals("true");
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

    /** Ends the command with what is the matter with sessions, a line each, if anything is. */
    static void failIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new CliException(ExitCode.FAILED, String.join("\njshare: ", problems));
        }
    }

    /** Prints a line for people. */
    void say(String line) {
        if (!json) {
            print(line);
        }
    }
}
