package dev.jshare.cli;

import dev.jshare.control.FileProblem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Defaults of options: {@code JSHARE_EXPIRES=2h} in the environment, or {@code expires = 2h} in
 * {@code $XDG_CONFIG_HOME/jshare/config.properties}. What is on the command line wins, then the environment, then the file.
 */
final class Defaults implements IDefaultValueProvider {
    /** The options of subcommands that have such defaults, too: others, such as {@code --type}, mean something else there. */
    private static final Set<String> SHARED = Set.of("--session", "--expires", "--prefix");

    /** With which some editors begin a file. */
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final Map<String, String> environment;
    private final Map<CommandSpec, CliException> problems = new HashMap<>();
    private @Nullable Properties file;

    Defaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String name = option.longestName();
        if (option.command().parent() != null && !SHARED.contains(name)) {
            return null;
        }
        try {
            String value = value(name);
            if (value != null) {
                check(option, value);
            }
            return value;
        } catch (CliException e) {
            // Whoever asks for help gets it, and which session is meant shows without the file, too.
            if (!name.equals("--session")) {
                problems.putIfAbsent(option.command(), e);
            }
            return null;
        }
    }

    /** @throws CliException if a default of the command was to be read, and could not be */
    void complain(CommandSpec command) {
        CliException problem = problems.get(command);
        if (problem != null) {
            throw problem;
        }
    }

    private void check(OptionSpec option, String value) {
        try {
            if (option.converters().length > 0) {
                option.converters()[0].convert(value);
            } else if (option.type() == int.class) {
                Integer.parseInt(value);
            } else if (option.type() == boolean.class && !isFlag(value)) {
                throw new TypeConversionException("'" + value + "' is neither true nor false");
            }
        } catch (NumberFormatException e) {
            throw CliException.usage(origin(option.longestName()) + ": '" + value + "' is no number.");
        } catch (Exception e) {
            throw CliException.usage(origin(option.longestName()) + ": " + e.getMessage() + ".");
        }
    }

    private static boolean isFlag(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    /** The value for an option by its long name, such as {@code --expires}; null if there is none. An empty variable is none. */
    @Nullable
    String value(String option) {
        String value = given(option);
        return !value.isEmpty() ? value : file().getProperty(option.substring(2));
    }

    /** Where the value for an option comes from. */
    String origin(String option) {
        return !given(option).isEmpty() ? variable(option) : option.substring(2) + " in " + path();
    }

    /** What the environment says, or nothing. */
    private String given(String option) {
        return environment.getOrDefault(variable(option), "");
    }

    private static String variable(String option) {
        return "JSHARE_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** A line about what stands in the file and is no option; null if there is nothing of that kind. */
    @Nullable
    String unknown() {
        Set<String> names = new TreeSet<>();
        for (String name : file().stringPropertyNames()) { // No lambda: the first one would delay the prompt.
            if (!name.equals("session") && !PlainShare.OPTIONS.contains("--" + name)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? null : path() + " sets what is no option: " + String.join(", ", names) + ".";
    }

    private Properties file() {
        Properties loaded = file;
        if (loaded == null) {
            loaded = load(path());
            file = loaded;
        }
        return loaded;
    }

    /** Where the file is looked for, by the XDG Base Directory Specification. */
    Path path() {
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // A relative one is to be ignored: what lies in the working directory is not the user's own.
        Path base = !xdg.startsWith("/") ? Path.of(environment.getOrDefault("HOME", ""), ".config") : Path.of(xdg);
        return base.resolve("jshare").resolve("config.properties");
    }

    private static Properties load(Path path) {
        Properties properties = new Properties();
        if (Files.isRegularFile(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                reader.mark(1);
                if (reader.read() != BYTE_ORDER_MARK) {
                    reader.reset();
                }
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw CliException.usage(
                        "Cannot read " + path + " (" + FileProblem.reason(e) + "); mend it or remove it.");
            }
        }
        return properties;
    }
}
