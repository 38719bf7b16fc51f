package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jshare extend}: a longer life for a link. */
@Command(
        name = "extend",
        description = "Lets a link work longer, counted from its end, or from now if it has expired.",
        footer = {"", "Examples:", "  jshare extend watch1 30m", "  jshare extend class never"})
final class ExtendCommand extends SessionCommand {
    @Parameters(index = "0", paramLabel = "LINK", description = "The link's id or label; see 'jshare links'.")
    String link = "";

    @Parameters(
            index = "1",
            paramLabel = "DURATION",
            converter = Lifetime.Converter.class,
            description = "How much longer: 30s, 90m, 8h, 2d or never to end it.")
    Lifetime more = new Lifetime(null);

    @Override
    public Integer call() throws ControlException {
        Facts done = ask(new ControlMessage.Extend(link, more.duration()));
        String end = Ago.until(done.time("expires"), Instant.now());
        say(done.text("id") + " expires " + end + ".");
        return ExitCode.OK;
    }
}
