package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jshare status}: everything about one session. */
@Command(
        name = "status",
        description = "Shows who watches a session, who types and who asks to, and the links.",
        footer = {"", "Examples:", "  jshare status", "  jshare status --watch", "  jshare status --json | jq .watching"
        })
final class StatusCommand extends SessionCommand {
    private static final long PAUSE_MILLIS = 1_000;

    @Option(names = "--watch", description = "Again every second, until the session ends or Ctrl-C is pressed.")
    boolean watch;

    @Override
    public Integer call() throws ControlException, InterruptedException {
        show();
        while (watch) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            try {
                show();
            } catch (CliException e) {
                say("The session has ended.");
                break;
            }
        }
        return ExitCode.OK;
    }

    private void show() throws ControlException {
        List<String> lines = new StatusText(ask(new ControlMessage.Status()), Instant.now()).lines(coloured());
        if (watch && !json && toTerminal()) {
            // Home, each line to its end, the rest of the screen: what stays the same does not flicker.
            say("\u001b[H" + String.join("\u001b[K\n", lines) + "\u001b[J");
        } else {
            lines.forEach(this::say);
        }
    }
}
