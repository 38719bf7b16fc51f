package dev.jshare.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jshare}: shares a shell of this terminal. Its options are read by {@link PlainShare}, too. */
@Command(
        name = "jshare",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisHeading = "",
        customSynopsis = {"Usage: jshare [options] [-- command args...]", "       jshare COMMAND [options]"},
        description = {
            "",
            "Starts your shell in this terminal, as usual, and prints a link. Whoever opens the link sees the same screen.",
            ""
        },
        optionListHeading = "Options:%n",
        parameterListHeading = "%nCommand to share:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "n:that of the shell, 128 + n if signal n ended it",
            "0:also if --once has ended it",
            "1:sharing could not start",
            "2:the command line or a setting is wrong",
            "4:nobody came within the time of --wait",
            "126:the command cannot be executed",
            "127:the command was not found"
        },
        footer = {
            "",
            "Every option has a default in the environment (JSHARE_EXPIRES=2h) and in",
            "$$XDG_CONFIG_HOME/jshare/config.properties (expires = 2h); the command line wins.",
            "",
            "Examples:",
            "  jshare                         share your shell, to watch",
            "  jshare --type --expires 30m    with a link to type as well, for half an hour",
            "  jshare -- htop                 share one program",
            "  jshare --headless --size 80x24 --json -- bash    without a terminal, for scripts",
            "  jshare --headless --once --wait 10m -w -- bash   in CI: a failed job waits for you"
        })
final class ShareCommand implements Callable<Integer> {

    @Option(
            names = {"-w", "--type"},
            fallbackValue = "true",
            description = "Also print a link to type with. Without it nobody else can type.")
    boolean type;

    @Option(
            names = "--no-typing",
            fallbackValue = "true",
            description = "Let nobody else ever type: no link and no command can change that.")
    boolean noTyping;

    @Option(
            names = "--free-typing",
            fallbackValue = "true",
            description = "Let several people type at the same time. Else one does until nothing was typed for 2s.")
    boolean freeTyping;

    @Option(names = "--no-chat", fallbackValue = "true", description = "Let viewers neither chat nor react with emoji.")
    boolean noChat;

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = Lifetime.Converter.class,
            description = "How long the links work: 30s, 90m, 8h, 2d or never. Default: 8h.")
    Lifetime expires = new Lifetime(Duration.ofHours(8));

    @Option(
            names = "--listen",
            paramLabel = "ADDR[:PORT]",
            converter = ListenAddress.Converter.class,
            description =
                    "Where to serve: an address, 0.0.0.0 for all, an interface such as eth0, or a port alone. Default:"
                            + " 127.0.0.1, the first free port from 7373 on.")
    @Nullable
    ListenAddress listen;

    @Option(
            names = "--tls",
            fallbackValue = "true",
            description = "Serve https, with a certificate of its own that is made at first use.")
    boolean tls;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "Serve https with this certificate and those that vouch for it (PEM). Read again when it changes.")
    @Nullable
    Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM). Default: in the same file.")
    @Nullable
    Path tlsKey;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            converter = PublicUrl.Converter.class,
            description = "How others reach the server through a proxy or tunnel; links are printed with it.")
    @Nullable
    URI publicUrl;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            converter = WebOrigin.Converter.class,
            description = "Let pages of this other site join, too, such as one with asciinema-player: https://host.")
    @Nullable
    WebOrigin allowOrigin;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What viewers see the session called. Default: user@host.")
    @Nullable
    String name;

    @Option(names = "--max-viewers", paramLabel = "N", description = "At most so many viewers. Default: 1000.")
    int maxViewers = 1000;

    @Option(
            names = "--scrollback",
            paramLabel = "LINES",
            description = "Lines above the screen that viewers can scroll back to. Default: 10000.")
    int scrollback = 10_000;

    @Option(
            names = "--log-size",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "Output kept for viewers that lose their line: 512K, 16M. Default: 2M, at most 21M.")
    ByteSize logSize = new ByteSize(2 * 1024 * 1024);

    @Option(
            names = {"-l", "--login"},
            fallbackValue = "true",
            description = "Start the shell as a login shell.")
    boolean login;

    @Option(names = "--cwd", paramLabel = "DIR", description = "Start the shell in this directory.")
    @Nullable
    Path cwd;

    @Option(
            names = "--headless",
            fallbackValue = "true",
            description = "Without a terminal, for CI, containers and agents.")
    boolean headless;

    @Option(
            names = "--size",
            paramLabel = "COLSxROWS",
            converter = TerminalSize.Converter.class,
            description = "The size of the terminal with --headless. Default: 80x24.")
    @Nullable
    TerminalSize size;

    @Option(
            names = "--status",
            paramLabel = "PLACE",
            converter = StatusPlace.Converter.class,
            completionCandidates = StatusPlace.Candidates.class,
            description = "Where you see who watches: in the terminal's title, its last row, or none. Default: title.")
    StatusPlace status = StatusPlace.TITLE;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "Write down who joins, leaves, is allowed what and types what, as lines of JSON.")
    @Nullable
    Path audit;

    @Option(
            names = "--once",
            fallbackValue = "true",
            description = "Let one viewer in at a time, and end when the first has left for more than 5 s.")
    boolean once;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = Lifetime.Converter.class,
            description = "With --headless: end with status 4 if nobody has come by then: 90s, 10m.")
    @Nullable
    Lifetime wait;

    @Option(
            names = "--prefix",
            paramLabel = "KEY",
            converter = Prefix.Converter.class,
            description = "The key that opens the panel, such as Ctrl-a, or none; twice sends it on. Default: Ctrl-].")
    Prefix prefix = Prefix.DEFAULT;

    @Option(names = "--nest", fallbackValue = "true", description = "Share also from within a shared shell.")
    boolean nest;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print the links as one line of JSON on standard output instead.")
    boolean json;

    @Option(
            names = "--qr",
            fallbackValue = "true",
            description = "Also print a QR code of the link to watch, for a phone.")
    boolean qr;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print nothing beside the shell.")
    boolean quiet;

    @Parameters(
            paramLabel = "command args...",
            arity = "0..*",
            description = "What to run, after --. Default: your shell.")
    List<String> command = new ArrayList<>();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        refuseStrayWords();
        settle();
        return share(Main.environment(), Path.of(""));
    }

    /**
     * Shares until the shell ends; its exit status.
     *
     * @param here in which directory that was asked for
     */
    int share(Map<String, String> environment, Path here) throws IOException, InterruptedException {
        return new ShareRunner(this, environment, here).run();
    }

    /** Whether what it is to do depends on where it was asked for, beside the shell's own directory. */
    boolean namesFiles() {
        return audit != null || cwd != null || tlsCert != null || tlsKey != null;
    }

    /** Who says that nobody is to type need not know that typing is a default. */
    void settle() {
        if (noTyping && isGiven("--no-typing") && !isGiven("--type")) {
            type = false;
        }
    }

    private boolean isGiven(String option) {
        return spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** A word that is not behind {@code --} is more likely a mistyped subcommand than a program to share. */
    private void refuseStrayWords() {
        List<String> words =
                spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
        int behind = words.contains("--") ? words.size() - words.indexOf("--") - 1 : 0;
        if (behind < command.size()) {
            throw CliException.usage("There is no subcommand '" + command.get(0)
                    + "'; to share a program write 'jshare -- " + command.get(0) + "', for help 'jshare --help'.");
        }
    }
}
