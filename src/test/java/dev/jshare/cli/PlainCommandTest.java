package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Two readers of one command line: what the quick one takes it reads as picocli does. */
class PlainCommandTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void live() {
        environment.put("HOME", home.toString());
    }

    @Test
    void everyPlainCommandIsReadWithoutPicocli() throws Exception {
        for (String name : PlainCommand.NAMES) {
            assertSame(name);
            assertSame(name, "--json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link --type --expires 30m --uses 1",
                "link -w --qr --show --label class --json",
                "link --expires never --session abc",
                "link --label @file",
                "status --session two",
                "lock --json --session two"
            })
    void wholeLinesMeanTheSameToBoth(String line) throws Exception {
        assertSame(line.split(" "));
    }

    @Test
    void everyDefaultMeansTheSameToBoth() throws Exception {
        environment.put("JSHARE_SESSION", "abc");
        environment.put("JSHARE_EXPIRES", "2h");
        environment.put("JSHARE_TYPE", "true"); // Of a share, and not of a link.
        for (String name : PlainCommand.NAMES) {
            assertSame(name);
        }
        assertSame("link", "--expires", "5m", "--session", "other");
        environment.keySet().removeIf(name -> name.startsWith("JSHARE_"));
        Path file = home.resolve(".config/jshare/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "expires = 3h\nsession = def\n");
        assertSame("link");
        Files.writeString(file, "session = \\u12\n");
        assertNull(plain("link"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "say",
                "kick 1",
                "--version",
                "ls --help",
                "ls -V",
                "ls --session abc",
                "ls --type",
                "ls extra",
                "status --watch",
                "link --uses many",
                "link --expires 2x",
                "link --expires",
                "link --expires=2h",
                "link -w --type",
                "link --label \"x\"",
                "link --label -w",
                "link @file",
                "links --expires 2h",
                "stop --js"
            })
    void theRestIsLeftToPicocli(String line) {
        assertNull(plain(line.split(" ")));
    }

    private Subcommand plain(String... words) {
        return PlainCommand.read(words, environment);
    }

    private void assertSame(String... words) throws IllegalAccessException {
        Subcommand plain = plain(words);
        assertNotNull(plain, String.join(" ", words));
        CommandLine picocli = Main.commandLine(words[0], environment);
        Object read = picocli.parseArgs(words).subcommand().commandSpec().userObject();
        assertEquals(read.getClass(), plain.getClass());
        assertEquals(options(read), options(plain), String.join(" ", words));
    }

    /** The fields that options set, by their names. */
    private static Map<String, Object> options(Object command) throws IllegalAccessException {
        Map<String, Object> values = new TreeMap<>();
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Option.class)) {
                    field.setAccessible(true);
                    values.put(field.getName(), field.get(command));
                }
            }
        }
        return values;
    }
}
