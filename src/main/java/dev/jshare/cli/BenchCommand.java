package dev.jshare.cli;

import dev.jshare.access.LinkUrl;
import dev.jshare.console.TtyConsole;
import dev.jshare.load.LoadPlan;
import dev.jshare.load.LoadReport;
import dev.jshare.load.LoadTest;
import dev.jshare.protocol.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jshare bench}: how many viewers a session bears, and how late they see what is printed. */
@Command(
        name = "bench",
        description = {
            "Lets many viewers join a session and measures what they get: of a session of its own on this machine, in which"
                    + " a program prints time stamps, or of the one behind a link. It may type nothing, and never does."
        },
        exitCodeList = {
            "0:all viewers joined, stayed, and lost nothing; the slow ones may have skipped ahead to a later screen",
            "1:some could not join, lost their connection or some output, or the session could not start",
            "2:the command line is wrong"
        },
        footer = {
            "",
            "Examples:",
            "  jshare bench                               100 viewers for 10 s",
            "  jshare bench --viewers 1000 --json         how the machine bears a thousand, for scripts",
            "  jshare bench 'http://host:7373/s/ID#TOKEN' the session behind a link, over the network"
        })
final class BenchCommand extends Subcommand {
    /** How long joining, and the end, may take of a session's life. */
    private static final Duration SPARE = Duration.ofMinutes(2);

    private static final int LEAST_RATE = 5_000;
    private static final int MOST_RATE = 100_000_000;
    private static final int MOST_VIEWERS = 100_000;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "A link to a session, to http; - reads it from standard input, which no other user can see.")
    @Nullable
    String url;

    @Option(names = "--self", description = "Measure a session of its own on this machine. The default without a URL.")
    boolean self;

    @Option(names = "--viewers", paramLabel = "N", description = "How many viewers. Default: 100.")
    int viewers = 100;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            converter = Lifetime.Converter.class,
            description = "How long to measure once all have joined: 10s, 5m. Default: 10s.")
    Lifetime duration = new Lifetime(Duration.ofSeconds(10));

    @Option(
            names = "--rate",
            paramLabel = "BYTES",
            description = "What its own session prints in a second, in 50 parts. Default: 200000.")
    int rate = 200_000;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration time = duration.duration();
        if (time == null) {
            throw CliException.usage("Measuring for ever has no result; give a --duration such as 10s.");
        } else if (viewers < 1 || viewers > MOST_VIEWERS) {
            throw CliException.usage("--viewers must be 1 to " + MOST_VIEWERS + ".");
        } else if (rate < LEAST_RATE || rate > MOST_RATE) {
            throw CliException.usage("--rate must be " + LEAST_RATE + " to " + MOST_RATE + " bytes.");
        } else if (self && url != null) {
            throw CliException.usage("--self measures a session of its own; leave it or the URL out.");
        }
        LoadReport report = url == null ? measureOwn(time) : measure(plan(link(url), time), () -> null);
        if (report.joined() == 0) {
            if (json) {
                print(report, time);
            }
            throw new CliException(ExitCode.FAILED, "Nobody could join; is the link still good, and the server there?");
        }
        print(report, time);
        return report.complete() ? ExitCode.OK : ExitCode.FAILED;
    }

    private LoadReport measureOwn(Duration time) throws IOException, InterruptedException {
        try (BenchSession session = BenchSession.start(viewers, rate, time.plus(SPARE), environment)) {
            Thread end = new Thread(session::close);
            Runtime.getRuntime().addShutdownHook(end); // On Ctrl-C.
            LoadReport report = measure(plan(session.link(), time), session::cpu);
            Runtime.getRuntime().removeShutdownHook(end);
            return report;
        }
    }

    private LoadPlan plan(String link, Duration time) {
        try {
            return new LoadPlan(LinkUrl.parse(link), viewers, time);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
        }
    }

    private static String link(String given) throws IOException {
        if (!given.equals("-")) {
            return given;
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line.strip();
    }

    private LoadReport measure(LoadPlan plan, Supplier<@Nullable Duration> cpu) throws InterruptedException {
        if (!TtyConsole.errorsAreSeen()) {
            return new LoadTest(plan, (joined, measured, bytes) -> {}, cpu).run();
        }
        LoadReport report = new LoadTest(plan, this::showProgress, cpu).run();
        System.err.print("\r\u001b[K");
        return report;
    }

    private void showProgress(int joined, @Nullable Duration measured, long bytes) {
        String state = measured == null ? "joining" : BenchTable.seconds(measured) + ", " + BenchTable.megabytes(bytes);
        System.err.print("\r\u001b[K" + joined + " of " + viewers + " viewers: " + state);
    }

    private void print(LoadReport report, Duration time) {
        List<String> lines = json ? List.of(JsonText.of(BenchTable.members(report))) : BenchTable.lines(report);
        lines.forEach(this::print);
        if (report.measured().compareTo(time) < 0 && !json) {
            err().println("jshare: nobody was there any more, so that was all.");
        }
    }
}
