package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import picocli.CommandLine.Command;

/** {@code jshare deny}: lets a viewer only watch. */
@Command(
        name = "deny",
        description = "Lets a viewer only watch, whatever its link allows, or says no to one who asks to type.",
        footer = {"", "Examples:", "  jshare deny 3", "  jshare deny Ann"})
final class DenyCommand extends ViewerCommand {
    @Override
    public Integer call() throws ControlException {
        Facts done = ask(new ControlMessage.Deny(viewer));
        String link = String.valueOf(done.text("link"));
        String note = link.startsWith("type")
                ? " Its link still lets in typists; 'jshare revoke " + link + "' ends that."
                : "";
        say(who(done) + " may only watch." + note);
        return ExitCode.OK;
    }
}
