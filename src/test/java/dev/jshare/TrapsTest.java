package dev.jshare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of traps in SECURITY.md says what the tests do. */
class TrapsTest {
    private static final Path BASE = Path.of(System.getProperty("jshare.basedir", "."));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]+) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern TEST = Pattern.compile("void trap([0-9]+)(?:And([0-9]+))?[A-Z]");
    private static final Pattern PAGE_TEST = Pattern.compile("\"([^\"]+)\"");

    @Test
    void everyTrapHasItsTestsOrSaysWhenItComes() throws IOException {
        Set<Integer> tested = tested();
        Map<Integer, String> rows = rows();
        assertEquals(IntStream.rangeClosed(1, 30).boxed().collect(Collectors.toSet()), rows.keySet());
        rows.forEach((trap, tests) -> {
            boolean named = tests.startsWith(String.format("`trap%02d`", trap));
            assertTrue(named || tests.startsWith("later: ") || tests.startsWith("none: "), trap + ": " + tests);
            assertEquals(named, tested.contains(trap), "tests of trap " + trap);
        });
    }

    @Test
    void thePagesTestsAreThere() throws IOException {
        String page;
        try (Stream<Path> files = Files.walk(BASE.resolve("share-page/test"))) {
            page = read(files.toList());
        }
        Set<String> missing = new TreeSet<>();
        for (String tests : rows().values()) {
            Matcher name = PAGE_TEST.matcher(tests);
            while (name.find()) {
                if (!page.contains(name.group(1))) {
                    missing.add(name.group(1));
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    private static Map<Integer, String> rows() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(BASE.resolve("src/docs/SECURITY.md")));
        while (row.find()) {
            rows.put(Integer.parseInt(row.group(1)), row.group(2).strip());
        }
        return rows;
    }

    private static Set<Integer> tested() throws IOException {
        Set<Integer> tested = new TreeSet<>();
        try (Stream<Path> files = Files.walk(BASE.resolve("src/test/java"))) {
            Matcher test = TEST.matcher(read(files.toList()));
            while (test.find()) {
                assertEquals(2, test.group(1).length(), test.group());
                tested.add(Integer.parseInt(test.group(1)));
                if (test.group(2) != null) {
                    tested.add(Integer.parseInt(test.group(2)));
                }
            }
        }
        return tested;
    }

    private static String read(List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
