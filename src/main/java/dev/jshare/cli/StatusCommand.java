package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import java.time.Instant;
import picocli.CommandLine.Command;

/** {@code jshare status}: everything about one session. */
@Command(
        name = "status",
        description = "Shows who watches a session, and its links.",
        footer = {"", "Examples:", "  jshare status", "  jshare status --json | jq .watching"})
final class StatusCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        StatusText text = new StatusText(ask(new ControlMessage.Status()), Instant.now());
        text.lines(coloured()).forEach(this::say);
        return ExitCode.OK;
    }
}
