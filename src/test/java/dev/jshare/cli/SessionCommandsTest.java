package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.control.Desk;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Json;
import dev.jshare.session.Stage;
import dev.jshare.session.Viewer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands to a session that runs, in this process. */
class SessionCommandsTest {
    @TempDir
    Path parent;

    private final Map<String, String> environment = new TreeMap<>();
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(parent);
        environment.put("XDG_RUNTIME_DIR", parent.toString());
        environment.put("XDG_CONFIG_HOME", parent.toString());
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private record Result(int status, String out, String err) {}

    private Result run(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine jshare = Main.commandLine(environment);
        jshare.setOut(new PrintWriter(out, true));
        jshare.setErr(new PrintWriter(err, true));
        int status = jshare.execute(line.split(" "));
        return new Result(status, out.toString(), err.toString());
    }

    private String done(String line) {
        Result result = run(line);
        assertEquals("", result.err());
        assertEquals(0, result.status());
        return result.out();
    }

    private Map<String, Object> json(String line) {
        String out = done(line + " --json");
        assertEquals(1, out.lines().count(), out);
        return Json.object(out.strip().getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(int status, String words, String line) {
        Result result = run(line);
        assertTrue(result.err().startsWith("jshare: ") && result.err().contains(words), result.err());
        assertEquals(status, result.status());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "status",
                "link",
                "links",
                "extend",
                "revoke",
                "kick",
                "grant",
                "deny",
                "take-back",
                "lock",
                "unlock",
                "pause",
                "resume",
                "stop",
                "say",
                "prompt"
            })
    void everyCommandHasHelpWithExamplesAndExitCodes(String name) {
        String help = done(name + " --help");
        assertTrue(help.contains("Usage: jshare " + name), help);
        assertTrue(help.contains("Examples:\n  "), help);
        assertTrue(help.contains("--json"), help);
        assertTrue(help.contains("Exit status:"), help);
        assertTrue(help.lines().allMatch(text -> text.length() <= 120), help);
    }

    @Test
    void sessionsAreListed() {
        String list = done("ls");
        assertTrue(
                list.startsWith("SESSION  NAME     SIZE   WATCHING  SHARED FOR  PID\nstage-1  ann@box  80x24  0"),
                list);
        assertEquals(Stage.ID, ((Map<?, ?>) ((List<?>) json("ls").get("sessions")).get(0)).get("session"));
    }

    @Test
    void theSessionIsChosenByOptionByVariableOrByBeingAlone() {
        assertEquals(Stage.ID, json("status").get("session"));
        assertEquals(Stage.ID, json("status --session ann@box").get("session"));
        assertEquals(Stage.ID, json("status --session stage-1").get("session"));
        assertRefused(
                3, "The session 'bob' does not run (any more); there is stage-1 (ann@box).", "status --session bob");
        environment.put("JSHARE_SESSION", "gone");
        assertRefused(3, "The session 'gone' does not run", "status");
        assertEquals(Stage.ID, json("status --session stage-1").get("session"), "the option goes first");
    }

    @Test
    void aStatusShowsViewersAndLinks() throws Exception {
        Link link = desk.stage.links.issue(Role.WATCH, null, 3, "class").link();
        desk.join(link, "Ann");
        desk.stage.session.moderator().lock(true);
        List<String> lines = done("status").lines().toList();
        assertTrue(lines.get(0).startsWith("stage-1  ann@box  80x24  shared for "), lines.get(0));
        assertEquals("1 watching, 1 joined so far; LOCKED: nobody else types", lines.get(1));
        assertEquals(
                "VIEWER  NAME  ROLE   LINK    FROM  SINCE",
                lines.get(3).substring(0, 40).strip());
        assertTrue(lines.get(4).startsWith("1       Ann   watch  watch1"), lines.get(4));
        assertEquals("LINK    ROLE   LABEL  EXPIRES  USED    VIEWERS", lines.get(6));
        assertEquals("watch1  watch  class  never    1 of 3  1", lines.get(7));
        assertEquals(done("links"), String.join("\n", lines.subList(6, 8)) + "\n");
        assertEquals("watch1", ((Map<?, ?>) ((List<?>) json("links").get("links")).get(0)).get("id"));
    }

    @Test
    void trap18ANameDoesNotReachTheTerminalAsItIs() {
        Table table = new Table("NAME");
        table.row("a\u001b]0;b\u0007\n\u202ec\u200b");
        assertEquals(List.of("NAME", "a?]0;b???c?"), table.lines(false));
    }

    @Test
    void columnsAreAsWideAsTheTerminalShowsThem() {
        Table table = new Table("NAME", "ROLE");
        table.row("\u5f20\u4f1f", "watch");
        table.row("e\u0301va", "type");
        assertEquals(List.of("NAME  ROLE", "\u5f20\u4f1f  watch", "e\u0301va   type"), table.lines(false));
    }

    @Test
    void linksAreMadeExtendedAndRevoked() {
        Map<String, Object> made = json("link --type --expires 5m --uses 1 --label Bo");
        assertEquals(List.of("id", "role", "url", "expires", "uses", "label"), List.copyOf(made.keySet()));
        assertEquals("type", made.get("role"));
        assertEquals(1L, made.get("uses"));
        assertTrue(done("link").startsWith(Desk.BASE + "/s/stage-1#"));
        assertTrue(done("extend watch2 never").contains("watch2 expires never"));
        assertEquals(null, json("extend watch2 1h").get("expires"));
        assertEquals("Revoked Bo.\n", done("revoke Bo"));
        assertEquals(1L, json("revoke --all").get("revoked"));
        assertEquals(List.of(), desk.stage.links.list());
    }

    @Test
    void linksForTypingAreMadeWhenTheyAreAskedForOnly() {
        environment.put("JSHARE_TYPE", "true");
        environment.put("JSHARE_EXPIRES", "never");
        Map<String, Object> made = json("link");
        assertEquals("watch", made.get("role"), "the default of a share is none of a link's");
        assertEquals(null, made.get("expires"), "but for this one");
    }

    @Test
    void viewersAreGrantedDeniedAndKicked() throws Exception {
        Viewer ann = desk.join(desk.stage.links.issue(Role.WATCH, null).link(), "Ann");
        assertEquals("Ann (1) may type for 10 min; 'jshare take-back' ends it.\n", done("grant Ann"));
        assertEquals(Role.TYPE, ann.role());
        assertEquals("Took typing back from 1.\n", done("take-back"));
        assertEquals(30L, json("grant 1 --for 30s").get("seconds"));
        assertEquals("Ann (1) may only watch.\n", done("deny 1"));
        assertEquals(Role.WATCH, ann.role());
        assertTrue(done("kick Ann").startsWith("Sent Ann (1) away. The link watch1 still works"));
        assertEquals(CloseCode.REMOVED, ann.closing());
    }

    @Test
    void theSessionIsLockedPausedSpokenToAndStopped() throws Exception {
        done("lock");
        done("pause");
        assertTrue(desk.stage.session.locked() && desk.stage.session.paused());
        assertEquals(false, json("unlock").get("locked"));
        assertEquals(false, json("resume").get("paused"));
        assertFalse(desk.stage.session.locked() || desk.stage.session.paused());
        assertEquals("Said to 0.\n", done("say back in five"));
        assertEquals(true, json("stop").get("stopped"));
    }

    @Test
    void thePromptIsThatOfTheShellsOwnSession() {
        assertEquals("", done("prompt"), "this shell is not shared");
        assertEquals("", done("prompt --session nosuch"), "no prompt is disturbed");
        environment.put("JSHARE_SESSION", Stage.ID);
        assertEquals("●0\n", done("prompt"));
        assertEquals("●0", json("prompt").get("prompt"));
    }

    @ParameterizedTest
    @CsvSource({
        "--type --expires 5m link, 2, put it behind: jshare link --type --expires",
        "-q stop, 2, put it behind: jshare stop --quiet",
        "--json=true status, 2, --json before 'status' would do nothing",
        "stray stop, 2, no subcommand 'stray'",
        "link --uses 0, 2, lets nobody in",
        "link --uses x, 2, --uses",
        "link --expires 5x, 2, no duration",
        "link --label a\u001bb, 2, plain characters",
        "revoke, 2, Say which link",
        "revoke --all watch1, 2, Say which link",
        "revoke watch9, 1, no link 'watch9'",
        "extend watch1, 2, DURATION",
        "extend watch9 1h, 1, no link 'watch9'",
        "kick, 2, VIEWER",
        "kick 9, 1, no viewer '9'",
        "grant 9, 1, no viewer '9'",
        "grant 9 --for never, 2, for some time",
        "say, 2, TEXT",
        "say \u001b[2J, 2, plain characters",
    })
    void whatIsWrongIsExplained(String line, int status, String words) {
        assertRefused(status, words, line);
    }

    @Test
    void aFileOfSettingsThatIsWrongIsInNobodysWay() throws IOException {
        Path file = Files.createDirectories(parent.resolve("jshare")).resolve("config.properties");
        for (String wrong : List.of("session = \\u12\n", "expires = soon\nprefix = x\nunknown = 1\n")) {
            Files.writeString(file, wrong);
            for (String line : List.of("ls", "status", "links", "lock", "unlock", "pause", "resume", "revoke --all")) {
                done(line);
            }
        }
        done("stop");
    }

    @Test
    void aShellIsNotSharedTwice() throws Exception {
        environment.put("JSHARE_SESSION", Stage.ID);
        assertTrue(refusal().contains("shared already (session stage-1)"), refusal());
        desk.close();
        assertTrue(refusal().contains("exclude each other"), "that session is over: the next mistake is found");
    }

    @Test
    void anEmptyVariableIsNone() {
        environment.put("JSHARE_SESSION", "");
        environment.put("JSHARE_EXPIRES", "");
        assertTrue(done("status").startsWith("stage-1"));
        done("link");
        assertTrue(refusal().contains("exclude each other"));
    }

    /** A session that is perhaps not up yet is waited for; one that is long over is not. */
    @Test
    void onlyAShellThatJavaHasJustStartedIsOfASessionToCome() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $!; read x").start();
        ProcessHandle below =
                ProcessHandle.of(Long.parseLong(shell.inputReader().readLine())).orElseThrow();
        try {
            assertTrue(SessionCommand.hasJustBegun(below, Instant.EPOCH));
            assertFalse(SessionCommand.hasJustBegun(below, Instant.now().plusSeconds(60)));
            shell.destroyForcibly().waitFor();
            assertTrue(below.isAlive());
            assertFalse(
                    SessionCommand.hasJustBegun(below, Instant.EPOCH), "the shell that it was started from is gone");
        } finally {
            below.destroyForcibly();
        }
    }

