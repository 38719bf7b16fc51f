package dev.jshare.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and its archives of classes, with a script in place of Java that writes "archive" where one is asked for. */
class ArchiveTest {
    private static final String TRAIN = "--internal-train";

    @TempDir
    Path temp;

    private Path dir;
    private Path launcher;
    private Path cache;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeLauncher() throws IOException {
        dir = Files.createDirectory(temp.resolve("a b"));
        launcher = launcher("bin dir/jshare", "build1");
        cache = dir.resolve("home dir/.cache/jshare");
        environment.put("HOME", Files.createDirectory(dir.resolve("home dir")).toString());
        environment.put("PATH", System.getenv("PATH"));
        java("17.0.15", "17.0.15+6-Debian");
    }

    @Test
    void aStartWithoutAnArchiveAsksForOne() throws Exception {
        List<String> lines = start().lines();
        assertTrue(lines.contains("-Djshare.train=" + launcher), lines.toString());
        assertFalse(lines.toString().contains("SharedArchiveFile"), lines.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.15, 17.0.15+6, -XX:SharedArchiveFile=, jsa",
        "24.0.1, 24.0.1+9, -XX:SharedArchiveFile=, jsa",
        "25, 25+36-LTS, -XX:AOTCache=, aot"
    })
    void whatWasTrainedIsUsed(String version, String runtime, String option, String kind) throws Exception {
        java(version, runtime);
        Shell.Result training = run(TRAIN);
        assertEquals("", training.output());
        assertEquals(0, training.exitCode());
        Path archive = archive();
        assertTrue(archive.toString().endsWith("-7." + kind), archive.toString());

        List<String> lines = start().lines();

        assertTrue(lines.contains(option + archive), lines.toString());
        assertFalse(lines.toString().contains("jshare.train"), lines.toString());
    }

