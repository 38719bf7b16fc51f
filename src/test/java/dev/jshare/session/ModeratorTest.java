package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the host does with those who watch. */
class ModeratorTest {
    private final Stage stage = Stage.headless();
    private final Moderator moderator = stage.session.moderator();

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    private Guest guest(Collector viewer) {
        return moderator.guests().stream()
                .filter(guest -> guest.id().equals(viewer.viewer().id()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> last(Collector viewer, String type) {
        List<Map<String, Object>> events = viewer.events(type);
        return events.get(events.size() - 1);
    }

    private static void awaitEvent(Collector viewer, String type) throws InterruptedException {
        int before = viewer.events(type).size();
        viewer.until(() -> viewer.events(type).size() > before);
    }

    /** What was answered to some typing. */
    private static String errorFor(Collector viewer, String text) throws InterruptedException {
        viewer.type(text);
        awaitEvent(viewer, "error");
        return (String) last(viewer, "error").get("code");
    }

    /** Prints, and waits until the session has seen it: a query at its end is answered. */
    private void printAndSettle(String text) throws InterruptedException {
        stage.pty.print(text + "\u001b[5n");
        stage.pty.awaitTyped("\u001b[0n");
    }

    @Test
    void whoOnlyLooksWakesNobody() throws InterruptedException {
        AtomicInteger wakes = new AtomicInteger();
        stage.session.addOutlet(wakes::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            moderator.guests();
        }
        assertEquals(0, wakes.get());
        moderator.say("hello");
        Stage.await(() -> wakes.get() > 0);
    }

    @Test
    void guestsAreSeenAsTheyAre() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        Collector bo = stage.join(Role.WATCH, "Bo", null);
        stage.pty.print("hello");
        ann.untilAt(5);
        ann.type("ls");
        stage.pty.awaitTyped("ls");
        Guest seen = guest(ann);
        assertEquals("Ann", seen.name());
        assertEquals(Role.TYPE, seen.role());
        assertEquals("type1", seen.link());
        assertEquals(0, seen.lag());
        assertEquals(stage.clock.instant(), seen.since());
        assertEquals(stage.clock.instant(), seen.typedAt());
        assertEquals(2, seen.typed());
        assertNotNull(seen.roundTrip());
        assertEquals(Role.WATCH, guest(bo).role());
        assertEquals(5, guest(bo).lag(), "Bo has drawn nothing of it");
        assertNull(guest(bo).typedAt());
        assertEquals(1, moderator.typists());
    }

    @Test
    void whoIsKickedIsSentAway() throws InterruptedException {
        Collector ann = stage.watch();
        Collector bo = stage.watch();
        assertTrue(moderator.kick(ann.viewer().id()));
        assertEquals(CloseCode.REMOVED, ann.untilClosed());
        assertNull(bo.viewer().closing());
        assertFalse(moderator.kick(new ViewerId(99)));
    }

    @Test
    void aLeaveToTypeEndsWithItsTime() throws InterruptedException {
        Collector ann = stage.watch();
        assertEquals("read-only", errorFor(ann, "no"));
        assertTrue(moderator.grant(ann.viewer().id(), Duration.ofMinutes(5)));
        awaitEvent(ann, "role");
        assertEquals(
                Map.of(
                        "type",
                        "role",
                        "role",
                        "type",
                        "until",
                        stage.clock.instant().plusSeconds(300).toString()),
                last(ann, "role"));
        ann.type("yes");
        stage.pty.awaitTyped("yes");
        stage.clock.advance(Duration.ofMinutes(5));
        awaitEvent(ann, "role");
        assertEquals(Map.of("type", "role", "role", "watch"), last(ann, "role"));
        assertEquals("read-only", errorFor(ann, "no"));
        assertEquals("yes", stage.pty.typed());
        assertNull(guest(ann).until());
    }

    @Test
    void aLeaveToTypeIsOverAtItsEndAndNotWhenSomebodyLooks() throws InterruptedException {
        Collector ann = stage.watch();
        for (int round = 1; round <= 20; round++) {
            moderator.grant(ann.viewer().id(), Duration.ofMinutes(1));
            ann.type("yes");
            stage.pty.awaitTyped("yes".repeat(round));
            stage.clock.advance(Duration.ofMinutes(1));
            assertEquals("read-only", errorFor(ann, "no"));
            ann.until(() -> last(ann, "role").get("role").equals("watch"));
        }
        assertEquals("yes".repeat(20), stage.pty.typed());
    }

    @Test
    void trap11ALeaveToTypeIsTheViewersAndNotItsLinks() throws InterruptedException {
        Collector ann = stage.watch();
        moderator.grant(ann.viewer().id(), Duration.ofMinutes(5));
        assertEquals(Role.TYPE, ann.viewer().role());
        stage.session.leave(ann.viewer());
        Collector again = stage.join(new JoinRequest(ann.viewer().link(), Dialect.BINARY, "Ann", ann.at()));
        assertEquals(Role.WATCH, again.viewer().role());
        assertEquals("read-only", errorFor(again, "no"));
    }

    @Test
    void whoIsDeniedMayOnlyWatchWhateverTheLinkSays() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        assertTrue(moderator.deny(ann.viewer().id()));
        assertEquals("read-only", errorFor(ann, "no"));
        assertEquals("watch", last(ann, "role").get("role"));
        moderator.grant(ann.viewer().id(), Duration.ofMinutes(1));
        awaitEvent(ann, "role");
        ann.type("yes");
        stage.pty.awaitTyped("yes");
        stage.clock.advance(Duration.ofMinutes(1));
        awaitEvent(ann, "role");
        assertEquals(Role.WATCH, ann.viewer().role(), "it is as it was before");
    }

    @Test
    void whatWasGrantedIsTakenBackAtOnce() throws InterruptedException {
        Collector ann = stage.watch();
        Collector bo = stage.watch();
        Collector cy = stage.join(Role.TYPE, "Cy", null);
        moderator.grant(ann.viewer().id(), Duration.ofMinutes(5));
        moderator.grant(bo.viewer().id(), Duration.ofHours(5));
        assertEquals(2, moderator.takeBack());
        assertEquals(Role.WATCH, ann.viewer().role());
        assertEquals(Role.WATCH, bo.viewer().role());
        assertEquals(Role.TYPE, cy.viewer().role(), "by its link");
        assertEquals(0, moderator.takeBack());
    }

    @Test
    void whoAsksToTypeIsSeenUntilTheHostDecides() throws InterruptedException {
        Collector ann = stage.watch();
        ann.say(new ClientMessage.AskToType());
        Stage.await(() -> guest(ann).asked() != null);
        stage.clock.advance(Duration.ofSeconds(3));
        ann.say(new ClientMessage.AskToType());
        assertEquals(stage.clock.instant().minusSeconds(3), guest(ann).asked(), "asking twice is asking once");
        moderator.deny(ann.viewer().id());
        awaitEvent(ann, "role");
        assertEquals("watch", last(ann, "role").get("role"));
        assertNull(guest(ann).asked());
        ann.say(new ClientMessage.AskToType());
        Stage.await(() -> guest(ann).asked() != null);
        moderator.grant(ann.viewer().id(), Duration.ofMinutes(1));
        assertNull(guest(ann).asked());
        awaitEvent(ann, "role");
        ann.say(new ClientMessage.AskToType());
        awaitEvent(ann, "role");
        assertEquals("type", last(ann, "role").get("role"), "it is told that it may");
        assertNotNull(last(ann, "role").get("until"));
    }

    @Test
    void whileTheSessionIsLockedOnlyTheHostTypes() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        Collector bo = stage.watch();
        moderator.lock(true);
        awaitEvent(ann, "locked");
        awaitEvent(bo, "locked");
        assertEquals("locked", errorFor(ann, "no"));
        assertEquals("read-only", errorFor(bo, "no"));
        Collector late = stage.join(Role.TYPE, "Late", null);
        awaitEvent(late, "locked");
        moderator.lock(false);
        awaitEvent(ann, "unlocked");
        ann.type("yes");
        stage.pty.awaitTyped("yes");
        assertEquals("yes", stage.pty.typed());
    }

