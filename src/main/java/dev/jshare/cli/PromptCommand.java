package dev.jshare.cli;

import dev.jshare.protocol.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code jshare prompt}: a few characters for a prompt. Without options the launcher does the same, without Java. */
@Command(
        name = "prompt",
        description = {
            "Prints how many watch the shared shell that this runs in, such as ●3, and nothing in any other shell.",
            "Takes a few milliseconds: it reads a file, and starts no Java."
        },
        exitCodeList = {"0:also where nothing is shared, or the session is over", "2:the command line is wrong"},
        footer = {
            "",
            "Examples:",
            "  PS1='$(jshare prompt) '\"$PS1\"              in ~/.bashrc",
            "  setopt prompt_subst; PS1='$(jshare prompt) '$PS1  in ~/.zshrc"
        })
final class PromptCommand extends SessionCommand {
    @Override
    public Integer call() throws IOException {
        String text = session == null ? "" : read(directory().prompt(session));
        if (json) {
            print(JsonText.of(Map.of("prompt", text)));
        } else if (!text.isEmpty()) {
            print(text);
        }
        return ExitCode.OK;
    }

    private static String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }
}
