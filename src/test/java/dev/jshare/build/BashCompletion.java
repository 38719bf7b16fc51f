package dev.jshare.build;

import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** The completion file for bash: picocli's, and what that does not know. */
final class BashCompletion {
    private BashCompletion() {}

    static String of(CommandSpec root) {
        String subcommands = CommandModel.subcommands(root).stream()
                .flatMap(command -> command.names().stream())
                .collect(Collectors.joining(" | "));
        String entry = "function _complete_" + root.name() + "() {\n";
        String picocli = AutoComplete.bash(root.name(), root.commandLine());
        if (!picocli.contains(entry)) {
            throw new IllegalStateException("picocli has another name for its entry point");
        }
        return picocli.replace(entry, entry + """
                  # bash takes --option=value for three words.
                  if [ "${COMP_WORDS[COMP_CWORD]}" = "=" ]; then
                    COMP_WORDS[COMP_CWORD]=''
                  elif [ "${COMP_WORDS[COMP_CWORD-1]}" = "=" ]; then
                    COMP_WORDS=("${COMP_WORDS[@]:0:COMP_CWORD-1}" "${COMP_WORDS[COMP_CWORD]}")
                    COMP_CWORD=$((COMP_CWORD - 1))
                  fi
                  # Behind -- stands another command with its own words, which may be called like a subcommand.
                  case ${COMP_WORDS[1]} in
                    %s) ;;
                    *)
                      local i
                      for ((i = 1; i < COMP_CWORD; i++)); do
                        if [ "${COMP_WORDS[i]}" = "--" ]; then
                          if declare -F _command_offset >/dev/null; then
                            _command_offset $((i + 1))
                          elif ((i + 1 == COMP_CWORD)); then
                            COMPREPLY=($(compgen -c -- "${COMP_WORDS[COMP_CWORD]}"))
                          fi
                          return
                        fi
                      done
                      ;;
                  esac

                """.formatted(subcommands));
    }
}
