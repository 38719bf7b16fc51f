package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import picocli.CommandLine.Command;

/** {@code jshare stop}: sharing ends. */
@Command(
        name = "stop",
        description =
                "Ends the sharing: all links and viewers are gone for good. In a terminal your shell goes on; without one it is hung up.",
        footer = {"", "Examples:", "  jshare stop"})
final class StopCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        ask(new ControlMessage.Stop());
        say("The sharing has ended.");
        return ExitCode.OK;
    }
}
