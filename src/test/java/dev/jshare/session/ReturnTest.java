package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Viewers whom the host lets type, who lose their line, and come back. */
class ReturnTest {
    private static final Duration LEAVE = Duration.ofMinutes(5);

    private final Stage stage = Stage.headless();
    private final Link link = stage.link(Role.WATCH);

    @AfterEach
    void end() throws InterruptedException {
        stage.close();
    }

    private Collector back(String ticket) throws InterruptedException {
        return back(link, ticket);
    }

    private Collector back(Link by, String ticket) throws InterruptedException {
        return stage.join(new JoinRequest(by, Dialect.BINARY, null, null, 1024, Deflation.NONE, null, ticket));
    }

    private Collector granted(Link by) throws InterruptedException {
        Collector viewer = stage.join(new JoinRequest(by, Dialect.BINARY, null, null));
        stage.session.moderator().grant(viewer.viewer().id(), LEAVE);
        return viewer;
    }

    /** Takes frames until there is a leave to type, and gives its viewer's ticket. */
    private static String ticket(Collector viewer) throws InterruptedException {
        viewer.until(() -> !viewer.events("role").isEmpty());
        assertEquals("type", viewer.events("role").get(0).get("role"));
        return welcomed(viewer);
    }

    private static String welcomed(Collector viewer) throws InterruptedException {
        viewer.until(() -> !viewer.events("welcome").isEmpty());
        return (String) viewer.events("welcome").get(0).get("ticket");
    }

    private void leave(Collector viewer) throws InterruptedException {
        stage.session.leave(viewer.viewer());
        Stage.await(() -> stage.session.moderator().guests().stream()
                .noneMatch(guest -> guest.id().equals(viewer.viewer().id())));
    }

    /** Of somebody who may type. */
    private String ticketOfWhoLeft() throws InterruptedException {
        Collector viewer = granted(link);
        String ticket = ticket(viewer);
        leave(viewer);
        return ticket;
    }

    private static String role(Collector viewer) {
        return (String) viewer.events("welcome").get(0).get("role");
    }

    @Test
    void aLeaveToTypeComesBackAsOftenAsTheLineIsLost() throws InterruptedException {
        Collector viewer = granted(link);
        Object until = null;
        for (int i = 0; i < 3; i++) {
            String ticket = ticket(viewer);
            until = viewer.events("role").get(0).get("until");
            leave(viewer);
            stage.clock.advance(Duration.ofSeconds(59));
            viewer = back(ticket);
            assertEquals("type", role(viewer));
            assertNotEquals(ticket, ticket(viewer), "each is for one return");
            assertEquals(until, viewer.events("role").get(0).get("until"), "it ends when it would have ended");
        }
        viewer.type("yes");
        stage.pty.awaitTyped("yes");
        assertEquals(0, stage.links.uses().get(0).used() - 1, "the link was used once");
    }

    @Test
    void whatWasTypedIntoALostLineDoesNotArriveOnceItsViewerIsBack() throws InterruptedException {
        Link typing = stage.link(Role.TYPE);
        Collector lost = stage.join(new JoinRequest(typing, Dialect.BINARY, null, null));
        lost.type("before");
        stage.pty.awaitTyped("before");
        Collector again = back(typing, welcomed(lost));
        again.until(() -> !again.events("welcome").isEmpty());
        lost.type("into nothing");
        again.type("and on");
        stage.pty.awaitTyped("beforeand on");
        assertEquals(CloseCode.LINK_GONE, lost.untilClosed());
    }

    @Test
    void trap11ATicketThatWasUsedBringsNothing() throws InterruptedException {
        Collector first = granted(link);
        String ticket = ticket(first);
        Collector second = back(ticket);
        assertEquals("type", role(second));
        assertEquals(CloseCode.LINK_GONE, first.untilClosed(), "never are there two");
        assertEquals("watch", role(back(ticket)));
        assertNull(second.viewer().closing(), "nor is anybody sent away by it");
    }

    @Test
    void trap11ATicketIsForTheLinkThatItsViewerCameBy() throws InterruptedException {
        String ticket = ticket(granted(link));
        Link other = stage.link(Role.WATCH);
        assertEquals("watch", role(back(other, ticket)));
        assertEquals("type", role(back(ticket)), "and is still good");
    }

    @Test
    void trap11WhatWasTakenBackStaysSo() throws InterruptedException {
        Collector viewer = granted(link);
        String ticket = ticket(viewer);
        assertEquals(1, stage.session.moderator().takeBack());
        assertEquals("watch", role(back(ticket)));
        assertEquals(CloseCode.LINK_GONE, viewer.untilClosed(), "it is its viewer's still, without the leave");
    }

