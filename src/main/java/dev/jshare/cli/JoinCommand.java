package dev.jshare.cli;

import dev.jshare.access.LinkUrl;
import dev.jshare.client.JoinSettings;
import dev.jshare.client.Outcome;
import dev.jshare.client.ViewerClient;
import dev.jshare.console.TtyConsole;
import java.io.Console;
import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jshare join}: watches or types from a terminal. */
@Command(
        name = "join",
        description = "Joins a shared terminal in this one, to watch or to type.",
        footerHeading = "%nKeys, behind Ctrl-] or what --prefix says:%n",
        footer = {
            "  .  or q     leave",
            "  s           show or hide a line about the session",
            "  arrows      scroll, also above the screen; any other key ends it",
            "  f           follow the cursor again",
            "  r           draw anew, or connect now",
            "  t           ask the host to let you type",
            "  ?           help",
            "  Ctrl-]      send it on"
        },
        exitCodeList = {
            "0:left by the key, else that of the session's shell once it has ended",
            "1:the server cannot be reached, is none, or its certificate is not believed",
            "2:the command line is wrong, or this is no terminal",
            "3:the link is not valid, or the session is full",
            "5:the link has expired or was taken back",
            "6:removed by the host"
        })
final class JoinCommand extends Subcommand {
    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description =
                    "The link, in quotes, with the # and what follows it. Without it you are asked for it, so that"
                            + " it is in no history and no list of processes.")
    @Nullable
    String link;

    @Option(names = "--read-only", description = "Type nothing, even if the link may.")
    boolean readOnly;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the others call you. Default: guest and a number.")
    @Nullable
    String name;

    @Option(
            names = "--pin",
            paramLabel = "SHA256",
            description = "Believe the certificate with this fingerprint, as jshare --tls prints it, and no other.")
    @Nullable
    String pin;

    @Option(
            names = "--prefix",
            paramLabel = "KEY",
            converter = Prefix.Converter.class,
            description = "The key that leads the keys below, such as Ctrl-a. Default: Ctrl-].")
    Prefix prefix = Prefix.DEFAULT;

    @Override
    public Integer call() throws InterruptedException {
        JoinSettings settings = link == null ? null : settings(link);
        if (!TtyConsole.present()) {
            throw CliException.usage("Standard input and output are no terminal, so there is nothing to join in;"
                    + " PROTOCOL.md says how scripts follow a session.");
        }
        Outcome outcome;
        try {
            outcome = ViewerClient.run(
                    settings == null ? settings(ask()) : settings,
                    new TtyConsole(),
                    () -> ThreadLocalRandom.current().nextDouble());
        } catch (GeneralSecurityException e) {
            throw new CliException(ExitCode.FAILED, "TLS cannot be used here: " + e.getMessage() + ".");
        }
        if (!outcome.words().isEmpty()) {
            err().println("jshare: " + outcome.words());
        }
        return switch (outcome.kind()) {
            case ENDED -> outcome.status();
            case LEFT -> ExitCode.OK;
            case UNREACHABLE -> ExitCode.FAILED;
            case REFUSED -> ExitCode.NO_SESSION;
            case EXPIRED -> ExitCode.EXPIRED;
            case REMOVED -> ExitCode.REMOVED;
        };
    }

    private static String ask() {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("Link: ");
        if (answer == null) {
            throw CliException.usage("Which session? Give the link that jshare has printed.");
        }
        return new String(answer).strip();
    }

    private JoinSettings settings(String link) {
        if (prefix.control() < 0) {
            throw CliException.usage("Without a prefix key there is no way to leave; give --prefix a key.");
        }
        try {
            LinkUrl url = LinkUrl.parse(link);
            if (pin != null && !url.secure()) {
                throw CliException.usage("--pin is about a certificate, which only links with https:// have.");
            }
            if (url.session().equals(environment.get(ShellCommand.SESSION_VARIABLE))) {
                throw CliException.usage(
                        "This shell is in the session of that link: it would show itself in itself, and"
                                + " what is typed would come back for ever. Join from another terminal.");
            }
            return new JoinSettings(
                    url,
                    pin,
                    name,
                    readOnly,
                    prefix.control(),
                    prefix.name(),
                    trueColour(),
                    HostView.hasTitle(environment));
        } catch (IllegalArgumentException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** By COLORTERM; terminals within terminals take all colours and do what they can. */
    private boolean trueColour() {
        String colours = environment.getOrDefault("COLORTERM", "");
        return colours.equals("truecolor")
                || colours.equals("24bit")
                || environment.containsKey("TMUX")
                || environment.getOrDefault("TERM", "").endsWith("-direct");
    }
}
