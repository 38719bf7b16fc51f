package dev.jshare.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The executable file as it is installed. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of(System.getProperty("jshare.launcher"));
    private static final Path JAR = Path.of(System.getProperty("jshare.jar"));

    private static final List<String> WITHOUT_CACHE = List.of("env", "XDG_CACHE_HOME=/dev/null", LAUNCHER.toString());

    @TempDir
    Path temp;

    private String javaOptions = "";

    @Test
    void itStartsWithItsOwnNameOrAnyOther() throws Exception {
        Path copy = Files.copy(LAUNCHER, temp.resolve("my share"));
        copy.toFile().setExecutable(true);
        Path link = Files.createSymbolicLink(temp.resolve("link"), copy);
        for (Path file : List.of(LAUNCHER, copy, link)) {
            Shell.Result result = run(file.toString(), "--version");
            assertEquals(0, result.exitCode(), result.output());
            assertTrue(result.output().startsWith("jshare "), result.output());
        }
    }

    @Test
    void theNativeLibrariesAreUnpackedOnceAndTheTemporaryDirectoryStaysEmpty() throws Exception {
        run(LAUNCHER.toString(), "--version");
        List<Path> libraries = filesBelow(temp.resolve("the cache"));
        assertEquals(2, libraries.size(), libraries.toString());
        FileTime time = Files.getLastModifiedTime(libraries.get(0));

        run(LAUNCHER.toString(), "--version");

        assertEquals(libraries, filesBelow(temp.resolve("the cache")));
        assertEquals(time, Files.getLastModifiedTime(libraries.get(0)));
        assertEquals(List.of(), filesBelow(temp.resolve("tmp")));
    }

    @Test
    void aSharedCommandEndsWithItsOwnStatusAndLeavesNoTemporaryFile() throws Exception {
        Shell.Result result =
                run(LAUNCHER.toString(), "--headless", "--listen", "127.0.0.1:0", "--json", "--", "sh", "-c", "exit 7");
        assertEquals(7, result.exitCode(), result.output());
        assertEquals(List.of(), filesBelow(temp.resolve("tmp")));
    }

    /** The second one is installed nowhere. */
    @ParameterizedTest
    @CsvSource({"LANG=C, C~", "LC_ALL=xx_XX.UTF-8, ~xx_XX.UTF-8"})
    void allLettersReachTheCommandInAnyLocale(String locale, String seen) throws Exception {
        String script = """
                letter=$(printf '\\303\\274')
                export WORD="$letter" "$1"
                mkdir "$letter" && cd "$letter" || exit
                "$0" --headless --listen 127.0.0.1:0 --quiet --name "$letter" --audit "$letter.jsonl" -- sh -c '
                    echo "$1$WORD ${LANG-}~${LC_ALL-} $(pwd)" >seen' sh "$letter"
                cat seen "$letter.jsonl"
                """;
        Shell.Result result = run("sh", "-c", script, LAUNCHER.toString(), locale);
        List<String> lines = result.lines();
        assertEquals("üü " + seen + " " + temp + "/ü", lines.get(0), result.output());
        assertTrue(lines.get(1).contains("\"name\":\"ü\""), result.output());
    }

    @Test
    void javaUsesTheArchiveThatItWasTrainedToMake() throws Exception {
        Path log = temp.resolve("log");
        assertEquals("", run(LAUNCHER.toString(), "--internal-train").output());
        assertEquals(2, archives().size(), archives().toString()); // One for shares, one for whoever joins.

        javaOptions = "-Xlog:class+load:file=" + log;
        run(LAUNCHER.toString(), "--version");

        String main = Files.readAllLines(log).stream()
                .filter(line -> line.contains("dev.jshare.cli.Main "))
                .findFirst()
                .orElseThrow();
        assertTrue(main.contains("shared objects file"), main);
        assertEquals(List.of(), filesBelow(temp.resolve("tmp")));
    }

    @Test
    void aDamagedArchiveIsNotNoticed() throws Exception {
        run(LAUNCHER.toString(), "--internal-train");
        Path archive = archives().stream()
                .filter(path -> !path.toString().contains("-join-"))
                .findFirst()
                .orElseThrow();
        archive.toFile().setWritable(true);
        String version = run(LAUNCHER.toString(), "--version").output();
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(4096), 0);
            assertEquals(version, run(LAUNCHER.toString(), "--version").output());
            file.truncate(file.size() / 2);
            assertEquals(version, run(LAUNCHER.toString(), "--version").output());
            file.truncate(0);
            assertEquals(version, run(LAUNCHER.toString(), "--version").output());
        }
        Files.delete(archive);
        assertEquals(version, run(LAUNCHER.toString(), "--version").output());
        assertEquals(1, version.lines().count(), version);
    }

    /** As where /tmp is mounted noexec, and worse: nobody, not even root, can make a file in this directory. */
    @Test
    void aTemporaryDirectoryIsNotNeeded() throws Exception {
        javaOptions = "-Djava.io.tmpdir=/proc";
        assertEquals("", run(LAUNCHER.toString(), "--internal-train").output());
        assertEquals(2, archives().size(), archives().toString()); // One for shares, one for whoever joins.
        Shell.Result result = run(
                LAUNCHER.toString(), "--headless", "--listen", "127.0.0.1:0", "--quiet", "--", "sh", "-c", "exit 7");
        assertEquals("", result.output());
        assertEquals(7, result.exitCode());
    }

    /** As on machines that many share: 1.6 GB of addresses, of which Java by itself reserves more. */
    @Test
    void littleAddressSpaceIsEnough() throws Exception {
        Shell.Result result = run(
                "sh",
                "-c",
                "ulimit -v 1600000 && exec '" + LAUNCHER
                        + "' --headless --listen 127.0.0.1:0 --quiet -- sh -c 'exit 7'");
        assertEquals("", result.output());
        assertEquals(7, result.exitCode());
    }

    @Test
    void whereThereIsNoCacheTheTemporaryDirectoryStaysEmpty() throws Exception {
        Path directory = Files.createDirectory(temp.resolve("libraries"));
        javaOptions = "-Djna.tmpdir=" + directory;
        Shell.Result result = run(with(WITHOUT_CACHE, "--headless", "--quiet", "--", "sh", "-c", "exit 7"));
        assertEquals(7, result.exitCode(), result.output());
        assertEquals(List.of(), filesBelow(directory));
    }

    /** As where both the cache and the temporary directory are mounted noexec. */
    @Test
    void whoHasNoPlaceForLibrariesIsToldWhatToDo() throws Exception {
        javaOptions = "-Djna.tmpdir=/proc";
        for (List<String> command : List.of(List.of("--headless"), List.of("join", "http://127.0.0.1:1/s/x#y"))) {
            Shell.Result result = run(with(WITHOUT_CACHE, command.toArray(String[]::new)));
            assertEquals(1, result.exitCode(), result.output());
            assertEquals(1, result.lines().size(), result.output());
            assertTrue(result.output().contains("by TMPDIR"), result.output());
        }
    }

    /** There the libraries of the cache cannot be loaded, nor those that JNA would unpack beside them. */
    @Test
    void aCacheThatIsMountedNoexecIsNotNeeded() throws Exception {
        Path cache = Files.createDirectories(temp.resolve("the cache"));
        List<String> mounted = List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o noexec,mode=700 tmpfs \"$0\" && exec \"$@\"",
                cache.toString());
        assumeTrue(Shell.has("unshare"), "unshare is not installed");
        assumeTrue(run(with(mounted, "true")).exitCode() == 0, "nothing can be mounted here");
        String share = "'" + LAUNCHER + "' --headless --listen 127.0.0.1:0 --quiet -- sh -c 'exit 7'";
        Shell.Result result = run(with(mounted, "sh", "-c", share + "; echo $?; " + share + "; echo $?"));
        assertEquals("7\n7\n", result.output(), "the first one unpacks");
    }

    @Test
    void noClassIsTooOldForAClassDataArchive() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        byte[] head = in.readNBytes(8);
                        // Java 6 is 50: what is older is never archived.
                        assertTrue(head[7] >= 50 && head[7] <= 61, entry + " has class version " + head[7]);
                    }
                }
            }
        }
    }

    @Test
    void theManifestSaysWhatJavaNeeds() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            var attributes = jar.getManifest().getMainAttributes();
            assertEquals("dev.jshare.cli.Main", attributes.getValue("Main-Class"));
            assertEquals("ALL-UNNAMED", attributes.getValue("Enable-Native-Access"));
            assertEquals("true", attributes.getValue("Multi-Release"));
            assertTrue(attributes.getValue("Implementation-Version").matches("\\d+\\.\\d+\\.\\d+.*"));
        }
    }

    private Shell.Result run(String... command) throws Exception {
        Path tmp = Files.createDirectories(temp.resolve("tmp"));
        return Shell.run(
                temp,
                Map.of(
                        "PATH", Shell.BASE.toAbsolutePath().resolve("src/test/bin") + ":" + System.getenv("PATH"),
                        "HOME", temp.toString(),
                        "XDG_CACHE_HOME", temp.resolve("the cache").toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "JSHARE_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp + " " + javaOptions),
                List.of(command));
    }

    private static String[] with(List<String> before, String... command) {
        return Stream.concat(before.stream(), Stream.of(command)).toArray(String[]::new);
    }

    private List<Path> archives() throws IOException {
        return filesBelow(temp.resolve("the cache")).stream()
                .filter(path -> path.getFileName().toString().startsWith("classes-"))
                .toList();
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