    @Test
    void aLockStopsWhatIsStillWaitingToBeTyped() throws InterruptedException {
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        stage.pty.setWritable(false);
        ann.type("x");
        stage.pty.awaitWriting();
        ann.type("waiting".repeat(1000));
        ann.type("more");
        moderator.lock(true);
        moderator.lock(false);
        ann.type("then");
        stage.pty.setWritable(true);
        stage.pty.awaitTyped("then");
        assertEquals("xthen", stage.pty.typed());
    }

    @Test
    void everybodyHearsWhatTheHostSays() throws InterruptedException {
        Collector ann = stage.watch();
        Collector bo = stage.watch();
        moderator.say("back in 5 min");
        for (Collector viewer : List.of(ann, bo)) {
            awaitEvent(viewer, "notice");
            assertEquals("back in 5 min", last(viewer, "notice").get("text"));
        }
    }

    @Test
    void trap20WhatIsPrintedDuringAPauseIsNeverSent() throws Exception {
        Collector ann = stage.watch();
        stage.pty.print("before\r\n");
        ann.untilAt(8);
        moderator.pause(true);
        awaitEvent(ann, "paused");
        printAndSettle(
                "SECRET\r\n".repeat(40) + "\u001b]0;SECRET\u0007\u001b]0;title\u0007" + "\u001b[2J\u001b[Hclean");
        Collector late = stage.enter(new JoinRequest(stage.link(Role.TYPE), Dialect.BINARY, "Late", null));
        awaitEvent(late, "paused");
        assertEquals(0, late.snapshots());
        assertEquals("paused", errorFor(late, "no"));
        late.say(new ClientMessage.Refresh());
        ann.say(new ClientMessage.History(100));
        assertFalse(screen().contains("SECRET"));
        assertFalse(screen().contains("before"));
        moderator.say("soon");
        awaitEvent(ann, "notice");
        awaitEvent(late, "notice");
        assertEquals(0, late.snapshots());
        moderator.pause(false);
        stage.pty.print("after");
        for (Collector viewer : List.of(ann, late)) {
            viewer.until(() -> !viewer.events("resumed").isEmpty());
            viewer.until(() -> viewer.text().endsWith("after"));
            assertFalse((viewer.shown() + viewer.text()).contains("SECRET"), viewer.shown());
            assertTrue(viewer.shown().contains("clean"), viewer.shown());
        }
        assertEquals(14, ann.at(), "8 bytes, a gap of one, 5 bytes: what was hidden does not count");
    }

