package dev.jshare.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the head of the executable, with a script in place of Java that prints what it was called with. */
class LauncherTest {
    @TempDir
    Path temp;

    /** Every path has a blank in it, and so does everything below. */
    private Path dir;

    private Path launcher;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeLauncher() throws IOException {
        dir = Files.createDirectory(temp.resolve("a b"));
        String script = Files.readString(Shell.BASE.resolve("src/main/launcher/jshare.sh"));
        launcher = Shell.script(dir.resolve("bin dir/jshare"), script.lines().toArray(String[]::new));
        environment.put("HOME", Files.createDirectory(dir.resolve("home dir")).toString());
        // The tools the script calls, and no Java.
        Shell.lend(dir.resolve("tools"), "sh", "ls", "readlink", "sed", "uname");
        environment.put("PATH", dir.resolve("tools").toString());
    }

    @Test
    void javaHomeIsUsedBeforeThePath() throws Exception {
        environment.put("JAVA_HOME", java("home java", "21.0.2").toString());
        environment.put("PATH", java("path java", "17") + "/bin:" + environment.get("PATH"));
        assertTrue(start("x").output().startsWith("home java\n"));
    }

    @Test
    void jshareJavaIsUsedBeforeAll() throws Exception {
        environment.put("JSHARE_JAVA", java("chosen java", "17") + "/bin/java");
        environment.put("JAVA_HOME", java("home java", "21.0.2").toString());
        assertTrue(start().output().startsWith("chosen java\n"));
    }

    @Test
    void anOldJavaHomeGivesWayToANewerJavaOnThePath() throws Exception {
        environment.put("JAVA_HOME", java("old java", "11.0.1").toString());
        environment.put("PATH", java("path java", "25-ea") + "/bin:" + environment.get("PATH"));
        assertTrue(start().output().startsWith("path java\n"));
    }

