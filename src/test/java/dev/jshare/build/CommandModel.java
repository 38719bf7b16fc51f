package dev.jshare.build;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the generators ask of the picocli model: the parts a user sees, as plain text. */
final class CommandModel {
    private CommandModel() {}

    /** The model of {@code jshare} itself, with everything below it. */
    static CommandSpec jshare() {
        try {
            Method commandLine = Class.forName("dev.jshare.cli.Main").getDeclaredMethod("commandLine", Map.class);
            commandLine.setAccessible(true);
            return ((CommandLine) commandLine.invoke(null, Map.of())).getCommandSpec();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no method dev.jshare.cli.Main.commandLine(Map).", e);
        }
    }

    /** The subcommands that help shows, each once, under its first name. */
    static List<CommandSpec> subcommands(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(subcommand -> !subcommand.usageMessage().hidden())
                .toList();
    }

    /** {@code root} and all that is below it, parents first. */
    static List<CommandSpec> all(CommandSpec root) {
        List<CommandSpec> found = new ArrayList<>(List.of(root));
        for (CommandSpec subcommand : subcommands(root)) {
            found.addAll(all(subcommand));
        }
        return found;
    }

    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    static List<PositionalParamSpec> parameters(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
    }

    /** One line about a command: its header, or the start of its description. */
    static String summary(CommandSpec command) {
        String[] header = command.usageMessage().header();
        return firstSentence(
                lines(header.length > 0 ? header : command.usageMessage().description()));
    }

    /** One line about an option or a parameter. */
    static String summary(ArgSpec argument) {
        return firstSentence(lines(argument.description()));
    }

    /** Text of the model without its markup and format characters, one element a line. */
    static List<String> lines(String... text) {
        return Stream.of(text)
                .map(line -> Ansi.OFF.string(String.format(line)))
                .flatMap(line -> line.isEmpty() ? Stream.of(line) : line.lines())
                .toList();
    }

    /** The values that an argument can have, or none when they are not a fixed set. */
    static List<String> values(ArgSpec argument) {
        List<String> values = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(values::add);
        } else if (argument.type().isEnum()) {
            Stream.of(argument.type().getEnumConstants()).map(Object::toString).forEach(values::add);
        }
        return values;
    }

    static boolean isFile(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        return type == Path.class || type == File.class;
    }

    /** Whether the value is a directory: a path, called so. */
    static boolean isDirectory(ArgSpec argument) {
        return isFile(argument) && label(argument).startsWith("DIR");
    }

    /** Whether the values are a command and its arguments. */
    static boolean isCommand(ArgSpec argument) {
        return argument.isPositional() && label(argument).startsWith("command");
    }

    /** The name of an argument's value, without the brackets of picocli: {@code FILE} for {@code <FILE>}. */
    static String label(ArgSpec argument) {
        return argument.paramLabel().replaceAll("[<>]", "");
    }

    private static String firstSentence(List<String> lines) {
        String text = String.join(" ", lines).strip();
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
