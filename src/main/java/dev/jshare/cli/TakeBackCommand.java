package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import picocli.CommandLine.Command;

/** {@code jshare take-back}: ends all that was granted. */
@Command(
        name = "take-back",
        description = "Ends the time of everybody who was granted to type.",
        footer = {"", "Examples:", "  jshare take-back"})
final class TakeBackCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        Facts done = ask(new ControlMessage.TakeBack());
        long left = done.number("typists");
        say("Took typing back from " + done.number("ended") + "."
                + (left > 0 ? " By a link to type " + left + " still can; 'jshare lock' stops them." : ""));
        return ExitCode.OK;
    }
}
