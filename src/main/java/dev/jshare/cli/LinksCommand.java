package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import dev.jshare.protocol.JsonText;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code jshare links}: the links into a session. */
@Command(
        name = "links",
        description = "Lists the links of a session, and who came by each. Their secrets are not kept.",
        footer = {"", "Examples:", "  jshare links", "  jshare links --json | jq -r '.links[].id'"})
final class LinksCommand extends SessionCommand {
    @Override
    public Integer call() throws ControlException {
        Facts status = request(new ControlMessage.Status());
        if (json) {
            print(JsonText.of(Map.of(
                    "links", status.list("links").stream().map(Facts::members).toList())));
        } else if (status.list("links").isEmpty()) {
            say("There is no link; 'jshare link' makes one.");
        } else {
            new StatusText(status, Instant.now()).links(coloured()).forEach(this::say);
        }
        return ExitCode.OK;
    }
}