    @Test
    void trap11WhatIsTakenBackFromThoseWhoAreAwayStaysSo() throws InterruptedException {
        String ticket = ticketOfWhoLeft();
        assertEquals(1, stage.session.moderator().takeBack());
        assertEquals(0, stage.session.moderator().takeBack());
        assertEquals("watch", role(back(ticket)));
    }

    @Test
    void trap11WhoWasDeniedThereOrAwayOnlyWatches() throws InterruptedException {
        Collector there = granted(link);
        String one = ticket(there);
        assertTrue(stage.session.moderator().deny(there.viewer().id()));
        assertEquals("watch", role(back(one)));
        Collector away = granted(link);
        String other = ticket(away);
        leave(away);
        assertTrue(stage.session.moderator().deny(away.viewer().id()));
        assertFalse(stage.session.moderator().deny(away.viewer().id()), "nothing is left to take");
        assertEquals("watch", role(back(other)));
    }

    @Test
    void trap11WhoWasSentAwayHasNoLeave() throws InterruptedException {
        Collector viewer = granted(link);
        String one = ticket(viewer);
        stage.session.moderator().kick(viewer.viewer().id());
        assertEquals(CloseCode.REMOVED, viewer.untilClosed());
        assertEquals("watch", role(back(one)));
        leave(viewer);
        Collector away = granted(link);
        String other = ticket(away);
        leave(away);
        assertTrue(stage.session.moderator().kick(away.viewer().id()));
        assertEquals("watch", role(back(other)));
    }

    @Test
    void trap11ALeaveEndsWhileItsViewerIsAway() throws InterruptedException {
        Collector viewer = stage.join(new JoinRequest(link, Dialect.BINARY, null, null));
        stage.session.moderator().grant(viewer.viewer().id(), Duration.ofSeconds(30));
        String ticket = ticket(viewer);
        leave(viewer);
        stage.clock.advance(Duration.ofSeconds(30));
        assertEquals("watch", role(back(ticket)));
    }

    @Test
    void trap11ALeaveThatCameBackEndsInTime() throws InterruptedException {
        Collector viewer = granted(link);
        Collector again = back(ticket(viewer));
        stage.clock.advance(LEAVE);
        again.until(() -> again.events("role").size() == 2);
        assertEquals(
                Map.of("type", "role", "role", "watch"), again.events("role").get(1));
        assertEquals(Role.WATCH, again.viewer().role());
    }

    @Test
    void whoIsAwayForLongerThanAMinuteOnlyWatches() throws InterruptedException {
        String ticket = ticketOfWhoLeft();
        stage.clock.advance(Duration.ofMinutes(1));
        assertEquals("watch", role(back(ticket)));
    }

    @Test
    void trap11ALeaveEndsWithItsLink() throws InterruptedException {
        String ticket = ticketOfWhoLeft();
        stage.links.revoke(link.id());
        Collector back =
                stage.enter(new JoinRequest(link, Dialect.BINARY, null, null, 1024, Deflation.NONE, null, ticket));
        assertEquals(CloseCode.LINK_GONE, back.untilClosed());
    }

    @Test
    void aLockHoldsForThoseWhoComeBack() throws InterruptedException {
        String ticket = ticketOfWhoLeft();
        stage.session.moderator().lock(true);
        Collector again = back(ticket);
        again.type("no");
        again.until(() -> !again.events("error").isEmpty());
        assertEquals("locked", again.events("error").get(0).get("code"));
        stage.session.moderator().lock(false);
        again.type("yes");
        stage.pty.awaitTyped("yes");
        assertEquals("yes", stage.pty.typed());
    }

    @Test
    void trap11ALinkForOneUseStaysOpenToWhoLostTheLeave() throws InterruptedException {
        Link once = stage.links.issue(Role.WATCH, null, 1, null).link();
        Collector viewer = granted(once);
        String ticket = ticket(viewer);
        assertEquals(viewer.events("welcome").get(0).get("ticket"), ticket, "one ticket is for both");
        stage.session.moderator().takeBack();
        leave(viewer);
        Collector again = back(once, ticket);
        assertEquals("watch", role(again));
        stage.session.moderator().grant(again.viewer().id(), LEAVE);
        String next = ticket(again);
        leave(again);
        assertEquals("type", role(back(once, next)));
        Collector thief =
                stage.enter(new JoinRequest(once, Dialect.BINARY, null, null, 1024, Deflation.NONE, null, next));
        assertEquals(CloseCode.LINK_GONE, thief.untilClosed(), "used twice");
    }
}
