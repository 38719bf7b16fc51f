package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who is let in, and for how long. */
class AdmissionTest {
    private static JoinRequest by(Link link) {
        return new JoinRequest(link, Dialect.BINARY, null, null);
    }

    @Test
    void trap09ALinkForOneJoinLetsOneIn() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Link once = stage.links.issue(Role.WATCH, null, 1, null).link();
            Collector first = stage.join(by(once));
            first.next();
            Collector second = stage.enter(by(once));
            assertEquals(CloseCode.LINK_GONE, second.untilClosed());
            stage.session.leave(second.viewer());
            assertEquals(1, stage.session.facts().watching());
            assertEquals(1, stage.session.facts().joined());
            assertNull(first.viewer().closing(), "who is in stays");
        }
    }

    private static JoinRequest back(Link link, String ticket) {
        return new JoinRequest(link, Dialect.BINARY, null, null, 1024, Deflation.NONE, null, ticket);
    }

    private static String ticket(Collector viewer) {
        return (String) viewer.events("welcome").get(0).get("ticket");
    }

    @Test
    void trap09WhoLostItsLineComesBackByALinkThatIsUsedUp() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Link once = stage.links.issue(Role.TYPE, null, 1, null).link();
            Collector viewer = stage.join(by(once));
            for (int i = 0; i < 3; i++) {
                String ticket = ticket(viewer);
                stage.session.leave(viewer.viewer());
                stage.clock.advance(Duration.ofSeconds(59));
                viewer = stage.join(back(once, ticket));
                assertNull(viewer.viewer().closing());
                assertNotEquals(ticket, ticket(viewer));
                assertEquals(
                        CloseCode.LINK_GONE, stage.enter(back(once, ticket)).untilClosed(), "a ticket is for once");
            }
            String last = ticket(viewer);
            stage.session.leave(viewer.viewer());
            Stage.await(() -> stage.session.watching() == 0);
            stage.clock.advance(Duration.ofSeconds(60));
            assertEquals(CloseCode.LINK_GONE, stage.enter(back(once, last)).untilClosed());
        }
    }

    @Test
    void trap09AReturnEndsAConnectionThatNobodyNoticedWasLost() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Link once = stage.links.issue(Role.TYPE, null, 1, null).link();
            Collector first = stage.join(by(once));
            Collector second = stage.join(back(once, ticket(first)));
            assertEquals(CloseCode.LINK_GONE, first.untilClosed(), "never are there two");
            first.type("no");
            second.type("yes");
            stage.pty.awaitTyped("yes");
            assertEquals("yes", stage.pty.typed());
        }
    }

    /** As with --once: nobody has noticed yet that the line is lost. */
    @Test
    void theOnlyPlaceIsNotHeldAgainstItsOwnViewerByALostLine() throws InterruptedException {
        try (Stage stage = new Stage(null, 1, 16 * 1024 * 1024)) {
            Link watch = stage.link(Role.WATCH);
            Collector lost = stage.join(by(watch));
            String ticket = ticket(lost);
            assertTrue(stage.session.full(watch, null));
            assertFalse(stage.session.full(watch, ticket));
            stage.join(back(watch, ticket));
            assertEquals(CloseCode.LINK_GONE, lost.untilClosed());
        }
    }

    @Test
    void whoComesBackByATicketGetsItsPlaceWhereThereIsNoOther() throws InterruptedException {
        try (Stage stage = new Stage(null, 1, 16 * 1024 * 1024)) {
            Link three = stage.links.issue(Role.WATCH, null, 3, null).link();
            Collector lost = stage.join(by(three));
            String ticket = ticket(lost);
            assertTrue(stage.session.full(three, null));
            assertTrue(stage.session.full(three, "x" + ticket));
            assertFalse(stage.session.full(three, ticket));
            Collector back = stage.join(back(three, ticket));
            assertEquals(CloseCode.LINK_GONE, lost.untilClosed());
            assertNull(stage.session.join(back(three, ticket)), "a ticket is for once");
            stage.session.leave(lost.viewer());
            String second = ticket(back);
            stage.session.leave(back.viewer());
            Stage.await(() -> stage.session.watching() == 0);
            Collector other = stage.join(by(three));
            assertTrue(stage.session.full(three, second), "its place was given away");
            assertNull(stage.session.join(back(three, second)));
            stage.session.leave(other.viewer());
            Stage.await(() -> stage.session.watching() == 0);
            assertNotNull(stage.session.join(back(three, second)), "the ticket was not spent on the refusal");
        }
    }

    @Test
    void trap11WhoWasSentAwayDoesNotComeBackByItsTicket() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Link two = stage.links.issue(Role.TYPE, null, 2, null).link();
            Collector kicked = stage.join(by(two));
            Collector stays = stage.join(by(two));
            stage.session.moderator().kick(kicked.viewer().id());
            assertEquals(
                    CloseCode.LINK_GONE, stage.enter(back(two, ticket(kicked))).untilClosed());
            stage.session.leave(kicked.viewer());
            assertEquals(
                    CloseCode.LINK_GONE, stage.enter(back(two, ticket(kicked))).untilClosed());
            stage.links.revoke(two.id());
            stage.session.linksChanged();
            assertEquals(CloseCode.LINK_GONE, stays.untilClosed());
            stage.session.leave(stays.viewer());
            assertEquals(
                    CloseCode.LINK_GONE, stage.enter(back(two, ticket(stays))).untilClosed());
        }
    }

    @Test
    void trap10WhoJoinsWhileItsLinkIsRevokedIsSentAway() throws Exception {
        try (Stage stage = Stage.headless()) {
            ExecutorService host = Executors.newSingleThreadExecutor();
            CyclicBarrier together = new CyclicBarrier(2);
            for (int i = 0; i < 200; i++) {
                Link link = stage.links.issue(Role.WATCH, null).link();
                Future<Void> revoked = host.submit(() -> {
                    together.await();
                    stage.links.revoke(link.id());
                    stage.session.linksChanged();
                    return null;
                });
                together.await();
                Collector viewer = stage.enter(by(link));
                assertEquals(CloseCode.LINK_GONE, viewer.untilClosed());
                revoked.get();
                stage.session.leave(viewer.viewer());
            }
            host.shutdownNow();
            assertNotNull(stage.join(by(stage.links.issue(Role.WATCH, null).link())));
        }
    }

    @Test
    void trap10ARevokedLinkClosesItsViewersOnly() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Link kept = stage.links.issue(Role.WATCH, null).link();
            Link revoked = stage.links.issue(Role.WATCH, null).link();
            Collector stays = stage.join(by(kept));
            Collector goes = stage.join(by(revoked));
            goes.next();
            stage.links.revoke(revoked.id());
            stage.session.linksChanged();
            assertEquals(CloseCode.LINK_GONE, goes.untilClosed());
            stage.pty.print("on");
            stays.until(() -> stays.text().endsWith("on"));
        }
    }

    @Test
    void trap10AnExtendedLinkKeepsItsViewers() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Link link = stage.links.issue(Role.WATCH, Duration.ofMinutes(1)).link();
            Collector viewer = stage.join(by(link));
            viewer.next();
            stage.links.extend(link.id(), Duration.ofMinutes(1));
            stage.session.linksChanged();
            stage.clock.advance(Duration.ofMinutes(1));
            stage.session.linksChanged();
            stage.pty.print("still here");
            viewer.until(() -> viewer.text().endsWith("still here"));
            stage.clock.advance(Duration.ofMinutes(1));
            assertEquals(CloseCode.LINK_GONE, viewer.untilClosed());
        }
    }
}
