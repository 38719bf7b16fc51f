package dev.jshare.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The files that follow from the command line's model, and the program that writes them. */
final class CommandFiles {
    /** The command that brings the committed completions up to date. */
    static final String REGENERATE = "mvn -q -Dpage.skip test-compile exec:java@completions";

    /** The comment at the head of every generated file. */
    static final String GENERATED = "Generated from the command line's model. To change it: " + REGENERATE + "\n";

    private CommandFiles() {}

    /** Writes what the first argument names, {@code completions} or {@code man}, into the directory of the second. */
    public static void main(String[] args) throws IOException {
        Map<String, String> files = switch (args[0]) {
            case "completions" -> completions();
            case "man" -> manPages();
            default -> throw new IllegalArgumentException(args[0]);
        };
        Path directory = Files.createDirectories(Path.of(args[1]));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** File name to content of {@code completions/}. */
    static Map<String, String> completions() {
        CommandSpec jshare = CommandModel.jshare();
        return Map.of(
                "jshare.bash", BashCompletion.of(jshare),
                "_jshare", ZshCompletion.of(jshare),
                "jshare.fish", FishCompletion.of(jshare));
    }

    /** File name to content of the man pages, one for each command. */
    static Map<String, String> manPages() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (CommandSpec command : CommandModel.all(CommandModel.jshare())) {
            pages.put(ManPage.name(command) + ".1", ManPage.of(command));
        }
        return pages;
    }
}
