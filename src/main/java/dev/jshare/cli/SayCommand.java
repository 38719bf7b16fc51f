package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jshare say}: words to all viewers. */
@Command(
        name = "say",
        description = "Shows a notice on the pages of all viewers.",
        footer = {"", "Examples:", "  jshare say back in five minutes"})
final class SayCommand extends SessionCommand {
    private static final int MAX_LENGTH = 500;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What to say, at most 500 characters.")
    List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws ControlException {
        String text = String.join(" ", words).strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH || !text.equals(Table.plain(text))) {
            throw CliException.usage("Say 1 to " + MAX_LENGTH + " plain characters.");
        }
        Facts done = ask(new ControlMessage.Say(text));
        say("Said to " + done.number("watching") + ".");
        return ExitCode.OK;
    }
}
