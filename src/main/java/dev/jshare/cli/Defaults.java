package dev.jshare.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults of options: {@code JSHARE_EXPIRES=2h} in the environment, or {@code expires = 2h} in
 * {@code $XDG_CONFIG_HOME/jshare/config.properties}. What is on the command line wins, then the environment, then the file.
 */
final class Defaults implements IDefaultValueProvider {
    /** The options of subcommands that have such defaults, too: others, such as {@code --type}, mean something else there. */
    private static final Set<String> SHARED = Set.of("--session", "--expires", "--prefix");

    private final Map<String, String> environment;
    private @Nullable Properties file;

    Defaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        boolean own = option.command().parent() == null || SHARED.contains(option.longestName());
        return own ? value(option.longestName()) : null;
    }

    /** The value for an option by its long name, such as {@code --expires}; null if there is none. */
    @Nullable
    String value(String option) {
        String name = option.substring(2);
        String value = environment.get("JSHARE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        return value != null ? value : file().getProperty(name);
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
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw CliException.usage("Cannot read " + path + " (" + e.getMessage() + "); mend it or remove it.");
            }
        }
        return properties;
    }
}