    private String screen() throws Exception {
        CompletableFuture<String> text = new CompletableFuture<>();
        stage.session.copyScreen(
                ScreenFormat.TEXT,
                100,
                copy -> text.complete(StandardCharsets.UTF_8
                        .decode(copy.content().duplicate())
                        .toString()),
                () -> text.completeExceptionally(new AssertionError("refused")));
        return text.get();
    }

    @Test
    void trap20LinesThatLeftTheScreenDuringAPauseAreInNoHistory() throws Exception {
        Collector ann = stage.watch();
        moderator.pause(true);
        awaitEvent(ann, "paused");
        stage.pty.print("SECRET\r\n".repeat(40));
        printAndSettle("clean\r\n".repeat(40));
        moderator.pause(false);
        ann.until(() -> !ann.events("resumed").isEmpty());
        ann.say(new ClientMessage.History(1000));
        int before = ann.snapshots();
        ann.until(() -> ann.snapshots() > before);
        assertFalse(ann.shown().contains("SECRET"), ann.shown());
        assertTrue(ann.shown().contains("clean"), ann.shown());
        assertFalse(screen().contains("SECRET"));
    }

    @Test
    void whoComesBackAfterAPauseGetsASnapshot() throws InterruptedException {
        Collector ann = stage.watch();
        stage.pty.print("before");
        ann.untilAt(6);
        moderator.pause(true);
        moderator.pause(false);
        Collector again = stage.watch(6L);
        again.until(() -> again.snapshots() == 1);
        assertEquals(7, again.at());
    }

    @Test
    void aPauseThatIsOverBeforeAViewerLooksIsOnlyASnapshot() throws InterruptedException {
        Collector ann = stage.watch();
        int before = ann.snapshots();
        moderator.pause(true);
        stage.pty.print("hidden");
        moderator.pause(false);
        stage.pty.print("shown");
        ann.until(() -> ann.text().endsWith("shown"));
        assertTrue(ann.snapshots() > before);
        assertEquals(ann.events("paused").size(), ann.events("resumed").size());
    }

    @Test
    void aShellThatEndsDuringAPauseEndsForAll() throws InterruptedException {
        Collector ann = stage.watch();
        moderator.pause(true);
        stage.pty.print("SECRET");
        stage.pty.end(3);
        assertEquals(CloseCode.ENDED, ann.untilClosed());
        assertEquals(3L, last(ann, "ended").get("status"));
        assertFalse((ann.shown() + ann.text()).contains("SECRET"));
    }

    @Test
    void aSessionThatIsOverSaysSo() throws InterruptedException {
        stage.close();
        Stage.await(() -> stage.session.end.status() != null);
        assertThrows(IllegalStateException.class, moderator::guests);
    }
}