    @Test
    void sessionsOfThisVersionAreListedBesideOneOfAnother() throws Exception {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(parent.resolve("jshare/other.sock")));
            Thread session = new Thread(() -> greet(other));
            session.start();
            Result result = run("ls");
            session.join();
            assertTrue(result.out().contains("\nstage-1  ann@box"), result.out());
            assertTrue(result.err().startsWith("jshare: The session other runs another version"), result.err());
            assertEquals(1, result.status());
        }
    }

    private static void greet(ServerSocketChannel server) {
        try (SocketChannel one = server.accept()) {
            one.write(ByteBuffer.wrap("jshare-control 99\n".getBytes(StandardCharsets.UTF_8)));
            one.read(ByteBuffer.allocate(1000));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a share that is refused in any case. */
    private String refusal() {
        ShareCommand share = new ShareCommand();
        share.type = true;
        share.noTyping = true;
        return assertThrows(CliException.class, () -> share.share(environment, parent))
                .getMessage();
    }

    @Test
    void whoIsInASessionDoesNotJoinIt() {
        environment.put("JSHARE_SESSION", Stage.ID);
        assertRefused(2, "This shell is in the session of that link", "join " + Desk.BASE + "/s/stage-1#secret");
        assertRefused(2, "no terminal", "join " + Desk.BASE + "/s/stage-2#secret");
    }

    @Test
    void aSessionThatIsOverIsNotThereAnyMore() throws Exception {
        desk.stage.close();
        Stage.await(() -> desk.stage.session.facts().exitStatus() != null);
        assertEquals("No session of yours runs; 'jshare' starts one.\n", done("ls"));
        assertRefused(3, "No session of yours runs", "stop");
        assertRefused(3, "The session 'stage-1' does not run (any more)", "status --session stage-1");
    }

    @Test
    void helpIsGivenWhereverItIsAskedFor() {
        assertTrue(done("--json --help").contains("Usage: jshare [options]"));
        assertTrue(done("--json stop --help").contains("Usage: jshare stop"));
    }

    @Test
    void aHintNamesTheRightHelp() {
        assertTrue(run("kick").err().endsWith("Try 'jshare kick --help'.\n"));
        assertTrue(run("--nonsense").err().endsWith("Try 'jshare --help'.\n"));
    }

    @Test
    void noOutputIsColouredOffATerminal() {
        assertFalse(Arrays.toString((done("ls") + done("status")).getBytes(StandardCharsets.UTF_8))
                .contains(" 27,"));
    }
}