    @Test
    void argumentsArriveUnchangedAfterTheJar() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        List<String> lines = start("two words", "", "*", "$HOME", "-x").lines();
        int jar = lines.indexOf("-jar");
        assertEquals(
                List.of(launcher.toString(), "two words", "", "*", "$HOME", "-x"),
                lines.subList(jar + 1, lines.size()));
    }

    @Test
    void moreJavaOptionsComeAfterOursSoThatTheyWin() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("JSHARE_JAVA_OPTS", "-Xmx1g -Dx=y");
        List<String> lines = start().lines();
        assertTrue(lines.indexOf("-Xmx64m") >= 0 && lines.indexOf("-Xmx64m") < lines.indexOf("-Xmx1g"));
        assertTrue(lines.contains("-Dx=y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin dir/jshare", "./bin dir/jshare", "link/../bin dir/jshare"})
    void itIsFoundByARelativePath(String path) throws Exception {
        Files.createDirectory(dir.resolve("link"));
        environment.put("JAVA_HOME", java("java", "17").toString());
        assertJarIsTheLauncher(Shell.run(dir, environment, List.of("sh", "-c", "'" + path + "'")));
    }

    @Test
    void itIsFoundThroughASymbolicLink() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        Path link = Files.createSymbolicLink(dir.resolve("linked"), Path.of("bin dir/jshare"));
        assertJarIsTheLauncher(Shell.run(temp, environment, List.of(link.toString())));
    }

    @Test
    void itIsFoundOnThePath() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("PATH", launcher.getParent() + ":" + environment.get("PATH"));
        assertJarIsTheLauncher(Shell.run(temp, environment, List.of("sh", "-c", "jshare")));
        assertJarIsTheLauncher(Shell.run(temp, environment, List.of("sh", "-c", "sh \"$(command -v jshare)\"")));
    }

    @Test
    void withoutAnyJavaItSaysWhatToInstall() throws Exception {
        Shell.Result result = start();
        assertEquals(127, result.exitCode());
        assertTrue(result.output().contains("jshare needs Java 17 or newer"), result.output());
        assertTrue(result.output().contains("apt install"), result.output());
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_292", "11.0.1", "16"})
    void anOldJavaIsNamedWithItsVersion(String version) throws Exception {
        Path home = java("old java", version);
        environment.put("JAVA_HOME", home.toString());
        Shell.Result result = start();
        assertEquals(127, result.exitCode());
        assertTrue(result.output().contains(home + "/bin/java is Java " + version), result.output());
    }

    @Test
    void aWrongJshareJavaIsAnErrorEvenWhenAnotherJavaIsThere() throws Exception {
        environment.put("JSHARE_JAVA", dir.resolve("none").toString());
        environment.put("JAVA_HOME", java("java", "17").toString());
        Shell.Result result = start();
        assertEquals(127, result.exitCode());
        assertTrue(result.output().contains("JSHARE_JAVA is " + dir.resolve("none")), result.output());
    }

    @Test
    void aJavaWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        Path home = java("java", "17");
        Files.delete(home.resolve("release"));
        environment.put("JAVA_HOME", home.toString());
        assertTrue(start().output().startsWith("java\n"));
    }

    @Test
    void theNativeLibrariesAreUnpackedByTheFirstRunAlone() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        String option = "-Djna.boot.library.path=" + dir.resolve("home dir/.cache/jshare/natives-");

        Shell.Result first = start();
        assertTrue(first.output().contains(option), first.output());
        assertEquals(2, calls(), "one call to unpack, one to run");

        start();
        assertEquals(3, calls());
    }

    @Test
    void librariesInADirectoryThatCannotBeMadeAreLeftToJava() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("XDG_CACHE_HOME", "/dev/null");
        Shell.Result result = start("x");
        assertEquals(0, result.exitCode());
        assertFalse(result.output().contains("jna.boot"), result.output());
    }

    @Test
    void aCacheInTheWorkingDirectoryIsNotTheUsers() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("XDG_CACHE_HOME", "cache");
        Shell.Result result = start();
        assertTrue(result.output().contains("=" + dir.resolve("home dir/.cache/jshare/natives-")), result.output());
        assertFalse(Files.exists(temp.resolve("cache")));
    }

    @Test
    void aCacheInWhosePathJavaWouldSeeTwoDirectoriesIsNone() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("XDG_CACHE_HOME", dir.resolve("a:b").toString());
        Shell.Result result = start();
        assertEquals(0, result.exitCode(), result.output());
        assertFalse(result.output().contains("a:b"), result.output());
        assertFalse(Files.exists(dir.resolve("a:b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a!"})
    void aPathThatJavaCannotRunIsNamed(String directory) throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        Path there = Files.createDirectory(dir.resolve(directory)).resolve("jshare");
        launcher = Files.copy(launcher, there, StandardCopyOption.COPY_ATTRIBUTES);
        Shell.Result result = start("--version");
        assertEquals(127, result.exitCode(), result.output());
        assertTrue(result.output().startsWith("jshare: Java cannot run " + there + ", "), result.output());
    }

    /** As of who has called sudo. */
    @Test
    void nothingIsLeftInTheHomeOfAnotherUser() throws Exception {
        Path home = dir.resolve("home dir");
        assumeTrue(Files.getAttribute(home, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(home, "unix:uid", 12345);
        environment.put("JAVA_HOME", java("java", "17").toString());
        Shell.Result result = start();
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(1, calls(), "nothing is unpacked");
        assertFalse(result.output().contains("jshare.train"), result.output());
        assertEquals(0, start("--internal-train").exitCode());
        assertFalse(Files.exists(home.resolve(".cache")));
    }

    /** What cannot be executed cannot be loaded, as on a file system that is mounted noexec. */
    @Test
    void librariesThatCannotBeLoadedAreNotJavasOnlyChoice() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("TMPDIR", dir.toString());
        environment.put("FAKE_MODE", "600");
        for (int i = 2; i <= 3; i++) {
            Shell.Result result = start();
            assertFalse(result.output().contains("native.folder"), result.output());
            assertFalse(result.output().contains("jna.nounpack"), result.output());
            assertTrue(result.lines().contains("-Djna.tmpdir=" + dir), "not in the cache, as JNA has it");
            assertEquals(i, calls(), "they are unpacked once");
        }
        environment.put("JSHARE_JAVA_OPTS", "-Djna.tmpdir=/else");
        assertFalse(start().lines().contains("-Djna.tmpdir=" + dir));
    }

    @Test
    void theExitCodeIsJavas() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        environment.put("FAKE_EXIT", "42");
        assertEquals(42, start().exitCode());
    }

    /** Which Java would say nothing of, for nothing is printed by the JVM itself. */
    @Test
    void whereTheDirectoryHasBeenRemovedAShareSaysSoAndOtherCommandsGoOnElsewhere() throws Exception {
        environment.put("JAVA_HOME", java("java", "17").toString());
        String script = "mkdir gone; cd gone; rmdir ../gone; exec \"$0\" \"$@\"";
        Shell.Result share = startBy(script, "--type");
        assertEquals(1, share.exitCode(), share.output());
        assertTrue(share.output().contains("has been removed; cd to"), share.output());
        Shell.Result status = startBy(script, "status");
        assertEquals(0, status.exitCode(), status.output());
        assertTrue(status.lines().contains("in /"), status.output());
        assertTrue(startBy(script, "--version").lines().contains("in /"));
        assertTrue(startBy("exec \"$0\"").lines().contains("in " + temp));
    }

    private Shell.Result startBy(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, launcher.toString()));
        command.addAll(List.of(arguments));
        Map<String, String> own = new HashMap<>(environment);
        own.put("PATH", environment.get("PATH") + ":/usr/bin:/bin");
        return Shell.run(temp, own, command);
    }

    private Shell.Result start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(temp, environment, command);
    }

    private void assertJarIsTheLauncher(Shell.Result result) throws IOException {
        List<String> lines = result.lines();
        assertEquals(0, result.exitCode(), result.output());
        String jar = lines.get(lines.indexOf("-jar") + 1);
        assertTrue(Files.isSameFile(dir.resolve(jar), launcher), jar);
    }

    private long calls() throws IOException {
        return Files.readAllLines(dir.resolve("calls")).size();
    }

    /** Makes a JDK of a version; its java prints its own name and its arguments, or unpacks. */
    private Path java(String name, String version) throws IOException {
        Path home = dir.resolve(name);
        Shell.script(
                home.resolve("bin/java"),
                "#!/bin/sh",
                "echo call >>'" + dir.resolve("calls") + "'",
                "case \"$*\" in",
                "  -version) echo 'openjdk version \"" + version + "\" 2026-01-01'; exit ;;",
                "  *NativeUnpacker*)",
                "    for last; do :; done",
                "    /bin/mkdir -p \"$last\" && : >\"$last/libjnidispatch.so\" || exit 1",
                "    exec /bin/chmod \"${FAKE_MODE:-700}\" \"$last/libjnidispatch.so\" ;;",
                "esac",
                "echo '" + name + "'",
                "echo \"in $PWD\"",
                "for argument; do echo \"$argument\"; done",
                "exit ${FAKE_EXIT:-0}");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        return home;
    }
}
