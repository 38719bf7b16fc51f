package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Two readers of one command line: what the quick one takes it reads as picocli does. */
class PlainShareTest {
    /** A value for each option that takes one, unlike its default. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("--expires", "30m"),
            Map.entry("--listen", "127.0.0.1:8080"),
            Map.entry("--tls-cert", "/etc/ssl/certificate.pem"),
            Map.entry("--tls-key", "key.pem"),
            Map.entry("--allow-origin", "https://example.org:8443"),
            Map.entry("--public-url", "https://example.org/x/"),
            Map.entry("--name", "two words"),
            Map.entry("--max-viewers", "7"),
            Map.entry("--scrollback", "123"),
            Map.entry("--log-size", "2M"),
            Map.entry("--wait", "10m"),
            Map.entry("--cwd", "/tmp/a b"),
            Map.entry("--audit", "/tmp/a.ndjson"),
            Map.entry("--size", "100x30"),
            Map.entry("--status", "none"),
            Map.entry("--prefix", "Ctrl-a"));

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void live() {
        environment.put("HOME", home.toString());
    }

    @Test
    void itKnowsEveryOption() {
        assertEquals(
                options().keySet(),
                PlainShare.OPTIONS.stream().collect(Collectors.toCollection(TreeSet::new)),
                "PlainShare.set and PlainShare.OPTIONS are as ShareCommand is");
    }

    @Test
    void everyOptionMeansTheSameToBoth() throws Exception {
        for (OptionSpec option : options().values()) {
            for (String name : option.names()) {
                assertSame(option.arity().max() == 0 ? new String[] {name} : new String[] {name, value(option)});
            }
        }
    }

    @Test
    void everyDefaultMeansTheSameToBoth() throws Exception {
        for (OptionSpec option : options().values()) {
            environment.put(
                    "JSHARE_" + option.longestName().substring(2).toUpperCase().replace('-', '_'), value(option));
            assertSame("-q");
        }
        environment.keySet().removeIf(name -> name.startsWith("JSHARE_"));
        writeSettings("expires = 2h\ntype = true\nquiet = false\nunknown = x\n");
        assertSame();
        assertSame("--expires", "never");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-w --expires 2d -- htop -d 5",
                "-- -w --help",
                "--json --headless -- sh -c exit",
                "-- ls",
                "--name @file -- echo @file"
            })
    void wholeLinesMeanTheSameToBoth(String line) throws Exception {
        assertSame(words(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "-V",
                "help",
                "ls",
                "render file",
                "--unknown",
                "-wq",
                "--expires",
                "--expires=2h",
                "--expires -w",
                "--expires 2x",
                "--listen nowhere.invalid",
                "--max-viewers many",
                "-w -w",
                "-w --type",
                "--",
                "@file",
                "--name \"x\"",
                "--exp 2h",
                "-w --help"
            })
    void theRestIsLeftToPicocli(String line) {
        assertNull(plain(words(line)));
    }

    @Test
    void wrongDefaultsAreLeftToPicocli() throws Exception {
        environment.put("JSHARE_EXPIRES", "soon");
        assertNull(plain());
        assertSame("--expires", "1h");
        environment.remove("JSHARE_EXPIRES");
        environment.put("JSHARE_TYPE", "yes");
        assertNull(plain());
        environment.remove("JSHARE_TYPE");
        writeSettings("name = \\u12\n");
        assertNull(plain());
    }

    private void assertSame(String... words) throws IllegalAccessException {
        ShareCommand plain = plain(words);
        assertNotNull(plain, String.join(" ", words));
        CommandLine picocli = Main.commandLine(environment);
        picocli.parseArgs(words);
        assertEquals(fields(picocli.getCommand()), fields(plain), String.join(" ", words));
    }

    private ShareCommand plain(String... words) {
        return PlainShare.read(words, new Defaults(environment));
    }

    /** All that was read, by name. */
    private static Map<String, String> fields(ShareCommand command) throws IllegalAccessException {
        Map<String, String> fields = new TreeMap<>();
        for (Field field : ShareCommand.class.getDeclaredFields()) {
            if (!field.getName().equals("spec")) {
                field.setAccessible(true);
                fields.put(field.getName(), String.valueOf(field.get(command)));
            }
        }
        return fields;
    }

    private static Map<String, OptionSpec> options() {
        return new CommandLine(new ShareCommand())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .collect(
                                Collectors.toMap(OptionSpec::longestName, option -> option, (a, b) -> a, TreeMap::new));
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "true" : VALUES.get(option.longestName());
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    private void writeSettings(String text) throws IOException {
        Path file = home.resolve(".config/jshare/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
