package dev.jshare.cli;

import dev.jshare.access.Role;
import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jshare link}: a new link into a session. */
@Command(
        name = "link",
        description = "Makes a new link and prints it; its secret is shown this once.",
        footer = {
            "",
            "Examples:",
            "  jshare link                               to watch, for 8 hours",
            "  jshare link --type --expires 30m --uses 1 to type, for the first who joins in half an hour",
            "  jshare link --qr                          with a QR code, for a phone",
            "  jshare link --label class --json | jq -r .url"
        })
final class LinkCommand extends SessionCommand {
    private static final int MAX_LABEL = 60;

    @Option(
            names = {"-w", "--type"},
            description = "Who has the link can type, too.")
    boolean type;

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = Lifetime.Converter.class,
            description = "How long the link works: 30s, 90m, 8h, 2d or never. Default: 8h.")
    Lifetime expires = new Lifetime(Duration.ofHours(8));

    @Option(
            names = "--uses",
            paramLabel = "N",
            description =
                    "How many times it can be joined by, coming back by a lost line not counted. Default: any number.")
    @Nullable
    Integer uses;

    @Option(names = "--label", paramLabel = "NAME", description = "What to call it in lists and commands.")
    @Nullable
    String label;

    @Option(names = "--show", description = "Show a link to type even in the shared terminal itself.")
    boolean show;

    @Option(names = "--qr", description = "Also print a QR code of it.")
    boolean qr;

    /** Whoever watches could read the link on the screen, now or in its history, and type from then on. */
    private void refuseToShow() throws ControlException {
        Facts status = request(new ControlMessage.Status());
        if (within(String.valueOf(status.text("session"))) && !status.is("paused")) {
            throw CliException.usage("This terminal is the shared one: whoever watches could use the link. Make it in"
                    + " another terminal, behind a curtain ('jshare pause', and clear the screen before 'jshare"
                    + " resume'), or say --show.");
        }
    }

    @Override
    public Integer call() throws ControlException {
        if (uses != null && uses < 1) {
            throw CliException.usage("--uses " + uses + " lets nobody in; say 1 or more.");
        }
        if (label != null && (label.isBlank() || label.length() > MAX_LABEL || !label.equals(Table.plain(label)))) {
            throw CliException.usage("A label is 1 to " + MAX_LABEL + " plain characters.");
        }
        if (type && !show && toTerminal()) {
            refuseToShow();
        }
        Facts made = ask(new ControlMessage.MakeLink(type ? Role.TYPE : Role.WATCH, expires.duration(), uses, label));
        String url = String.valueOf(made.text("url"));
        (made.has("urls") ? made.texts("urls") : List.of(url)).forEach(this::say);
        if (qr && !json) {
            QrPicture.card(url, Colours.wanted(environment), room()).forEach(this::print);
        }
        return ExitCode.OK;
    }
}
