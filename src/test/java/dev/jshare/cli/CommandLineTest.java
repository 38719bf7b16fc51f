package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.jshare.access.Links;
import dev.jshare.access.ManualClock;
import dev.jshare.access.Role;
import dev.jshare.protocol.Json;
import dev.jshare.pty.WallTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line, its defaults, the command that is looked up, and the card. */
class CommandLineTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void live() {
        environment.put("HOME", home.toString());
    }

    @Test
    void whatStandsBehindTwoDashesIsTheCommand() {
        assertEquals(List.of("--type", "-q"), parse("--", "--type", "-q").command);
        assertFalse(parse("--", "--type").type);
        ShareCommand share = parse("-w", "--expires", "30m", "--", "htop", "--", "--json");
        assertEquals(List.of("htop", "--", "--json"), share.command);
        assertTrue(share.type);
        assertFalse(share.json);
        assertEquals(Duration.ofMinutes(30), share.expires.duration());
        assertEquals(List.of(), parse().command);
        assertEquals(List.of("render"), parse("--", "render").command, "a command called like a subcommand");
        assertEquals(List.of("echo", "@" + home), parse("--", "echo", "@" + home).command, "no file of arguments");
    }

    @Test
    void aValueStandsBehindABlankOrAnEqualsSign() {
        ShareCommand share = parse("--expires=30m", "--name=a=b", "--max-viewers", "7", "--", "env", "--name=x");
        assertEquals(Duration.ofMinutes(30), share.expires.duration());
        assertEquals("a=b", share.name);
        assertEquals(7, share.maxViewers);
        assertEquals(List.of("env", "--name=x"), share.command);
        LinkCommand link = Main.commandLine("link", environment)
                .parseArgs("link", "--uses=3", "--label=x")
                .subcommand()
                .commandSpec()
                .commandLine()
                .getCommand();
        assertEquals(3, link.uses);
        assertEquals("x", link.label);
        String help = Main.commandLine(environment).getUsageMessage();
        assertTrue(help.contains("--expires DURATION"), help);
    }

    @Test
    void watchingIsAllThatIsGivenAwayUnasked() {
        ShareCommand share = parse();
        assertFalse(share.type);
        assertEquals(Duration.ofHours(8), share.expires.duration());
        assertEquals(null, share.listen);
        assertEquals(1000, share.maxViewers);
    }

    @Test
    void theCommandLineWinsThenTheEnvironmentThenTheFile() throws IOException {
        Path file = home.resolve(".config/jshare/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "expires = 2h\nname = from file\nmax-viewers = 5\n");
        environment.put("JSHARE_EXPIRES", "3h");
        environment.put("JSHARE_MAX_VIEWERS", "6");
        ShareCommand share = parse("--max-viewers", "7");
        assertEquals(7, share.maxViewers);
        assertEquals(Duration.ofHours(3), share.expires.duration());
        assertEquals("from file", share.name);
    }

    @Test
    void aFlagThatIsOnByDefaultStaysOnWhenItIsGiven() {
        for (OptionSpec option : Main.commandLine(Map.of()).getCommandSpec().options()) {
            if (option.type() == boolean.class && !option.usageHelp() && !option.versionHelp()) {
                environment.put(variable(option), "true");
                for (String name : option.names()) {
                    CommandLine line = Main.commandLine(environment);
                    assertEquals(true, line.parseArgs(name).matchedOptionValue(name, false), name);
                }
            }
        }
    }

    @Test
    void nobodyTypesIfThatIsSaidWhateverTheDefaultIs() {
        environment.put("JSHARE_TYPE", "true");
        ShareCommand share = parse("--no-typing");
        share.settle();
        assertTrue(share.noTyping && !share.type);
        ShareCommand plain = PlainShare.read(new String[] {"--no-typing"}, new Defaults(environment));
        assertTrue(plain != null && plain.noTyping && !plain.type);
        ShareCommand both = parse("--no-typing", "-w");
        both.settle();
        assertTrue(both.noTyping && both.type, "to be refused");
    }

    @Test
    void numbersHaveBounds() {
        for (String line : List.of(
                "--headless --max-viewers 0",
                "--headless --scrollback=-1",
                "render --cols 0",
                "render --rows=-1",
                "render --scrollback=-1")) {
            assertRefused("jshare: --", line.split(" "));
        }
    }

    @Test
    void whatForbidsToTypeIsNamed() {
        environment.put("JSHARE_NO_TYPING", "true");
        ShareCommand share = parse("--type", "--headless");
        CliException problem = assertThrows(CliException.class, () -> share.share(environment, home));
        assertEquals(
                "--type and --no-typing (JSHARE_NO_TYPING) exclude each other; leave one out.", problem.getMessage());
        assertEquals(2, problem.exitCode());
    }

    private static String variable(OptionSpec option) {
        return "JSHARE_"
                + option.longestName().substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Test
    void theFileIsWhereXdgSays() {
        assertEquals(home.resolve(".config/jshare/config.properties"), new Defaults(environment).path());
        environment.put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        assertEquals(home.resolve("xdg/jshare/config.properties"), new Defaults(environment).path());
        environment.put("XDG_CONFIG_HOME", "relative");
        assertEquals(home.resolve(".config/jshare/config.properties"), new Defaults(environment).path());
    }

    @Test
    void aFileThatCannotBeReadIsSaid() throws IOException {
        Path file = settings("name = \\u12\n");
        assertRefused("jshare: Cannot read " + file + " (Malformed");
        assertRefused("jshare: Cannot read " + file, "link");
        Files.write(file, new byte[] {'n', '=', (byte) 0xff});
        assertRefused("jshare: Cannot read " + file + " (it is not UTF-8); mend it or remove it.");
    }

    @Test
    void aWrongDefaultIsNamedAsWhatItIs() throws IOException {
        Path file = settings("expires = soon\nmax-viewers = many\nlogin = perhaps\nlisten = nowhere:x\n");
        assertRefused("jshare: expires in " + file + ": 'soon' is no duration: write ");
        assertRefused("jshare: max-viewers in " + file + ": 'many' is no number.", "--expires=1h", "--listen=8080");
        assertRefused("jshare: expires in " + file + ": 'soon' is no duration: write ", "link");
        environment.put("JSHARE_MAX_VIEWERS", "1");
        environment.put("JSHARE_LISTEN", "x:y");
        assertRefused("jshare: JSHARE_LISTEN: 'x:y' is no address", "--expires=1h");
        assertRefused(
                "jshare: login in " + file + ": 'perhaps' is neither true nor false.", "--expires=1h", "--listen=8080");
    }

    @Test
    void helpIsThereWhateverTheDefaultsAre() throws IOException {
        for (String wrong : new String[] {"name = \\u12\n", "expires = soon\n"}) {
            settings(wrong);
            for (String help : new String[] {"--help", "-V", "link --help", "stop --help"}) {
                StringWriter out = new StringWriter();
                CommandLine line = Main.commandLine(environment).setOut(new PrintWriter(out));
                assertEquals(0, line.execute(help.split(" ")), help);
                assertFalse(out.toString().isEmpty());
            }
        }
    }

    @Test
    void whatIsNoOptionIsFoundInTheFile() throws IOException {
        assertEquals(null, new Defaults(environment).unknown());
        settings("expires = 2h\nsession = abc\n");
        assertEquals(null, new Defaults(environment).unknown());
        Path file = settings("type-ing = true\nexpires = 2h\nexpire = 2h\n");
        assertEquals(file + " sets what is no option: expire, type-ing.", new Defaults(environment).unknown());
    }

    @Test
    void aMarkOfTheByteOrderIsNoPartOfTheFirstName() throws IOException {
        settings("\ufeffname = marked\n");
        assertEquals("marked", new Defaults(environment).value("--name"));
        settings("");
        assertEquals(null, new Defaults(environment).value("--name"));
    }

    private Path settings(String text) throws IOException {
        Path file = home.resolve(".config/jshare/config.properties");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** In one line, which begins so. */
    private void assertRefused(String start, String... words) {
        StringWriter err = new StringWriter();
        assertEquals(
                2, Main.commandLine(environment).setErr(new PrintWriter(err)).execute(words));
        assertTrue(err.toString().startsWith(start), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        for (String[] wrong : new String[][] {
            {"--expires", "soon"},
            {"--listen", "127.0.0.1:x"},
            {"--nonsense"},
            {"--max-viewers", "many"},
            {"--size", "0x0"}
        }) {
            StringWriter err = new StringWriter();
            CommandLine line = Main.commandLine(environment).setErr(new PrintWriter(err));
            assertEquals(2, line.execute(wrong));
            assertTrue(err.toString().startsWith("jshare: "), err.toString());
            assertFalse(err.toString().contains("Exception"), err.toString());
        }
    }

    @Test
    void theShellIsThatOfTheUser() {
        environment.put("SHELL", "/bin/sh");
        ShellCommand shell = find();
        assertEquals(List.of("/bin/sh"), shell.argv());
        assertEquals("abc", shell.environment().get("JSHARE_SESSION"));
        assertEquals(
                List.of("/bin/sh", "-l"),
                ShellCommand.find(List.of(), true, home, environment, "abc").argv());
        assertEquals(
                List.of("/bin/sh", "-c", "exit"),
                ShellCommand.find(List.of("/bin/sh", "-c", "exit"), true, home, environment, "abc")
                        .argv(),
                "a command is started as it is given");
        environment.put("SHELL", "/no/such/shell");
        Path fromPasswd = Path.of(find().argv().get(0));
        assertTrue(Files.isExecutable(fromPasswd), fromPasswd.toString());
    }

    @Test
    void commandsAreLookedUpAsAShellDoes() throws IOException {
        Path tool = program("bin/tool", "rwx------");
        environment.put("PATH", "/no/such/dir:" + home.resolve("bin") + ":/bin");
        assertEquals(
                List.of(tool.toString(), "-x", "a b"), find("tool", "-x", "a b").argv());
        assertEquals(tool, Path.of(find("bin/tool").argv().get(0)));
        assertEquals(tool.toString(), find(tool.toString()).argv().get(0));
        environment.put("PATH", "bin");
        assertEquals(tool, Path.of(find("tool").argv().get(0)), "relative to the directory of the shell");
    }

    @Test
    void whatCannotBeRunHasTheExitCodesOfAShell() throws IOException {
        program("plain", "rw-------");
        environment.put("PATH", home.toString());
        assertEquals(127, code("nothing-of-this-name"));
        assertEquals(127, code("./nothing"));
        assertEquals(127, code(""));
        assertEquals(126, code("./plain"));
        assertEquals(126, code(home.toString()));
        assertEquals(
                2,
                assertThrows(
                                CliException.class,
                                () -> ShellCommand.find(List.of(), false, home.resolve("no"), environment, "abc"))
                        .exitCode());
    }

    @Test
    void aDirectoryIsOneThatMayBeEntered() throws IOException {
        assertEquals(home, ShellCommand.directory(home));
        Path closed = Files.createDirectory(
                home.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assumeFalse(Files.isExecutable(closed), "root may enter any");
        CliException problem = assertThrows(CliException.class, () -> ShellCommand.directory(closed));
        assertEquals("You may not enter " + closed + "; give --cwd another directory.", problem.getMessage());
        assertEquals(2, problem.exitCode());
    }

    @Test
    void withoutATerminalTheSurroundingOneIsForgotten() {
        environment.put("SHELL", "/bin/sh");
        environment.put("TERM", "dumb");
        environment.put("TMUX", "x");
        Map<String, String> own = find().withoutTerminal().environment();
        assertEquals("xterm-256color", own.get("TERM"));
        assertFalse(own.containsKey("TMUX"));
    }

    @Test
    void trap06TheCardAloneShowsTheSecrets() throws IOException {
        ManualClock clock = new ManualClock();
        Links links = new Links(new SecureRandom(), clock);
        Links.Issued watch = links.issue(Role.WATCH, Duration.ofHours(8));
        Links.Issued type = links.issue(Role.TYPE, Duration.ofHours(8));
        Card card = new Card(
                "abc",
                Reach.of(List.of(InetAddress.getByName("127.0.0.1")), 7373, false, null, null),
                null,
                List.of(watch, type),
                clock.instant(),
                expires -> new WallTime(1, 2, 16, 9));
        List<String> lines = card.lines(false, "Stop: leave the shell.");
        assertEquals("jshare watch http://127.0.0.1:7373/s/abc#" + watch.token().reveal(), lines.get(0));
        assertEquals("jshare type  http://127.0.0.1:7373/s/abc#" + type.token().reveal(), lines.get(1));
        assertEquals("       Links expire in 8 h, at 16:09. Stop: leave the shell.", lines.get(2));
        assertTrue(String.join("", card.lines(true, "")).contains("\u001b[1m"));
        Map<String, Object> json = Json.object(card.json(42).getBytes(StandardCharsets.UTF_8));
        assertEquals(42L, json.get("pid"));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json.get("links")).get(0);
        assertEquals(
                Map.of(
                        "id", "watch1",
                        "role", "watch",
                        "url", "http://127.0.0.1:7373/s/abc#" + watch.token().reveal(),
                        "expires", "2030-01-02T11:04:05Z"),
                first);
    }

    @Test
    void aLinkThatLivesLongerThanADayIsShownWithItsDay() throws IOException {
        ManualClock clock = new ManualClock();
        Links links = new Links(new SecureRandom(), clock);
        Card card = new Card(
                "abc",
                Reach.of(List.of(InetAddress.getByName("127.0.0.1")), 7373, false, null, null),
                null,
                List.of(links.issue(Role.WATCH, Duration.ofDays(3))),
                clock.instant(),
                expires -> new WallTime(12, 4, 3, 4));
        assertTrue(
                card.lines(false, "").get(1).contains("expire in 3 d, at 4 Dec 03:04."),
                () -> card.lines(false, "").get(1));
    }

    @Test
    void aSubcommandAloneIsAsItIsWithinTheWhole() {
        for (CommandLine whole : Main.commandLine(environment).getSubcommands().values()) {
            String name = whole.getCommandName();
            assertTrue(Subcommands.contain(name), name);
            CommandLine alone =
                    Main.commandLine(name, environment).getSubcommands().get(name);
            assertEquals(whole.getUsageMessage(), alone.getUsageMessage());
            StringWriter err = new StringWriter();
            CommandLine line = Main.commandLine(name, environment).setErr(new PrintWriter(err));
            assertEquals(2, line.execute(name, "--misspelt"));
            assertTrue(err.toString().contains("Try 'jshare " + name + " --help'."), err.toString());
        }
    }

    private ShareCommand parse(String... words) {
        CommandLine line = Main.commandLine(environment);
        line.parseArgs(words);
        return line.getCommand();
    }

    private ShellCommand find(String... words) {
        return ShellCommand.find(List.of(words), false, home, environment, "abc");
    }

    private int code(String word) {
        return assertThrows(CliException.class, () -> find(word)).exitCode();
    }

    private Path program(String name, String permissions) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }
}
