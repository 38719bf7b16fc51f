package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import picocli.CommandLine.Command;

/** {@code jshare kick}: sends a viewer away. */
@Command(
        name = "kick",
        description = "Disconnects a viewer. Its link still works: revoke that, too, to keep it out.",
        footer = {"", "Examples:", "  jshare kick 3", "  jshare kick Ann && jshare revoke watch1"})
final class KickCommand extends ViewerCommand {
    @Override
    public Integer call() throws ControlException {
        Facts done = ask(new ControlMessage.Kick(viewer));
        say("Sent " + who(done) + " away. The link " + done.text("link") + " still works; 'jshare revoke "
                + done.text("link") + "' takes it back.");
        return ExitCode.OK;
    }
}
