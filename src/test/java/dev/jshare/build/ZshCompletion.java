package dev.jshare.build;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion file for zsh: one function a command, each a call of {@code _arguments}. */
final class ZshCompletion {
    private final StringBuilder out = new StringBuilder();

    private ZshCompletion() {}

    static String of(CommandSpec root) {
        ZshCompletion zsh = new ZshCompletion();
        zsh.out.append("#compdef ").append(root.name()).append("\n# ").append(CommandFiles.GENERATED);
        CommandModel.all(root).forEach(zsh::function);
        // Sourced or autoloaded: the first call of an autoloaded function must complete, too.
        zsh.out.append(
                "\nif [ \"$funcstack[1]\" = _jshare ]; then\n  _jshare \"$@\"\nelse\n  compdef _jshare jshare\nfi\n");
        return zsh.out.toString();
    }

    private void function(CommandSpec command) {
        List<CommandSpec> subcommands = CommandModel.subcommands(command);
        out.append('\n').append(name(command)).append("() {\n");
        if (!subcommands.isEmpty()) {
            out.append("  local curcontext=\"$curcontext\" state line\n  local -A opt_args\n");
            out.append("  local first=$words[2] # A subcommand, or what is shared stands behind --.\n");
        }
        out.append("  _arguments -s -S").append(subcommands.isEmpty() ? "" : " -C");
        CommandModel.options(command).forEach(this::option);
        if (subcommands.isEmpty()) {
            CommandModel.parameters(command).forEach(this::parameter);
            out.append("\n");
        } else {
            argument("'1: :->command'");
            argument("'*:: :->arguments'");
            out.append("\n");
            dispatch(command, subcommands);
        }
        out.append("}\n");
    }

    private void dispatch(CommandSpec command, List<CommandSpec> subcommands) {
        out.append("  case $state in\n    command)\n      local -a subcommands=(\n"); // "commands" is zsh's own.
        for (CommandSpec subcommand : subcommands) {
            String entry = subcommand.name() + ":" + CommandModel.summary(subcommand);
            out.append("        ").append(quote(entry)).append('\n');
        }
        out.append("      )\n");
        if (CommandModel.parameters(command).isEmpty()) {
            out.append("      _describe command subcommands\n");
        } else {
            out.append("      if (( $words[(I)--] )); then\n        _command_names -e\n");
            out.append("      else\n        _describe command subcommands\n      fi\n");
        }
        out.append("      ;;\n    arguments)\n      case $first in\n");
        for (CommandSpec subcommand : subcommands) {
            out.append("        ").append(String.join(" | ", subcommand.names()));
            out.append(") ").append(name(subcommand)).append(" ;;\n");
        }
        if (!CommandModel.parameters(command).isEmpty()) {
            out.append("        *) _normal ;;\n");
        }
        out.append("      esac\n      ;;\n  esac\n");
    }

    private void option(OptionSpec option) {
        List<String> names = List.of(option.names());
        String others = option.isMultiValue() ? "*" : "(" + String.join(" ", names) + ")";
        for (String name : names) {
            String value = "";
            String takes = "";
            if (option.arity().max() > 0) {
                takes = name.startsWith("--") ? "=" : "+";
                boolean optional = option.arity().min() == 0;
                value = (optional ? "::" : ":") + escape(CommandModel.label(option)) + ":" + action(option);
            }
            argument(quote(others + name + takes + "[" + escape(CommandModel.summary(option)) + "]" + value));
        }
    }

    private void parameter(PositionalParamSpec parameter) {
        if (CommandModel.isCommand(parameter)) {
            argument("'*::command:_normal'");
            return;
        }
        String position = parameter.arity().max() > 1 || parameter.isMultiValue()
                ? "*"
                : String.valueOf(parameter.index().min() + 1);
        argument(quote(position + ":" + escape(CommandModel.label(parameter)) + ":" + action(parameter)));
    }

    private void argument(String text) {
        out.append(" \\\n    ").append(text);
    }

    private static String action(ArgSpec argument) {
        List<String> values = CommandModel.values(argument);
        if (!values.isEmpty()) {
            return "(" + String.join(" ", values) + ")";
        }
        if (CommandModel.isDirectory(argument)) {
            return "_files -/";
        }
        return CommandModel.isFile(argument) ? "_files" : " ";
    }

    private static String name(CommandSpec command) {
        return "_" + command.qualifiedName("_");
    }

    private static String escape(String text) {
        return text.replaceAll("([\\[\\]:\\\\])", "\\\\$1");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
