package dev.jshare.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The subcommands of {@code jshare}. Their model is built only where one is wanted: it takes longer than all the rest that
 * stands between the user and the prompt of a shared shell.
 */
final class Subcommands {
    private static final List<String> NAMES = List.of("ls", "status", "link", "revoke", "render");

    private Subcommands() {}

    /** Whether a command line may name a subcommand, or wants to be told of them. */
    static boolean wanted(String[] arguments) {
        return Arrays.stream(arguments)
                .takeWhile(word -> !word.equals("--"))
                .anyMatch(word -> NAMES.contains(word) || word.equals("-h") || word.equals("--help"));
    }

    /** In the order of the help. */
    static void addTo(CommandLine jshare, Map<String, String> environment) {
        List<Object> commands = List.of(
                new LsCommand(), new StatusCommand(), new LinkCommand(), new RevokeCommand(), new RenderCommand());
        for (Object command : commands) {
            if (command instanceof ControlCommand control) {
                control.in(environment);
            }
            jshare.addSubcommand(command);
        }
    }
}
