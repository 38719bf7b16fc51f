package dev.jshare.build;

import static dev.jshare.build.Shell.BASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** The committed completion files, in the real shells. */
class CompletionTest {
    @TempDir
    Path home;

    @Test
    void theCommittedFilesAreUpToDate() throws IOException {
        for (Map.Entry<String, String> file : CommandFiles.completions().entrySet()) {
            Path committed = BASE.resolve("completions").resolve(file.getKey());
            assertEquals(
                    file.getValue(),
                    Files.readString(committed),
                    committed + " is older than the command line. Run: " + CommandFiles.REGENERATE);
        }
    }

    /** A shell is started for each command, which takes its time on a machine that has other work. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyCommandAndEveryLongOptionIsOffered(String shell) throws Exception {
        assumeTrue(Shell.has(shell), shell + " is not installed");
        for (CommandSpec command : CommandModel.all(CommandModel.jshare())) {
            String typed = command.qualifiedName(" ") + " ";

            List<String> commands = CommandModel.subcommands(command).stream()
                    .map(CommandSpec::name)
                    .toList();
            if (!commands.isEmpty()) {
                assertOffered(shell, typed, commands);
            }

            List<String> options = CommandModel.options(command).stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .filter(name -> name.startsWith("--"))
                    .toList();
            if (!options.isEmpty()) {
                assertOffered(shell, typed + "--", options);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void programsAreOfferedBehindTwoDashesAlone(String shell) throws Exception {
        assumeTrue(Shell.has(shell), shell + " is not installed");
        assertOffered(shell, "jshare -- dirnam", List.of("dirname"));
        List<String> first = offered(shell, "jshare dirnam");
        assertTrue(!first.contains("dirname"), shell + " offers " + first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void behindTwoDashesNothingOfOursIsOffered(String shell) throws Exception {
        assumeTrue(Shell.has(shell), shell + " is not installed");
        List<String> commands = offered(shell, "jshare -- re");
        assertTrue(!commands.contains("revoke"), shell + " offers " + commands);
        Files.createFile(home.resolve("called-link"));
        List<String> files = offered(shell, "jshare -- link " + home + "/called");
        assertTrue(shell.equals("bash") || files.toString().contains("called-link"), shell + " offers " + files);
        List<String> options = offered(shell, "jshare -- link --");
        assertTrue(!options.contains("--uses"), shell + " offers " + options);
    }

    @Test
    void aValueBehindAnEqualsSignIsOfferedByBash() throws Exception {
        assertEquals(List.of("title", "row", "none"), offeredByBash("jshare --status="));
        assertEquals(List.of("row"), offeredByBash("jshare --status=r"));
    }

    private List<String> offered(String shell, String typed) throws Exception {
        return switch (shell) {
            case "bash" -> offeredByBash(typed);
            case "zsh" -> offeredByZsh(typed);
            default -> offeredByFish(typed);
        };
    }

    private void assertOffered(String shell, String typed, List<String> wanted) throws Exception {
        List<String> offered = offered(shell, typed);
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(offered);
        assertTrue(
                missing.isEmpty(), shell + " does not offer " + missing + " after \"" + typed + "\", only " + offered);
    }

    private List<String> offeredByBash(String typed) throws Exception {
        String script = """
                source completions/jshare.bash
                function=$(complete -p jshare | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
                COMP_LINE=$1 COMP_POINT=${#1}
                read -ra COMP_WORDS <<<"${1//=/ = }"
                case $1 in *' ') COMP_WORDS+=('') ;; esac
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                "$function" 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        return run("bash", "--norc", "-c", script, "bash", typed);
    }

    private List<String> offeredByFish(String typed) throws Exception {
        // Each line is the word, then a tab and its description.
        return run("fish", "--no-config", "-c", "source completions/jshare.fish; complete -C \"$argv[1]\"", typed)
                .stream()
                .map(line -> line.replaceFirst("\t.*", ""))
                .toList();
    }

    /** zsh completes only at a prompt: a second zsh behind a pty gets the keys, and prints each word it would offer. */
    private List<String> offeredByZsh(String typed) throws Exception {
        Path init = home.resolve("init.zsh");
        Files.writeString(init, """
                PROMPT=
                fpath=(${PWD}/completions $fpath)
                autoload -U compinit && compinit -u -D
                compadd() {
                  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
                  local -a hits
                  builtin compadd -O hits "$@"
                  print -rl -- '' "offers "$^hits
                  builtin compadd "$@"
                }
                complete-and-exit() { zle complete-word; exit 0 }
                zle -N complete-and-exit
                bindkey '^I' complete-and-exit
                """);
        String script = """
                zmodload zsh/zpty
                zpty inner zsh -f -i
                zpty -w inner "source ${(q)1}"
                zpty -w -n inner "$2"$'\\t'
                while zpty -r inner line; do print -rn -- "$line"; done
                """;
        return run("zsh", "-f", "-c", script, "zsh", init.toString(), typed).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("offers "))
                .map(line -> line.substring("offers ".length()))
                .toList();
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "TERM", "xterm", "LC_ALL", "C.UTF-8");
        return Shell.run(BASE, environment, List.of(command)).lines();
    }
}
