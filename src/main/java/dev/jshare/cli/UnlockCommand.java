package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import picocli.CommandLine.Command;

/** {@code jshare unlock}: those who may type can again. */
@Command(
        name = "unlock",
        description = "Lets those type again who may.",
        footer = {"", "Examples:", "  jshare unlock"})
final class UnlockCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        ask(new ControlMessage.Lock(false));
        say("Whoever may type can type again.");
        return ExitCode.OK;
    }
}
