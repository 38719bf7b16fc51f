package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session in which nobody but the host may ever type: each of the ways there is elsewhere. */
class NoTypingTest {
    private final Stage stage = Stage.withoutTyping();
    private final Moderator moderator = stage.session.moderator();

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    private Collector watch() throws InterruptedException {
        Links.Issued link = stage.links.issue(Role.WATCH, null);
        return stage.join(new JoinRequest(link.link(), Dialect.BINARY, null, null));
    }

    /** Types as somebody who hopes to; the answer's code. */
    private static String attempt(Collector viewer) throws InterruptedException {
        int before = viewer.events("error").size();
        viewer.type("NO");
        viewer.until(() -> viewer.events("error").size() > before);
        return (String) viewer.events("error").get(before).get("code");
    }

    @Test
    void trap12NoLinkToTypeCanBeMade() throws InterruptedException {
        assertThrows(IllegalStateException.class, () -> stage.links.issue(Role.TYPE, null));
        assertThrows(IllegalStateException.class, () -> stage.links.issue(Role.TYPE, Duration.ofHours(1), 1, "x"));
        assertEquals(List.of(), stage.links.list());
    }

    @Test
    void trap12NeitherAskingNorAGrantNorAnythingElseLetsAnybodyType() throws InterruptedException {
        Collector ann = watch();
        assertEquals("read-only", attempt(ann));
        ann.say(new ClientMessage.AskToType());
        ann.until(() -> ann.events("error").size() == 2);
        assertEquals("no-typing", ann.events("error").get(1).get("code"));
        assertTrue(moderator.guests().stream().allMatch(guest -> guest.asked() == null));
        assertThrows(
                IllegalStateException.class, () -> moderator.grant(ann.viewer().id(), Duration.ofHours(1)));
        moderator.deny(ann.viewer().id());
        moderator.lock(true);
        moderator.lock(false);
        moderator.pause(true);
        moderator.pause(false);
        moderator.takeBack();
        assertEquals("read-only", attempt(ann));
        assertEquals(0, moderator.typists());
        assertEquals("", stage.pty.typed());
    }

    @Test
    void trap12EvenALinkThatSaysOtherwiseOnlyWatches() throws InterruptedException {
        Link watch = stage.links.issue(Role.WATCH, null).link();
        Link forged = new Link(watch.id(), Role.TYPE, null, null, null);
        Collector viewer = stage.join(new JoinRequest(forged, Dialect.BINARY, null, null));
        assertEquals("watch", viewer.events("welcome").get(0).get("role"));
        assertEquals("read-only", attempt(viewer));
        for (Dialect dialect : List.of(Dialect.JSON, Dialect.RAW)) {
            Viewer other = stage.session.join(new JoinRequest(forged, dialect, null, null));
            other.receive(new ClientMessage.Input("NO".getBytes(UTF_8)), System.nanoTime());
            assertEquals(null, other.closing());
            stage.session.leave(other);
        }
        moderator.kick(viewer.viewer().id());
        assertEquals(CloseCode.REMOVED, viewer.untilClosed());
        assertEquals("", stage.pty.typed());
    }
}
