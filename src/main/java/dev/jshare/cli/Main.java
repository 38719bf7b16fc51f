package dev.jshare.cli;

import dev.jshare.pty.ThisProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point: hands the command line to picocli, and every problem to one place that prints it. */
public final class Main {
    private static final String SELECTOR = "java.nio.channels.spi.SelectorProvider";

    /** Java's own on Linux. */
    private static final String EPOLL = "sun.nio.ch.EPollSelectorProvider";

    /** Set by the launcher to {@code LC_ALL}, if it has set that to something else. */
    private static final String LOCALE = "jshare.lc_all";

    private Main() {}

    public static void main(String[] args) {
        // All that is printed is English; and for any locale but this one even a %d loads what Java knows of a
        // thousand.
        Locale.setDefault(Locale.US);
        nameSelector();
        if (args.length == 1 && args[0].startsWith(Training.WORD)) {
            System.exit(Training.run(args[0].equals(Training.JOIN)));
        }
        if (args.length == 3 && args[0].equals(BenchSession.EMIT)) {
            Runtime.getRuntime().halt(BenchSession.emit(Integer.parseInt(args[1]), Long.parseLong(args[2])));
        }
        if (args.length == 2 && args[0].equals(Spare.WORD)) {
            ThisProcess.exitNow(Spare.run(Path.of(args[1])));
        }
        Integer quick = quick(args);
        if (quick != null) {
            System.out.flush();
            System.err.flush();
            // None of their threads is in a native call, for which a halt would wait; _exit would have JNA loaded.
            Runtime.getRuntime().halt(quick);
        }
        int status = start(args);
        System.out.flush();
        System.err.flush();
        try {
            ThisProcess.exitNow(status);
        } finally {
            Runtime.getRuntime().halt(status); // If the C library cannot be called.
        }
    }

    /** Says which selector Java has, where that is known: otherwise it looks for one in all of the jar, 10 ms of every command. */
    private static void nameSelector() {
        try {
            Class.forName(EPOLL, false, null);
            System.setProperty(SELECTOR, System.getProperty(SELECTOR, EPOLL));
        } catch (ClassNotFoundException e) {
            // Then it looks.
        }
    }

    /** All variables as the launcher got them: where it has set another locale for Java, {@code LC_ALL} as it was before. */
    static Map<String, String> environment() {
        String before = System.getProperty(LOCALE);
        if (before == null) {
            return System.getenv();
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("LC_ALL");
        if (!before.isEmpty()) {
            environment.put("LC_ALL", before);
        }
        return environment;
    }

    /** Does what needs no picocli, and no start-up of a share; null if that is something else. */
    private static @Nullable Integer quick(String... args) {
        try {
            if (args.length == 1 && args[0].equals("--version")) {
                System.out.println(new Version().getVersion()[0]);
                return ExitCode.OK;
            }
            Subcommand command = PlainCommand.read(args, environment());
            return command == null ? null : command.call();
        } catch (Exception e) { // Of the command, or from the defaults.
            return failed(e);
        }
    }

    static int execute(String... args) {
        Integer quick = quick(args);
        return quick == null ? start(args) : quick;
    }

    /** Does all else. */
    private static int start(String... args) {
        Map<String, String> environment = environment();
        if (args.length == 0 || !Subcommands.contain(args[0])) {
            ShareRunner.loadNatives();
        }
        try {
            ShareCommand share = PlainShare.read(args, new Defaults(environment));
            if (share != null) {
                return share(share, environment, Path.of(""));
            }
            boolean subcommand = args.length > 0 && Subcommands.contain(args[0]);
            return (subcommand ? commandLine(args[0], environment) : commandLine(environment)).execute(args);
        } catch (Exception e) {
            return failed(e);
        } catch (LinkageError e) {
            return failed(new CliException(
                    ExitCode.FAILED,
                    "native libraries cannot be loaded, as where no file may be executed (noexec); name another directory"
                            + " of yours by TMPDIR. (" + e.getMessage() + ")"));
        }
    }

    /** Does a plain share; its exit status. */
    static int share(ShareCommand share, Map<String, String> environment, Path here) {
        try {
            return share.share(environment, here);
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** The command line with all that belongs to it; also what completions and man pages are made from. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new ShareCommand());
        Subcommands.addAllTo(commandLine, environment);
        return prepared(commandLine, environment);
    }

    /** As much of the command line as this subcommand needs. */
    static CommandLine commandLine(String subcommand, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(CommandSpec.create().name("jshare"));
        Subcommands.addTo(commandLine, subcommand, environment);
        return prepared(commandLine, environment);
    }

    private static CommandLine prepared(CommandLine commandLine, Map<String, String> environment) {
        Defaults defaults = new Defaults(environment);
        commandLine.setDefaultValueProvider(defaults);
        commandLine.setExpandAtFiles(false);
        commandLine.setSeparator("="); // A blank will do, too.
        commandLine.setHelpFactory((command, colours) -> {
            command.parser().separator(" "); // As help shows it; no more words are read then.
            return new CommandLine.Help(command, colours);
        });
        commandLine.setExecutionStrategy(parsed -> run(parsed, defaults));
        commandLine.setExecutionExceptionHandler(
                (problem, command, parsed) -> failed(problem, command.getErr()::println));
        commandLine.setParameterExceptionHandler((problem, arguments) -> {
            PrintWriter err = problem.getCommandLine().getErr();
            err.println("jshare: " + problem.getMessage());
            err.println("Try '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE;
        });
        return commandLine;
    }

    private static int run(ParseResult parsed, Defaults defaults) {
        boolean help = parsed.asCommandLineList().stream()
                .anyMatch(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested());
        if (!help) {
            ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
            CommandLine command = last.commandSpec().commandLine();
            if (last != parsed) {
                refuseWordsBefore(command, parsed);
            }
            try {
                defaults.complain(last.commandSpec());
            } catch (CliException e) {
                throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** An option before a subcommand is the share's, which is not asked for: it would do nothing. */
    private static void refuseWordsBefore(CommandLine subcommand, ParseResult parsed) {
        String name = subcommand.getCommandName();
        if (!parsed.matchedOptions().isEmpty()) {
            String options = parsed.matchedOptions().stream()
                    .map(OptionSpec::longestName)
                    .distinct()
                    .collect(Collectors.joining(" "));
            throw new ParameterException(
                    subcommand,
                    options + " before '" + name + "' would do nothing; put it behind: jshare " + name + " " + options);
        } else if (!parsed.matchedPositionals().isEmpty()) {
            String word =
                    parsed.matchedPositionals().get(0).originalStringValues().get(0);
            throw new ParameterException(subcommand, "There is no subcommand '" + word + "', before '" + name + "'");
        }
    }

    private static int failed(Exception problem) {
        return failed(problem, System.err::println);
    }

    private static int failed(Exception problem, Consumer<String> say) {
        int code = problem instanceof CliException known ? known.exitCode() : ExitCode.FAILED;
        if (code != ExitCode.NOBODY_READS) {
            say.accept("jshare: " + (problem.getMessage() == null ? problem : problem.getMessage()));
        }
        return code;
    }
}
