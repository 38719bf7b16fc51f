package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What viewers say to each other. */
class ConversationTest {
    private final Stage stage = Stage.headless();

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    private static void awaitEvents(Collector viewer, String type, int count) throws InterruptedException {
        viewer.until(() -> viewer.events(type).size() >= count);
    }

    private static List<Object> values(Collector viewer, String type, String member) {
        return viewer.events(type).stream().map(event -> event.get(member)).toList();
    }

    @Test
    void whatIsSaidGoesToEverybodyCleaned() throws InterruptedException {
        Collector ann = stage.join(Role.WATCH, "Ann", null);
        Collector bo = stage.join(Role.TYPE, "Bo", null);
        ann.say(new ClientMessage.Say("  <b>hi</b>\u202e\u0007\u001b[31m\n you "));
        ann.say(new ClientMessage.Say(" \u200b\n"));
        ann.say(new ClientMessage.Say("x".repeat(5000)));
        ann.say(new ClientMessage.React("🎉"));
        ann.say(new ClientMessage.React("💣"));
        ann.say(new ClientMessage.React("<img src=x>"));
        ann.say(new ClientMessage.React("👀"));
        for (Collector viewer : List.of(ann, bo)) {
            awaitEvents(viewer, "reaction", 2);
            assertEquals(List.of("🎉", "👀"), values(viewer, "reaction", "emoji"));
            assertEquals(List.of("<b>hi</b>[31m you", "x".repeat(Limits.CHAT_TEXT)), values(viewer, "chat", "text"));
            assertEquals(List.of("Ann", "Ann"), values(viewer, "chat", "name"));
        }
        assertEquals("", stage.pty.typed(), "nothing of it gets to the shell");
        Collector late = stage.watch();
        ann.say(new ClientMessage.Say("later"));
        awaitEvents(late, "chat", 1);
        assertEquals(List.of("later"), values(late, "chat", "text"), "nothing of it is kept");
    }

    @Test
    void whoSaysTooMuchIsNotHeardAndStays() throws InterruptedException {
        Collector ann = stage.watch();
        Collector bo = stage.watch();
        for (int i = 0; i < Limits.CHAT_BURST + 5; i++) {
            ann.say(new ClientMessage.Say("flood " + i));
        }
        awaitEvents(ann, "error", 4);
        assertTrue(values(ann, "error", "code").stream().allMatch("too-fast"::equals));
        bo.say(new ClientMessage.Say("still here"));
        bo.until(() -> values(bo, "chat", "text").contains("still here"));
        assertTrue(bo.events("chat").size() <= Limits.CHAT_BURST + 2);
        assertNull(ann.viewer().closing());
    }

    @Test
    void aSessionCanBeWithoutIt() throws InterruptedException {
        SessionSettings settings = new SessionSettings(Stage.ID, "quiet", 10, 100, 1024 * 1024, false, false);
        ScriptedPty pty = new ScriptedPty();
        Session session =
                new Session(settings, pty, null, 80, 24, stage.links, stage.clock, new Audit(stage.clock, null));
        session.start();
        Collector ann = new Collector(session);
        assertTrue(ann.join(new JoinRequest(stage.link(Role.WATCH), Dialect.BINARY, "Ann", null)));
        ann.say(new ClientMessage.Say("hello"));
        ann.say(new ClientMessage.React("🎉"));
        awaitEvents(ann, "error", 2);
        assertEquals(List.of("no-chat", "no-chat"), values(ann, "error", "code"));
        Map<String, Object> welcome = ann.events("welcome").get(0);
        assertFalse(welcome.containsKey("chat"));
        pty.end(0);
        session.close(CloseCode.GOING_AWAY, Duration.ZERO);
    }
}
