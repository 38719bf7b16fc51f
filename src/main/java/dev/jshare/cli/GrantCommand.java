package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jshare grant}: lets a viewer type for a while. */
@Command(
        name = "grant",
        description = "Lets a viewer type for some time, or says yes to one who asks to.",
        footer = {"", "Examples:", "  jshare grant 3", "  jshare grant Ann --for 1h"})
final class GrantCommand extends ViewerCommand {
    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = Lifetime.Converter.class,
            description = "How long: 30s, 5m, 1h. Default: 10m.")
    Lifetime time = new Lifetime(null);

    @Override
    public Integer call() throws ControlException {
        Duration duration = time.duration();
        if (duration == null) {
            throw CliException.usage(
                    "A viewer types for some time, such as --for 1h; for ever there are links to type.");
        }
        Facts done = ask(new ControlMessage.Grant(viewer, duration));
        say(who(done) + " may type for " + Lifetime.inWords(duration) + "; 'jshare take-back' ends it.");
        return ExitCode.OK;
    }
}
