package dev.jshare.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs in the shared terminal: an executable's path and its arguments, where, and with which environment. */
record ShellCommand(List<String> argv, Path directory, Map<String, String> environment) {
    /** Tells the shell, and jshare inside it, that it is shared; the session's id, no secret. */
    static final String SESSION_VARIABLE = "JSHARE_SESSION";

    private static final Path PASSWD = Path.of("/etc/passwd");

    /**
     * Finds what is to be started.
     *
     * @param words the command, or none for the user's shell
     * @param login whether that shell is to be a login shell; no other program knows what that means
     * @throws CliException if it or the directory cannot be used
     */
    static ShellCommand find(
            List<String> words, boolean login, Path directory, Map<String, String> environment, String session) {
        if (!Files.isDirectory(directory)) {
            throw CliException.usage(directory + " is no directory; give --cwd one that exists.");
        }
        List<String> argv = new ArrayList<>(words.isEmpty() ? List.of(defaultShell(environment)) : words);
        argv.set(0, executable(argv.get(0), directory, environment).toString());
        if (login && words.isEmpty()) {
            argv.add(1, "-l");
        }
        Map<String, String> own = new HashMap<>(environment);
        own.put(SESSION_VARIABLE, session);
        return new ShellCommand(List.copyOf(argv), directory, own);
    }

    /**
     * A directory that can be entered: a shell that cannot would start elsewhere.
     *
     * @throws CliException if it is none
     */
    static Path directory(Path path) {
        if (Files.isDirectory(path) && !Files.isExecutable(path)) {
            throw CliException.usage("You may not enter " + path + "; give --cwd another directory.");
        }
        return path;
    }

    /** The same for a terminal that is only emulated: what the surroundings say of theirs does not hold. */
    ShellCommand withoutTerminal() {
        Map<String, String> own = new HashMap<>(environment);
        own.put("TERM", "xterm-256color");
        own.put("COLORTERM", "truecolor");
        own.keySet().removeAll(List.of("COLUMNS", "LINES", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TMUX", "STY"));
        return new ShellCommand(argv, directory, own);
    }

    /** {@code $SHELL}, else the shell of the user's passwd entry, else {@code /bin/sh}. */
    private static String defaultShell(Map<String, String> environment) {
        String shell = environment.getOrDefault("SHELL", "");
        if (!shell.isEmpty() && Files.isExecutable(Path.of(shell))) {
            return shell;
        }
        String prefix = System.getProperty("user.name", "") + ":";
        try (Stream<String> users = Files.lines(PASSWD)) {
            return users.filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(line.lastIndexOf(':') + 1))
                    .filter(path -> !path.isEmpty() && Files.isExecutable(Path.of(path)))
                    .findFirst()
                    .orElse("/bin/sh");
        } catch (IOException e) {
            return "/bin/sh";
        }
    }

    /** Looks a command up as execvp(3) does. */
    private static Path executable(String word, Path directory, Map<String, String> environment) {
        if (word.indexOf('/') >= 0) {
            Path path = directory.resolve(word);
            if (!Files.exists(path)) {
                throw notFound(word);
            } else if (!isProgram(path)) {
                throw new CliException(
                        ExitCode.NOT_EXECUTABLE,
                        "'" + word + "' is no program that may be executed; see its permissions.");
            }
            return path;
        }
        for (String entry : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path path = directory.resolve(entry).resolve(word);
            if (!word.isEmpty() && isProgram(path)) {
                return path;
            }
        }
        throw notFound(word);
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static CliException notFound(String word) {
        return new CliException(
                ExitCode.NOT_FOUND, "There is no command '" + word + "'; see its spelling and your PATH.");
    }
}
