package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jshare revoke}: takes links back. */
@Command(
        name = "revoke",
        description = "Takes a link back. Whoever came by it is disconnected at once, and cannot come back.",
        footer = {"", "Examples:", "  jshare revoke watch1", "  jshare revoke --all"})
final class RevokeCommand extends SessionCommand {
    @Parameters(paramLabel = "LINK", arity = "0..1", description = "The link's id or label; see 'jshare links'.")
    @Nullable
    String link;

    @Option(names = "--all", description = "Take back every link.")
    boolean all;

    @Override
    public Integer call() throws ControlException {
        if (all == (link != null)) {
            throw CliException.usage("Say which link to revoke, or --all; 'jshare links' lists them.");
        }
        Facts done = ask(new ControlMessage.Revoke(link));
        say(all ? "Revoked " + done.number("revoked") + " links." : "Revoked " + link + ".");
        return ExitCode.OK;
    }
}
