package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import picocli.CommandLine.Command;

/** {@code jshare pause}: viewers see a curtain. */
@Command(
        name = "pause",
        description = "Draws a curtain: viewers see nothing of what is printed until 'jshare resume', and never will.",
        footer = {"", "Examples:", "  jshare pause"})
final class PauseCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        ask(new ControlMessage.Pause(true));
        say("Viewers see nothing now; 'jshare resume' shows them the screen again.");
        return ExitCode.OK;
    }
}
