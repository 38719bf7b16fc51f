package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Lease;
import dev.jshare.access.Role;
import dev.jshare.protocol.BadMessageException;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.JsonText;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One types at a time. */
class TypingTest {
    private final ScriptedConsole console = new ScriptedConsole();
    private final Stage stage = new Stage(console, 100, 1024 * 1024);

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    private static void awaitTypist(Collector viewer, Object typist) throws InterruptedException {
        viewer.until(() -> {
            List<Map<String, Object>> seen = viewer.events("presence");
            return !seen.isEmpty() && Objects.equals(seen.get(seen.size() - 1).get("typing"), typist);
        });
    }

    private static Map<String, Object> refusal(Collector viewer) throws InterruptedException {
        viewer.until(() -> !viewer.events("error").isEmpty());
        return viewer.events("error").get(0);
    }

    @Test
    void whileOneTypesTheOthersKeysAreRefused() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        Collector bo = stage.join(Role.TYPE, "Bo", null);
        ann.type("one ");
        stage.pty.awaitTyped("one ");
        bo.type("NO");
        assertEquals("someone-types", refusal(bo).get("code"));
        assertTrue(((String) refusal(bo).get("text")).startsWith("Ann is typing."));
        ann.type("two ");
        stage.pty.awaitTyped("two ");
        stage.clock.advance(Duration.ofSeconds(2));
        bo.type("three");
        stage.pty.awaitTyped("three");
        assertEquals("one two three", stage.pty.typed());
    }

    @Test
    void whoTypesIsToldToAllOnceAndNotForEveryKey() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        Collector bo = stage.watch();
        long id = ann.viewer().id().value();
        for (int key = 0; key < 500; key++) {
            ann.type("x");
        }
        awaitTypist(bo, id);
        awaitTypist(ann, id);
        assertEquals(id, stage.session.typist());
        stage.clock.advance(Duration.ofSeconds(2));
        awaitTypist(bo, null);
        console.press("h");
        awaitTypist(bo, "host");
        List<Object> told = new ArrayList<>();
        for (Map<String, Object> presence : bo.events("presence")) {
            told.add(presence.get("typing"));
        }
        while (!told.isEmpty() && told.get(0) == null) {
            told.remove(0);
        }
        assertEquals(3, told.size(), told::toString);
    }

    @Test
    void theHostsKeysWinAndWhatAViewerTypedAheadIsGone() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        stage.pty.leaveRoom(false);
        ann.type("x".repeat(10_000));
        stage.pty.awaitRoomAsked();
        console.press("host");
        stage.pty.awaitTyped("host");
        stage.pty.leaveRoom(true);
        ann.type("no");
        assertEquals("someone-types", refusal(ann).get("code"));
        assertTrue(((String) refusal(ann).get("text")).startsWith("The host is typing."));
        stage.clock.advance(Duration.ofSeconds(2));
        ann.type("then");
        stage.pty.awaitTyped("then");
        assertEquals("hostthen", stage.pty.typed());
    }

    @Test
    void whatTheHostsTerminalAnswersByItselfTakesNothingFromAnybody() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        ann.type("vi\r");
        stage.pty.awaitTyped("vi\r");
        console.press("\u001b[?1;2c\u001b]11;rgb:0000/0000/0000\u001b\\");
        stage.pty.awaitTyped("\u001b\\");
        ann.type("dd");
        stage.pty.awaitTyped("dd");
        assertEquals(ann.viewer().id().value(), stage.session.typist());
    }

    @Test
    void theTurnEndsWithWhoeverHadIt() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        Collector bo = stage.join(Role.TYPE, "Bo", null);
        Collector cy = stage.watch();
        stage.session.moderator().grant(cy.viewer().id(), Duration.ofMinutes(1));
        cy.type("cy ");
        stage.pty.awaitTyped("cy ");
        stage.session.moderator().takeBack();
        ann.type("ann ");
        stage.pty.awaitTyped("ann ");
        stage.session.leave(ann.viewer());
        Stage.await(() -> stage.session.typist() == Lease.NOBODY);
        bo.type("bo ");
        stage.pty.awaitTyped("bo ");
        stage.session.moderator().deny(bo.viewer().id());
        assertEquals(Lease.NOBODY, stage.session.typist());
        assertEquals("cy ann bo ", stage.pty.typed());
    }

    @Test
    void whoKeepsTypingWhileItIsNotItsTurnIsToldNowAndThenAndNotSentAway() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        Collector bo = stage.join(Role.TYPE, "Bo", null);
        ann.type("a");
        stage.pty.awaitTyped("a");
        long start = System.nanoTime();
        for (int key = 0; key < 1_000; key++) {
            bo.viewer().receive(new ClientMessage.Input("b".getBytes(UTF_8)), start + key * 3_000_000L);
        }
        refusal(bo);
        ann.say(new ClientMessage.Ping(1));
        bo.say(new ClientMessage.Ping(1));
        bo.until(() -> !bo.events("pong").isEmpty());
        assertEquals(null, bo.viewer().closing());
        assertTrue(bo.events("error").size() <= 3, bo.events("error")::toString);
        assertEquals("a", stage.pty.typed());
        assertEquals(CloseCode.REMOVED, kicked(bo));
    }

    private CloseCode kicked(Collector viewer) throws InterruptedException {
        stage.session.moderator().kick(viewer.viewer().id());
        return viewer.untilClosed();
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, mode = EnumSource.Mode.EXCLUDE, names = "ALIS")
    void trap12TrapsOfInputAreTheSameInEveryDialect(Dialect dialect) throws Exception {
        Viewer ann = stage.session.join(new JoinRequest(stage.link(Role.TYPE), dialect, "Ann", null));
        say(ann, dialect, "a\u001b[0n\u001b[I\u001b[<0;1;1M");
        say(ann, dialect, "\u001b[200~b\u001b[201~\rc\u001b[201~");
        stage.pty.awaitTyped("\u001b[200~b\rc\u001b[201~");
        // A session with a console answers no queries; who watches sees that the program has asked.
        Collector bo = stage.watch();
        stage.pty.print("\u001b[?1004h\u001b[?1000h\u001b[?1006hasked");
        bo.until(() -> bo.text().endsWith("asked"));
        stage.session.moderator().guests(); // Whose turn comes when the screen has it, too.
        say(ann, dialect, "\u001b[I\u001b[<0;1;1M\u001b[M !!");
        stage.pty.awaitTyped("\u001b[I\u001b[<0;1;1M");
        stage.pty.print("\u001b[?1004l\u001b[?1000lno more");
        bo.until(() -> bo.text().endsWith("no more"));
        stage.session.moderator().guests();
        say(ann, dialect, "\u001b[O\u001b[<0;1;1m.");
        stage.pty.awaitTyped(".");
        assertEquals("a\u001b[200~b\rc\u001b[201~\u001b[I\u001b[<0;1;1M.", stage.pty.typed());
    }

    private static void say(Viewer viewer, Dialect dialect, String text) throws BadMessageException {
        byte[] message = text.getBytes(UTF_8);
        if (dialect == Dialect.JSON) {
            message = JsonText.of(Map.of("type", "input", "data", text)).getBytes(UTF_8);
        } else if (dialect == Dialect.BINARY) {
            message = ("\u0010" + text).getBytes(UTF_8);
        }
        viewer.receive(dialect.codec().decode(dialect == Dialect.JSON, ByteBuffer.wrap(message)), System.nanoTime());
    }

    @Test
    void theHostsMouseTakesNothingFromAnybody() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        ann.type("a");
        stage.pty.awaitTyped("a");
        console.press("\u001b[<35;1;1M");
        console.press("\u001b[I");
        stage.pty.awaitTyped("\u001b[I");
        ann.type("b");
        stage.pty.awaitTyped("b");
        assertEquals("a\u001b[<35;1;1M\u001b[Ib", stage.pty.typed());
    }

    @Test
    void withFreeTypingAllTypeAtOnce() throws InterruptedException {
        SessionSettings settings = new SessionSettings(Stage.ID, "free", 10, 100, 1024 * 1024, true, true);
        ScriptedPty pty = new ScriptedPty();
        Session session =
                new Session(settings, pty, null, 80, 24, stage.links, stage.clock, new Audit(stage.clock, null));
        session.start();
        Collector ann = new Collector(session);
        Collector bo = new Collector(session);
        assertTrue(ann.join(new JoinRequest(stage.link(Role.TYPE), Dialect.BINARY, "Ann", null)));
        assertTrue(bo.join(new JoinRequest(stage.link(Role.TYPE), Dialect.BINARY, "Bo", null)));
        ann.type("a");
        bo.type("b");
        ann.type("c");
        pty.awaitTyped("abc");
        pty.end(0);
        session.close(CloseCode.GOING_AWAY, Duration.ZERO);
    }
}
