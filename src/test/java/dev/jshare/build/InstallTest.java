package dev.jshare.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code install.sh}, in a copy of the project whose Maven "builds" a ready-made executable at once. */
class InstallTest {
    private static final List<String> INSTALLED = List.of(
            "bin/jshare",
            "share/bash-completion/completions/jshare",
            "share/fish/vendor_completions.d/jshare.fish",
            "share/man/man1/jshare-link.1",
            "share/man/man1/jshare.1",
            "share/zsh/site-functions/_jshare");

    @TempDir
    Path temp;

    private Path project;
    private Path prefix;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copyProject() throws IOException {
        project = Files.createDirectory(temp.resolve("the project"));
        prefix = temp.resolve("the prefix");
        tools = Files.createDirectory(temp.resolve("tools"));
        Files.createDirectory(project.resolve("completions"));
        for (String file :
                List.of("install.sh", "completions/jshare.bash", "completions/_jshare", "completions/jshare.fish")) {
            Files.copy(Shell.BASE.resolve(file), project.resolve(file));
        }
        project.resolve("install.sh").toFile().setExecutable(true);
        Shell.lend(tools, "cat", "chmod", "cp", "dirname", "grep", "head", "id", "ls", "mkdir", "mv", "readlink");
        Shell.lend(tools, "rm", "rmdir", "sed", "sh", "tail", "tr");
        Shell.script(tools.resolve("node"), "#!/bin/sh", "echo v22.0.0");
        Shell.script(tools.resolve("npm"), "#!/bin/sh");
        fakeMaven(tools.resolve("mvn"));
        environment.put("PATH", tools.toString());
        environment.put("HOME", Files.createDirectory(temp.resolve("home")).toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void installingTwiceIsTheSameAsOnce() throws Exception {
        assertEquals(0, install().exitCode());
        assertEquals(INSTALLED, filesBelow(prefix));

        Shell.Result second = install();
        assertEquals(0, second.exitCode(), second.output());
        assertEquals(INSTALLED, filesBelow(prefix));
        assertTrue(Files.isExecutable(prefix.resolve("bin/jshare")));
        assertFalse(Files.isExecutable(prefix.resolve("share/man/man1/jshare.1")));
    }

    @Test
    void uninstallingLeavesNothing() throws Exception {
        install();
        Path cache = Files.createDirectories(temp.resolve("home/.cache/jshare/natives"));

        Shell.Result result = run("--uninstall", "--prefix", prefix.toString());

        assertEquals(0, result.exitCode(), result.output());
        try (Stream<Path> left = Files.list(prefix)) {
            assertEquals(List.of(), left.toList());
        }
        assertFalse(Files.exists(cache));
    }

    @Test
    void uninstallingRemovesNothingOfTheWorkingDirectory() throws Exception {
        install();
        Path cache = Files.createDirectories(temp.resolve("home/.cache/jshare"));
        Path other = Files.createDirectories(project.resolve("cache/jshare"));
        Path here = Files.createDirectories(temp.resolve("cache/jshare"));
        environment.put("XDG_CACHE_HOME", "cache");
        run("--uninstall", "--prefix", prefix.toString());
        assertFalse(Files.exists(cache));
        assertTrue(Files.exists(other) && Files.exists(here));
    }

    @Test
    void uninstallingLeavesWhatIsNotOurs() throws Exception {
        install();
        Files.writeString(prefix.resolve("bin/other"), "other");
        run("--uninstall", "--prefix=" + prefix);
        assertEquals(List.of("bin/other"), filesBelow(prefix));
    }

    /** As for who has not installed it. */
    @Test
    void pagesThatCannotBeRemovedAreSpokenOfOnce() throws Exception {
        install();
        Path page = prefix.resolve("share/man/man1/jshare.1");
        Files.delete(page);
        Files.createDirectory(page);
        Shell.Result uninstalled = run("--uninstall", "--prefix", prefix.toString());
        assertEquals(1, uninstalled.exitCode());
        assertEquals(
                "install.sh: Cannot remove the man pages in " + prefix + ". Are you the user who installed it?\n",
                uninstalled.output());

        Shell.Result installed = install();
        assertEquals(1, installed.exitCode());
        assertTrue(installed.output().endsWith("Choose another directory with --prefix.\n"), installed.output());
    }

    @Test
    void aPageOfACommandThatIsGoneIsRemoved() throws Exception {
        install();
        Files.delete(project.resolve("target/man/jshare-link.1"));
        Shell.script(tools.resolve("mvn"), "#!/bin/sh", "echo Apache Maven 3.9.9");
        install();
        assertFalse(Files.exists(prefix.resolve("share/man/man1/jshare-link.1")));
    }

    @Test
    void theBuildForAnInstallationRunsNoTests() throws Exception {
        install();
        assertEquals(List.of("-B -ntp -DskipTests package"), mavenCalls());
    }

    @Test
    void withTestsMavenVerifiesOnceAndBuildsNotAgain() throws Exception {
        for (String tool : List.of(
                "chromium",
                "firefox-esr",
                "vim",
                "htop",
                "less",
                "tmux",
                "mc",
                "zsh",
                "fish",
                "ps",
                "curl",
                "openssl",
                "shellcheck")) {
            Shell.script(tools.resolve(tool), "#!/bin/sh");
        }
        Shell.Result result = run("--test", "--prefix", prefix.toString());
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(List.of("-B -ntp verify"), mavenCalls());
        assertEquals(INSTALLED, filesBelow(prefix));
    }

    @Test
    void runStartsWhatWasInstalled() throws Exception {
        Shell.Result result = run("--run", "--prefix", prefix.toString());
        assertTrue(result.output().endsWith("sharing\n"), result.output());
    }

    @Test
    void withoutJavaHomeTheJdkOnThePathIsUsed() throws Exception {
        environment.remove("JAVA_HOME");
        Path javac = Shell.script(temp.resolve("a jdk/bin/javac"), "#!/bin/sh", "echo javac 21.0.1");
        Files.createSymbolicLink(tools.resolve("javac"), javac);
        Shell.Result result = install();
        assertTrue(result.output().contains("JDK 21 in " + temp.toRealPath().resolve("a jdk") + "\n"), result.output());
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        Files.delete(tools.resolve("mvn"));
        Files.delete(tools.resolve("npm"));
        Shell.script(tools.resolve("apt-get"), "#!/bin/sh");
        Shell.Result result = install();
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("Missing:\n  Maven 3.8 or newer\n  Node 20.19 or newer"), result.output());
        assertTrue(result.output().contains(" install -y --no-install-recommends maven nodejs npm"), result.output());
        assertFalse(Files.exists(prefix));
    }

    @Test
    void aNodeThatIsTooOldIsReplacedForTheBuildAlone() throws Exception {
        Shell.script(tools.resolve("node"), "#!/bin/sh", "echo v18.19.0");
        Shell.script(
                tools.resolve("npm"),
                "#!/bin/sh",
                "mkdir -p target/node/node_modules/.bin",
                "printf '#!/bin/sh\\necho v22.0.0\\n' >target/node/node_modules/.bin/node",
                "chmod +x target/node/node_modules/.bin/node");
        assertEquals(1, install().exitCode());

        Shell.Result result = run("--yes", "--prefix", prefix.toString());

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(INSTALLED, filesBelow(prefix));

        Shell.script(tools.resolve("npm"), "#!/bin/sh", "exit 1");
        Shell.Result again = install();
        assertEquals(0, again.exitCode(), again.output());
    }

    @Test
    void yesInstallsWhatIsMissing() throws Exception {
        Path maven = temp.resolve("packages/mvn");
        Files.createDirectory(maven.getParent());
        Files.move(tools.resolve("mvn"), maven);
        Shell.lend(tools, "env", "ln");
        Shell.script(
                tools.resolve("apt-get"),
                "#!/bin/sh",
                "echo \"$*\" >>'" + temp.resolve("apt") + "'",
                "case $* in install*) ln -s '" + maven + "' '" + tools.resolve("mvn") + "' ;; esac");

        Shell.Result result = run("--yes", "--prefix", prefix.toString());

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(
                List.of("update -q", "install -y --no-install-recommends maven"),
                Files.readAllLines(temp.resolve("apt")));
        assertEquals(INSTALLED, filesBelow(prefix));
    }

    @Test
    void theInstalledFileIsTrained() throws Exception {
        assertEquals(0, install().exitCode());
        assertTrue(Files.readAllLines(temp.resolve("jshare calls")).contains("--internal-train"));
    }

    /** As of who has called sudo. */
    @Test
    void nothingIsTrainedForTheHomeOfAnotherUser() throws Exception {
        assumeTrue(Files.getAttribute(temp, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(temp.resolve("home"), "unix:uid", 12345);
        assertEquals(0, install().exitCode());
        assertFalse(Files.readAllLines(temp.resolve("jshare calls")).contains("--internal-train"));
    }

    @Test
    void aBuildThatFailsShowsItsErrorsAndInstallsNothing() throws Exception {
        Shell.script(
                tools.resolve("mvn"),
                "#!/bin/sh",
                "echo Apache Maven 3.9.9",
                "[ \"$1\" = -version ] && exit",
                "echo '[ERROR] broken'",
                "exit 1");
        Shell.Result result = install();
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("[ERROR] broken"), result.output());
        assertTrue(result.output().contains("target/install.log"), result.output());
        assertFalse(Files.exists(prefix));
    }

    /** As in a clone of another user, where errors of a build of theirs may be found. */
    @Test
    void whereNothingCanBeBuiltThatIsSaid() throws Exception {
        Files.createDirectories(project.resolve("target/install.log"));
        Shell.Result result = install();
        assertEquals(1, result.exitCode());
        assertTrue(
                result.output()
                        .endsWith("install.sh: Cannot write to "
                                + project.toRealPath().resolve("target") + ". Build in a clone of your own.\n"),
                result.output());
        assertFalse(Files.exists(project.resolve("target/calls")));
    }

    @Test
    void itBuildsItsOwnDirectoryWhateverCdpathSays() throws Exception {
        Files.createDirectories(temp.resolve("elsewhere/the project"));
        environment.put("CDPATH", temp.resolve("elsewhere").toString());
        Shell.Result result =
                Shell.run(temp, environment, List.of("sh", "the project/install.sh", "--prefix", prefix.toString()));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(INSTALLED, filesBelow(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prefix", "--prefix=", "--prefix=--yes", "--nonsense", "extra"})
    void wrongUseIsExplained(String argument) throws Exception {
        Shell.Result result = run(argument);
        assertEquals(2, result.exitCode());
        assertTrue(result.output().contains("./install.sh --help"), result.output());
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        Shell.Result result = run("--help");
        assertEquals(0, result.exitCode());
        for (String option : List.of("--prefix", "--yes", "--test", "--run", "--uninstall", "--help")) {
            assertTrue(result.output().contains("  " + option), option);
        }
    }

    @Test
    void noColourGoesIntoAPipe() throws Exception {
        assertFalse(install().output().contains("\033"));
    }

    @Test
    void shellcheckFindsNothingInAnyScript() throws Exception {
        assumeTrue(Shell.has("shellcheck"), "shellcheck is not installed");
        environment.put("PATH", System.getenv("PATH"));
        Shell.Result result = Shell.run(
                Shell.BASE, environment, List.of("shellcheck", "install.sh", ".ci/run", "src/main/launcher/jshare.sh"));
        assertEquals("", result.output());
    }

    private Shell.Result install() throws Exception {
        return run("--prefix", prefix.toString());
    }

    private Shell.Result run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(project.resolve("install.sh").toString()));
        command.addAll(List.of(arguments));
        return Shell.run(temp, environment, command);
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(project.resolve("target/calls"));
    }

    private void fakeMaven(Path file) throws IOException {
        Shell.script(
                file,
                "#!/bin/sh",
                "[ \"$1\" = -version ] && { echo Apache Maven 3.9.9; exit; }",
                "mkdir -p target/man",
                "echo \"$*\" >>target/calls",
                "for page in jshare jshare-link; do echo .TH >target/man/$page.1; done",
                "cat >target/jshare <<'END'",
                "#!/bin/sh",
                "echo \"$*\" >>'" + temp.resolve("jshare calls") + "'",
                "[ \"$1\" = --version ] && echo 'jshare 0' || echo sharing",
                "END");
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