    /** Nobody else's archive lies there, nor one from before, and a start does not move it. */
    @ParameterizedTest
    @CsvSource({
        "17.0.15, x86_64, 2097152",
        "17.0.15, aarch64, 34359738368",
        "25, x86_64, 2097152",
        "25, aarch64, 34359738368"
    })
    void anArchiveLiesAtAnAddressOfItsOwn(String version, String arch, long unit) throws Exception {
        java(version, version + "+1");
        Files.writeString(dir.resolve("java/release"), "OS_ARCH=\"" + arch + "\"\n", StandardOpenOption.APPEND);
        assertFalse(start().output().contains("ArchiveRelocationMode"), "Java's own stays where it may be anywhere");
        run(TRAIN);
        assertTrue(start().lines().contains("-XX:ArchiveRelocationMode=0"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive())));
        run(TRAIN);
        String option = "-XX:SharedBaseAddress=";
        List<Long> addresses = calls().stream()
                .flatMap(List::stream)
                .filter(argument -> argument.startsWith(option))
                .map(argument -> Long.valueOf(argument.substring(option.length())))
                .toList();
        assertEquals(4, addresses.size(), addresses.toString());
        assertTrue(Set.copyOf(addresses).size() > 1, addresses.toString());
        for (long address : addresses) {
            assertTrue(address >= 0x1000_0000_0000L && address < 0x5000_0000_0000L, addresses.toString());
            assertEquals(0, address % unit, addresses.toString());
        }
    }

    @Test
    void whoeverJoinsHasAnotherOne() throws Exception {
        run(TRAIN);
        assertEquals(2, allArchives().size(), allArchives().toString());
        String joining = start("join", "http://127.0.0.1:1/").output();
        assertTrue(
                joining.contains("-XX:SharedArchiveFile=" + cache + "/classes-build1-17.0.15+6-Debian-join-"), joining);
        assertTrue(start().output().contains("-XX:SharedArchiveFile=" + archive()));
    }

    @Test
    void theTrainingRunsWithTheOptionsOfEveryRun() throws Exception {
        environment.put("JSHARE_JAVA_OPTS", "-Dx=y");
        List<String> usual = start("--flag").lines();
        run(TRAIN);
        List<String> training = calls().get(1);
        for (String option : usual) {
            boolean own =
                    List.of("java", "-Djshare.train=" + launcher, "--flag").contains(option);
            assertEquals(!own, training.contains(option), option);
        }
        assertEquals(TRAIN, training.get(training.size() - 1));
    }

    @Test
    void anArchiveThatIsTooShortIsMadeAgain() throws Exception {
        run(TRAIN);
        Files.writeString(archive(), "arch");

        assertAsksForOne(start());
        run(TRAIN);

        assertEquals("archive", Files.readString(archive()));
        assertUses(start());
    }

    @Test
    void anArchiveOlderThanTheLauncherIsMadeAgain() throws Exception {
        run(TRAIN);
        Files.setLastModifiedTime(launcher, FileTime.from(Instant.now().plusSeconds(60)));
        assertAsksForOne(start());
    }

    @Test
    void anotherBuildAnotherJavaAndAnotherPlaceHaveTheirOwn() throws Exception {
        run(TRAIN);
        Path first = launcher;
        launcher = launcher("elsewhere/jshare", "build1");
        assertAsksForOne(start());
        launcher = first;
        java("17.0.16", "17.0.16+8-Debian");
        assertAsksForOne(start());
        java("17.0.15", "17.0.15+6-Debian");
        assertUses(start());
        launcher("bin dir/jshare", "build2");
        Files.setLastModifiedTime(launcher, FileTime.from(Instant.EPOCH));
        assertAsksForOne(start());
    }

    @Test
    void aRelativePathAndAnAbsoluteOneShareIt() throws Exception {
        run(TRAIN);
        assertUses(Shell.run(dir, environment, List.of("sh", "-c", "'./bin dir/jshare'")));
    }

    @Test
    void aCacheThatOthersCanWriteToIsNotTouched() throws Exception {
        run(TRAIN);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));
        assertIgnoresTheCache(start());
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwx---rwx"));
        assertIgnoresTheCache(start());
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertUses(start());
    }

    @Test
    void aCacheOfAnotherUserIsNotTouched() throws Exception {
        assumeTrue(isRoot(), "only root can give files away");
        run(TRAIN);
        Files.setAttribute(cache, "unix:uid", 12345);
        assertIgnoresTheCache(start());
        Path before = archive();
        run(TRAIN);
        assertEquals(before, archive());
    }

    @Test
    void aCacheThatIsReadOnlyCostsNothingButTheArchive() throws Exception {
        start();
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r-x------"));
        List<String> asNobody = new ArrayList<>();
        if (isRoot()) { // For whom nothing is read-only.
            assumeTrue(Shell.has("setpriv"), "setpriv is not installed");
            asNobody.addAll(List.of("setpriv", "--reuid=65534", "--clear-groups"));
            open(temp);
            try (Stream<Path> all = Files.walk(dir.resolve("home dir"))) {
                for (Path each : all.toList()) {
                    Files.setAttribute(each, "unix:uid", 65534);
                }
            }
        }
        asNobody.addAll(List.of(launcher.toString(), TRAIN));
        Shell.Result training = Shell.run(temp, environment, asNobody);
        assertEquals("", training.output());
        assertEquals(0, training.exitCode());
        assertEquals(List.of(), archives());
        asNobody.set(asNobody.size() - 1, "x");
        Shell.Result start = Shell.run(temp, environment, asNobody);
        assertEquals(0, start.exitCode());
        assertTrue(start.output().startsWith("java\n"), start.output());
    }

    @Test
    void aTrainingThatFailsIsNotAskedForAgainButCanBeRepeated() throws Exception {
        environment.put("FAKE_TRAINING", "exit 1");
        assertEquals("", run(TRAIN).output());
        assertFalse(start().output().contains("jshare.train"));

        environment.remove("FAKE_TRAINING");
        run(TRAIN);
        assertUses(start());
    }

    @Test
    void anArchiveThatJavaCannotUseIsThrownAway() throws Exception {
        environment.put("FAKE_CHECK", "exit 134");
        assertEquals("", run(TRAIN).output());
        assertEquals(List.of(), archives());
    }

    @Test
    void aTrainingThatIsKilledLeavesNothing() throws Exception {
        environment.put("FAKE_TRAINING", "echo part >\"$file\"; kill -TERM $PPID; sleep 0.1; exit 143");
        run(TRAIN);
        assertEquals(List.of(), archives());
        assertAsksForOne(start());
    }

    @Test
    void oneTrainingIsEnough() throws Exception {
        Path started = dir.resolve("started");
        Path goOn = dir.resolve("go on");
        Shell.run(dir, environment, List.of("mkfifo", started.toString(), goOn.toString()));
        environment.put(
                "FAKE_TRAINING", "case $* in *-join) ;; *) echo >'" + started + "'; read x <'" + goOn + "' ;; esac");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), TRAIN);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process first = builder.start();
        Files.readString(started);

        run(TRAIN);

        assertEquals(1, trainings(), "the second one sees that the first is at it");
        Files.writeString(goOn, "\n");
        assertTrue(first.waitFor(120, TimeUnit.SECONDS));
        assertUses(start());
    }

    @Test
    void theLockOfOneThatWasKilledIsBroken() throws Exception {
        run(TRAIN);
        Path lock = Path.of(archive().toString().replaceFirst("-7\\.jsa$", ".lock"));
        Files.delete(archive());
        Files.createDirectory(lock);
        run(TRAIN);
        assertEquals(List.of(), archives());

        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(200)));
        run(TRAIN);

        assertUses(start());
        assertFalse(Files.exists(lock));
    }

    @Test
    void theNewestFewAreKept() throws Exception {
        for (int i = 1; i <= 6; i++) {
            java("17.0." + i, "17.0." + i + "+1");
            run(TRAIN);
            for (Path archive : allArchives()) {
                if (archive.toString().contains("17.0." + i)) {
                    Files.setLastModifiedTime(
                            archive, FileTime.from(Instant.now().minusSeconds(600 - 60 * i)));
                }
            }
        }
        java("17.0.7", "17.0.7+1");
        run(TRAIN);
        assertEquals(3, archives().size(), archives().toString());
        assertEquals(6, allArchives().size(), allArchives().toString());
        assertUses(start());
    }

    @ParameterizedTest
    @CsvSource({
        "TIME_STYLE, long-iso",
        "TIME_STYLE, +%s",
        "QUOTING_STYLE, shell-always",
        "QUOTING_STYLE, c",
        "BLOCK_SIZE, 1K",
        "LS_BLOCK_SIZE, 1M"
    })
    void itIsFoundHoweverTheUserHasFilesListed(String variable, String value) throws Exception {
        environment.put(variable, value);
        run(TRAIN);
        assertUses(start());
        Path oldest = archive();
        Files.setLastModifiedTime(oldest, FileTime.from(Instant.EPOCH));
        for (int i = 1; i <= 3; i++) {
            Path newer = Path.of(oldest.toString().replace("17.0.15+", "17.0.15+" + i));
            Files.writeString(newer, "archive");
            Files.writeString(Path.of(newer.toString().replaceFirst("-,", "-join-,")), "archive");
        }
        java("17.0.16", "17.0.16+1");
        run(TRAIN);
        assertEquals(6, allArchives().size(), allArchives().toString());
        assertFalse(Files.exists(oldest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:off", "-XX:SharedArchiveFile=/x", "-XX:AOTMode=off"})
    void optionsAboutArchivesAreLeftAlone(String option) throws Exception {
        run(TRAIN);
        environment.put("JSHARE_JAVA_OPTS", option);
        List<String> lines = start().lines();
        assertFalse(lines.toString().contains(cache + "/classes"), lines.toString());
        assertFalse(lines.toString().contains("jshare.train"), lines.toString());
    }

    @Test
    void aPathThatJavaWouldMisreadHasNoArchive() throws Exception {
        launcher = launcher("bin%p/jshare", "build1");
        assertEquals("", run(TRAIN).output());
        assertFalse(start().output().contains("jshare.train"));
        assertEquals(List.of(), archives());
    }

    @Test
    void aJavaWithoutAReleaseFileHasNoArchive() throws Exception {
        Files.delete(dir.resolve("java/release"));
        assertFalse(start().output().contains("jshare.train"));
    }

    private void assertAsksForOne(Shell.Result result) {
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("-Djshare.train="), result.output());
        assertFalse(result.output().contains("SharedArchiveFile"), result.output());
    }

    private void assertUses(Shell.Result result) {
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("-XX:SharedArchiveFile=" + cache + "/classes-"), result.output());
    }

    private void assertIgnoresTheCache(Shell.Result result) {
        assertEquals(0, result.exitCode(), result.output());
        assertFalse(result.output().contains(cache.toString()), result.output());
        assertFalse(result.output().contains("jshare.train"), result.output());
    }

    private Shell.Result start(String... arguments) throws Exception {
        Shell.Result result = run(arguments);
        assertNotEquals("", result.output());
        return result;
    }

    private Shell.Result run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(temp, environment, command);
    }

    private Path archive() throws IOException {
        return archive("");
    }

    private Path archive(String version) throws IOException {
        List<Path> found = archives().stream()
                .filter(path -> path.toString().contains(version))
                .toList();
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    /** All files that are called like an archive for shares, or like a part of one. */
    private List<Path> archives() throws IOException {
        return allArchives().stream()
                .filter(path -> !path.toString().contains("-join-"))
                .toList();
    }

    /** The same with those for joining. */
    private List<Path> allArchives() throws IOException {
        try (Stream<Path> found = Files.list(cache)) {
            return found.filter(path -> path.getFileName().toString().startsWith("classes-"))
                    .filter(path -> !path.toString().endsWith("-failed")
                            && !path.toString().endsWith(".lock"))
                    .toList();
        }
    }

    private long trainings() throws IOException {
        return calls().stream().filter(call -> call.contains(TRAIN)).count();
    }

    /** The arguments of each start of Java, but for those that unpack. */
    private List<List<String>> calls() throws IOException {
        List<List<String>> calls = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("calls"))) {
            if (line.equals("call")) {
                calls.add(new ArrayList<>());
            } else {
                calls.get(calls.size() - 1).add(line);
            }
        }
        calls.removeIf(call -> call.toString().contains("NativeUnpacker"));
        return calls;
    }

    private Path launcher(String path, String build) throws IOException {
        String script = Files.readString(Shell.BASE.resolve("src/main/launcher/jshare.sh"))
                .replace("@build@", build);
        return Shell.script(dir.resolve(path), script.lines().toArray(String[]::new));
    }

    /** Makes a JDK of a version the one that is found; its java prints its arguments, unpacks, or writes an archive. */
    private void java(String version, String runtime) throws IOException {
        Path home = dir.resolve("java");
        Shell.script(
                home.resolve("bin/java"),
                "#!/bin/sh",
                "{ echo call; for each; do echo \"$each\"; done; } >>'" + dir.resolve("calls") + "'",
                "for each; do",
                "  case $each in",
                "    -XX:DumpLoadedClassList=* | -XX:AOTCacheOutput=*) file=${each#*=} training=1 ;;",
                "    -XX:SharedArchiveFile=*) archive=${each#*=} ;;",
                "    -Xshare:dump) dump=1 ;;",
                "    -Xshare:on | -XX:AOTMode=on) eval \"${FAKE_CHECK:-}\"; exit ;;",
                "    *NativeUnpacker) for last; do :; done; exec mkdir -p -m 700 \"${last%/*}\" \"$last\" ;;",
                "  esac",
                "done",
                "[ -z \"${dump:-}\" ] || file=$archive",
                "if [ -n \"${file:-}\" ]; then",
                "  echo noise; echo noise >&2",
                "  if [ -n \"${training:-}\" ]; then eval \"${FAKE_TRAINING:-}\"; fi",
                "  printf archive >\"$file\"",
                "  exit",
                "fi",
                "echo java",
                "for each; do echo \"$each\"; done");
        Files.writeString(
                home.resolve("release"),
                "JAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + runtime + "\"\nOS_NAME=\"Linux\"\n");
        environment.put("JAVA_HOME", home.toString());
    }

    /** Lets everybody in. */
    private static void open(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                if (!each.startsWith(directory.resolve("a b/home dir/.cache/jshare"))) {
                    Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
                }
            }
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
