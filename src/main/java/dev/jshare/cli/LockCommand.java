package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import picocli.CommandLine.Command;

/** {@code jshare lock}: nobody but the host types. */
@Command(
        name = "lock",
        description = "Lets nobody but you type, until 'jshare unlock'.",
        footer = {"", "Examples:", "  jshare lock"})
final class LockCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        ask(new ControlMessage.Lock(true));
        say("Only you type now; 'jshare unlock' ends that.");
        return ExitCode.OK;
    }
}
