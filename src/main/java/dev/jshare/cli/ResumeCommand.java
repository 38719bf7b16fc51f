package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import picocli.CommandLine.Command;

/** {@code jshare resume}: viewers see the screen again. */
@Command(
        name = "resume",
        description = "Shows viewers the screen again, as it is then, and nothing that has left it.",
        footer = {"", "Examples:", "  jshare resume"})
final class ResumeCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        ask(new ControlMessage.Pause(false));
        say("Viewers see the screen again.");
        return ExitCode.OK;
    }
}
