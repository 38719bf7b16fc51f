package dev.jshare.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion file for fish: one {@code complete} line for each command and option. */
final class FishCompletion {
    private final StringBuilder out = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandSpec root) {
        FishCompletion fish = new FishCompletion();
        fish.out.append("# ").append(CommandFiles.GENERATED).append("""

                # A subcommand is the first word: others stand behind it, or behind --.
                function __jshare_is
                    set -l words (commandline -opc)
                    contains -- "$words[2]" $argv
                end
                complete -c jshare -f
                """);
        CommandModel.all(root).forEach(fish::command);
        return fish.out.toString();
    }

    private void command(CommandSpec command) {
        String here = condition(command);
        for (CommandSpec subcommand : CommandModel.subcommands(command)) {
            line(
                    here + "; and not contains -- -- (commandline -opc)",
                    "-a " + subcommand.name(),
                    CommandModel.summary(subcommand));
        }
        for (OptionSpec option : CommandModel.options(command)) {
            line(here, names(option) + takes(option), CommandModel.summary(option));
        }
        for (PositionalParamSpec parameter : CommandModel.parameters(command)) {
            List<String> values = CommandModel.values(parameter);
            if (CommandModel.isCommand(parameter)) {
                line(
                        here + "; and contains -- -- (commandline -opc)",
                        "-a '(__fish_complete_subcommand)'",
                        CommandModel.summary(parameter));
            } else if (!values.isEmpty()) {
                line(here, "-a " + quote(String.join(" ", values)), CommandModel.summary(parameter));
            } else if (CommandModel.isFile(parameter)) {
                line(here, "-F", CommandModel.summary(parameter));
            }
        }
    }

    /** True where the words typed so far lead to this command, and to none below it. */
    private static String condition(CommandSpec command) {
        List<String> all = new ArrayList<>();
        for (CommandSpec above = command; above.parent() != null; above = above.parent()) {
            all.add(0, seen(List.of(above)));
        }
        List<CommandSpec> below = CommandModel.subcommands(command);
        if (!below.isEmpty()) {
            all.add("not " + seen(below));
        }
        return String.join("; and ", all);
    }

    private static String seen(List<CommandSpec> commands) {
        return commands.stream()
                .flatMap(command -> command.names().stream())
                .collect(Collectors.joining(" ", "__jshare_is ", ""));
    }

    private void line(String condition, String what, String summary) {
        out.append("complete -c jshare");
        if (!condition.isEmpty()) {
            out.append(" -n ").append(quote(condition));
        }
        out.append(' ').append(what).append(" -d ").append(quote(summary)).append('\n');
    }

    private static String names(OptionSpec option) {
        return List.of(option.names()).stream()
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String takes(ArgSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        List<String> values = CommandModel.values(option);
        if (!values.isEmpty()) {
            return " -x -a " + quote(String.join(" ", values));
        }
        if (CommandModel.isDirectory(option)) {
            return " -x -a '(__fish_complete_directories)'";
        }
        boolean optional = option.arity().min() == 0;
        return CommandModel.isFile(option) ? " -r -F" : optional ? "" : " -x";
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
