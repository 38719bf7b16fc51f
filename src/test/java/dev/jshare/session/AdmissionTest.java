package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

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
    void trap9ALinkForOneJoinLetsOneIn() throws InterruptedException {
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
