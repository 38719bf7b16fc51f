package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.session.Stage;
import dev.jshare.session.Viewer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked about links, at a real session. */
class LinkRequestsTest {
    @TempDir
    Path parent;

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(parent);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void aNewLinkOpensTheSessionAndItsSecretIsShownOnce() throws Exception {
        Facts made = desk.ask(new ControlMessage.MakeLink(Role.TYPE, Duration.ofMinutes(5), 2, "Ann"));
        String url = made.text("url");
        assertEquals(
                "{\"id\":\"type1\",\"role\":\"type\",\"url\":\"" + url + "\",\"expires\":\""
                        + desk.stage.clock.instant().plus(Duration.ofMinutes(5))
                        + "\",\"uses\":2,\"label\":\"Ann\"}",
                made.toString());
        String prefix = Desk.BASE + "/s/" + Stage.ID + "#";
        assertTrue(url.startsWith(prefix), url);
        String token = url.substring(prefix.length());
        Link link = desk.stage.links.find(token).orElseThrow();
        assertEquals("type1", link.id());
        String status = desk.status().toString();
        assertFalse(status.contains(token), "it is shown once");
        assertTrue(status.contains("\"uses\":2,\"used\":0"), status);
        desk.join(link, "Ann");
        assertTrue(desk.status().toString().contains("\"uses\":2,\"used\":1"), "a join counts");
    }

    @Test
    void trap10ARevokedLinkSendsItsViewersAwayAndLetsNobodyBackIn() throws Exception {
        Link one = desk.link(Role.WATCH);
        Link two = desk.link(Role.WATCH);
        Viewer goes = desk.join(one, "Ann");
        Viewer stays = desk.join(two, "Bo");
        desk.ask(new ControlMessage.Revoke(one.id()));
        Stage.await(() -> goes.closing() == CloseCode.LINK_GONE);
        assertNull(stays.closing());
        assertEquals(CloseCode.LINK_GONE, desk.join(one, "Ann").closing());
        assertEquals(List.of(two), desk.stage.links.list());
        assertEquals("There is no link 'watch1'; there is watch2.", desk.refusal(new ControlMessage.Revoke("watch1")));
    }

    @Test
    void allLinksAreRevokedAtOnce() throws Exception {
        Viewer ann = desk.join(desk.link(Role.WATCH), "Ann");
        Viewer bo = desk.join(desk.link(Role.TYPE), "Bo");
        assertEquals(2, desk.ask(new ControlMessage.Revoke(null)).number("revoked"));
        Stage.await(() -> ann.closing() == CloseCode.LINK_GONE && bo.closing() == CloseCode.LINK_GONE);
        assertEquals(
                "There is no link 'watch1'; there is none at all.", desk.refusal(new ControlMessage.Revoke("watch1")));
    }

    @Test
    void aLinkIsKnownByItsLabelIfThatIsClear() throws Exception {
        desk.ask(new ControlMessage.MakeLink(Role.WATCH, null, null, "class"));
        desk.ask(new ControlMessage.MakeLink(Role.WATCH, null, null, "guests"));
        desk.ask(new ControlMessage.MakeLink(Role.WATCH, null, null, "guests"));
        desk.ask(new ControlMessage.MakeLink(Role.WATCH, null, null, "watch2"));
        assertEquals(
                "More than one link is called 'guests': name one of watch2, watch3.",
                desk.refusal(new ControlMessage.Revoke("guests")));
        desk.ask(new ControlMessage.Revoke("class"));
        desk.ask(new ControlMessage.Revoke("watch2"));
        assertEquals(
                List.of("watch3", "watch4"),
                desk.stage.links.list().stream().map(Link::id).toList(),
                "an id goes before a label");
    }
}
