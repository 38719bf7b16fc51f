package dev.jshare.build;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A man page in roff (the man(7) macros), one for each command. */
final class ManPage {
    private final StringBuilder out = new StringBuilder();
    private final CommandSpec command;
    private final UsageMessageSpec usage;

    private ManPage(CommandSpec command) {
        this.command = command;
        this.usage = command.usageMessage();
    }

    static String of(CommandSpec command) {
        return new ManPage(command).write();
    }

    /** The name of the page, such as {@code jshare-link} for {@code jshare link}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private String write() {
        String name = name(command);
        out.append(".\\\" ").append(CommandFiles.GENERATED);
        out.append("\n.TH \"").append(name.toUpperCase(Locale.ROOT)).append("\" 1 \"\" \"jshare\" \"User Commands\"\n");
        section("NAME");
        text(name + " \\- ", CommandModel.summary(command));
        section("SYNOPSIS");
        // Lines as they are: the synopsis is already broken where it should be.
        out.append(".nf\n");
        String synopsis = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        lines(synopsis.replaceFirst("^Usage: ", "").lines().toList());
        out.append(".fi\n");
        if (usage.description().length > 0) {
            section("DESCRIPTION");
            paragraphs(usage.description());
        }
        options();
        commands();
        if (!usage.exitCodeList().isEmpty()) {
            section("EXIT STATUS");
            usage.exitCodeList().forEach((code, meaning) -> item(code.strip(), CommandModel.lines(meaning)));
        }
        if (usage.footer().length > 0) {
            section("NOTES");
            out.append(".nf\n");
            lines(CommandModel.lines(usage.footer()));
            out.append(".fi\n");
        }
        seeAlso();
        return out.toString();
    }

    private void options() {
        if (CommandModel.options(command).isEmpty()
                && CommandModel.parameters(command).isEmpty()) {
            return;
        }
        section("OPTIONS");
        for (ArgSpec parameter : CommandModel.parameters(command)) {
            item(CommandModel.label(parameter), CommandModel.lines(parameter.description()));
        }
        for (OptionSpec option : CommandModel.options(command)) {
            String value = option.arity().max() == 0 ? "" : command.parser().separator() + CommandModel.label(option);
            item(String.join(", ", option.names()) + value, CommandModel.lines(option.description()));
        }
    }

    private void commands() {
        List<CommandSpec> subcommands = CommandModel.subcommands(command);
        if (!subcommands.isEmpty()) {
            section("COMMANDS");
            for (CommandSpec subcommand : subcommands) {
                item(
                        subcommand.name(),
                        List.of(CommandModel.summary(subcommand) + ". See " + name(subcommand) + "(1)."));
            }
        }
    }

    private void seeAlso() {
        if (command.parent() != null) {
            section("SEE ALSO");
            text("", name(command.parent()) + "(1)");
        }
    }

    private void section(String title) {
        out.append(".SH ").append(title).append('\n');
    }

    private void item(String term, List<String> lines) {
        out.append(".TP\n.B ").append(escape(term)).append('\n');
        lines(lines);
    }

    private void paragraphs(String... text) {
        for (String line : CommandModel.lines(text)) {
            if (line.isBlank()) {
                out.append(".PP\n");
            } else {
                text("", line);
            }
        }
    }

    private void lines(List<String> lines) {
        for (String line : lines) {
            text("", line.isEmpty() ? " " : line);
        }
    }

    private void text(String roff, String text) {
        out.append(roff).append(escape(text)).append('\n');
    }

    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        // A line that begins with a dot or a quote would be a request.
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
