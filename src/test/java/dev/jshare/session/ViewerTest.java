package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import dev.jshare.vt.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one viewer is sent, and what becomes of what it says. */
class ViewerTest {

    @Test
    void aViewerThatNeverAcknowledgesGetsOneWindowAtMost() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector silent = stage.watch().silent();
            silent.until(() -> silent.snapshots() == 1);
            Collector other = stage.watch();
            stage.pty.print(new byte[4 * Limits.WINDOW]);
            other.untilAt(4 * Limits.WINDOW);
            while (silent.tryNext()) {
                // Taken.
            }
            assertTrue(silent.at() > 0);
            assertTrue(silent.output().length <= Limits.WINDOW, silent.output().length + " bytes are under way");
        }
    }

    /** At the end there is no time for what a far viewer would acknowledge only later. */
    @Test
    void whoIsFarBehindWhenTheShellEndsGetsItsLastScreenAtOnce() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector far = stage.watch().silent();
            far.until(() -> far.snapshots() == 1);
            byte[] text = "a line of what the shell printed\r\n".repeat(20_000).getBytes(UTF_8);
            stage.pty.print(text);
            stage.pty.print("THE END");
            far.until(() -> far.output().length > 0);
            stage.pty.end(3);
            assertEquals(CloseCode.ENDED, far.untilClosed());
            assertEquals(2, far.snapshots());
            assertTrue(far.shown().contains("THE END"), far.shown());
            assertEquals(3L, far.events("ended").get(0).get("status"));
        }
    }

    @Test
    void whoHasNotBegunWhenItGetsAnotherStartIsGreetedAllTheSame() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            stage.session.moderator().pause(true);
            Collector late = stage.enter(
                    new JoinRequest(stage.links.issue(Role.WATCH, null).link(), Dialect.BINARY, null, null));
            stage.session.moderator().pause(false);
            late.until(() -> late.snapshots() == 1);
            assertEquals(1, late.events("welcome").size());
        }
    }

    @Test
    void whoLostItsPlaceGetsANewStart() throws InterruptedException {
        try (Stage stage = new Stage(null, 10, 256 * 1024)) {
            Collector slow = stage.watch();
            slow.until(() -> slow.snapshots() == 1);
            Collector other = stage.watch();
            byte[] text = "all work and no play\r\n".repeat(100_000).getBytes(UTF_8);
            stage.pty.print(text);
            other.untilAt(text.length);
            slow.untilAt(text.length);
            assertTrue(slow.snapshots() > 1, "it did not get all of it");
            stage.pty.print("more");
            slow.untilAt(text.length + 4);
            assertTrue(slow.text().endsWith("more"));
        }
    }

    @Test
    void whoComesBackGetsExactlyWhatIsMissing() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            byte[] text = new byte[50_000];
            new Random(9).nextBytes(text);
            Collector first = stage.watch();
            first.until(() -> first.snapshots() == 1);
            for (int at = 0; at < text.length; at += 5_000) {
                stage.pty.print(Arrays.copyOfRange(text, at, at + 5_000));
                first.untilAt(at + 4_997); // Up to three bytes may be held back.
            }
            long end = first.at();
            for (long from : new long[] {0, 1, 4_999, 5_000, 5_001, 33_333, end - 1, end}) {
                Collector again = stage.watch(from);
                again.until(() -> again.start() >= 0);
                again.untilAt(end);
                assertEquals(from, again.start());
                assertEquals(0, again.snapshots());
                assertArrayEquals(Arrays.copyOfRange(text, (int) from, (int) end), again.output());
            }
        }
    }

    @Test
    void sizesChangedMeanwhileAreAmongWhatIsMissing() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector first = stage.watch();
            first.until(() -> first.snapshots() == 1);
            stage.pty.print("a");
            first.untilAt(1);
            stage.session.resize(100, 30);
            stage.pty.print("b");
            first.untilAt(2);
            Collector again = stage.watch(1L).untilAt(2);
            assertEquals(List.of("100x30"), again.sizes());
            assertEquals("b", again.text());
        }
    }

    @Test
    void aLargerSizeBringsLinesOntoTheScreenThatAViewerDoesNotHave() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector slow = stage.watch();
            stage.pty.print("line\r\n".repeat(50));
            slow.untilAt(300);
            stage.session.restart(slow.viewer(), 0);
            slow.until(() -> slow.snapshots() == 2);
            stage.session.resize(80, 30);
            stage.pty.print("end");
            slow.untilAt(303);
            assertEquals(3, slow.snapshots());
            Terminal seen = new Terminal(80, 30, 0);
            byte[] bytes = (slow.shown() + slow.text()).getBytes(UTF_8);
            seen.feed(bytes, 0, bytes.length);
            assertEquals("line\n".repeat(29) + "end\n", seen.text(0));
        }
    }

    @Test
    void anOffsetThatIsForgottenOrNotReachedGivesASnapshot() throws InterruptedException {
        try (Stage stage = new Stage(null, 10, 64 * 1024)) {
            Collector first = stage.watch();
            stage.pty.print(new byte[1024 * 1024]);
            first.untilAt(1024 * 1024);
            for (long from : new long[] {0, 100, 1024 * 1024 + 1, Limits.OFFSET}) {
                Collector again = stage.watch(from);
                again.until(() -> again.snapshots() == 1);
                assertEquals(1024 * 1024, again.at());
            }
        }
    }

    @Test
    void aRefreshIsASnapshotAndNothingIsLost() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            stage.pty.print("before");
            viewer.untilAt(6);
            viewer.say(new ClientMessage.Refresh());
            viewer.say(new ClientMessage.Refresh());
            stage.pty.print("after");
            viewer.until(() -> viewer.snapshots() >= 2);
            viewer.untilAt(11);
            viewer.say(new ClientMessage.Ping(1));
            viewer.until(() -> viewer.events("pong").size() == 1);
            assertTrue(viewer.snapshots() <= 3);
        }
    }

    @Test
    void refreshesAtAnyMomentLoseNothing() throws InterruptedException {
        Random random = new Random(10);
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            int printed = 0;
            for (int round = 0; round < 300; round++) {
                byte[] text = "x".repeat(random.nextInt(3000)).getBytes(UTF_8);
                stage.pty.print(text);
                printed += text.length;
                for (int i = random.nextInt(4); i > 0; i--) {
                    viewer.tryNext();
                }
                if (random.nextInt(3) == 0) {
                    viewer.say(new ClientMessage.Refresh());
                }
            }
            viewer.untilAt(printed);
            assertEquals(printed, viewer.at());
        }
    }

    @Test
    void trap12WhoMayOnlyWatchCannotType() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector watcher = stage.join(Role.WATCH, "Eve", null);
            Collector typist = stage.join(Role.TYPE, "Ann", null);
            watcher.type("rm -rf /\r");
            watcher.until(() -> watcher.events("error").size() == 1);
            assertEquals("read-only", watcher.events("error").get(0).get("code"));
            typist.type("ls\r");
            stage.pty.awaitTyped("ls\r");
            assertEquals("ls\r", stage.pty.typed());
            assertEquals(List.of(), stage.pty.sizes());
        }
    }

    @Test
    void trap13RepliesOfAViewersTerminalAreNotTyped() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector typist = stage.join(Role.TYPE, "Ann", null);
            typist.type("a\u001b[?1;2c\u001b[24;80R");
            typist.type("\u001b]11;rgb:0/0/0\u0007");
            typist.type("b");
            stage.pty.awaitTyped("ab");
            assertEquals("ab", stage.pty.typed());
        }
    }

    @Test
    void tooMuchInputIsDroppedAndSaid() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector typist = stage.join(Role.TYPE, "Ann", null);
            typist.until(() -> typist.snapshots() == 1);
            long now = System.nanoTime();
            byte[] part = "x".repeat(Limits.MESSAGE_IN).getBytes(UTF_8);
            for (int i = 0; i < Limits.INPUT_BURST / Limits.MESSAGE_IN; i++) {
                typist.viewer().receive(new ClientMessage.Input(part), now);
            }
            typist.viewer().receive(new ClientMessage.Input(part), now);
            typist.until(() -> typist.events("error").size() == 1);
            assertEquals("too-fast", typist.events("error").get(0).get("code"));
        }
    }

    @Test
    void requestsAreAnswered() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.join(Role.WATCH, "Ann", null);
            viewer.say(new ClientMessage.Ping(42));
            viewer.say(new ClientMessage.UnknownRequest("fly"));
            viewer.until(() ->
                    viewer.events("pong").size() == 1 && viewer.events("error").size() == 1);
            assertEquals(42L, viewer.events("pong").get(0).get("id"));
            assertEquals("unknown-request", viewer.events("error").get(0).get("code"));
            viewer.say(new ClientMessage.Rename("\u001b[31mBob"));
            viewer.until(() -> names(viewer).contains("[31mBob"));
        }
    }

    @Test
    void presenceNamesWhoIsThereAndNeverFewer() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector ann = stage.join(Role.WATCH, "Ann", null);
            ann.until(() -> !ann.events("presence").isEmpty());
            assertEquals(1L, ann.events("presence").get(0).get("watching"), "the first one counts oneself");
            Collector bob = stage.join(Role.TYPE, "", null);
            ann.until(() -> names(ann).contains("guest 2"));
            stage.session.leave(bob.viewer());
            ann.until(() -> names(ann).equals(List.of("Ann")));
        }
    }

    @Test
    void manyWhoComeAndGoAreFewMessages() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector ann = stage.join(Role.WATCH, "Ann", null);
            long before = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                Collector guest = stage.watch();
                guest.until(() -> guest.snapshots() == 1);
                while (ann.tryNext()) {
                    // Taken.
                }
                stage.session.leave(guest.viewer());
            }
            ann.until(() -> names(ann).equals(List.of("Ann")));
            long intervals = (System.nanoTime() - before) / Roster.PRESENCE_NANOS;
            assertTrue(
                    ann.events("presence").size() <= intervals + 3,
                    ann.events("presence").size() + " messages");
        }
    }

    @Test
    void aCrowdIsCountedAndTheFirstAreNamed() throws InterruptedException {
        try (Stage stage = new Stage(null, 1000, 1024 * 1024)) {
            Collector ann = stage.join(Role.WATCH, "Ann", null);
            for (int i = 0; i < 150; i++) {
                stage.watch();
            }
            ann.until(() -> last(ann).getOrDefault("watching", 0L).equals(151L));
            assertEquals(Limits.PRESENCE, names(ann).size());
        }
    }

    @Test
    void trap10WhoseLinkExpiresIsClosed() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            stage.clock.advance(Stage.LIFE.minusNanos(1));
            stage.session.linksChanged();
            stage.pty.print("x");
            viewer.untilAt(1);
            assertNull(viewer.viewer().closing());
            stage.clock.advance(java.time.Duration.ofNanos(1));
            assertEquals(CloseCode.LINK_GONE, viewer.untilClosed(), "without being told to look");
        }
    }

    @Test
    void trap10WhoseLinkIsRevokedIsClosedAndTypesNothingMore() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector typist = stage.join(Role.TYPE, "Ann", null);
            Collector other = stage.join(Role.TYPE, "Bob", null);
            typist.until(() -> typist.snapshots() == 1);
            stage.links.revoke(typist.viewer().link().id());
            stage.session.linksChanged();
            assertEquals(CloseCode.LINK_GONE, typist.untilClosed());
            typist.type("still here?");
            other.type("yes");
            stage.pty.awaitTyped("yes");
            assertEquals("yes", stage.pty.typed());
            assertNull(typist.viewer().poll());
        }
    }

    @Test
    void whoLetsEventsPileUpIsClosed() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            for (int i = 0; i < 1000; i++) {
                viewer.say(new ClientMessage.Ping(i));
            }
            assertEquals(CloseCode.TOO_MANY, viewer.untilClosed());
        }
    }

    @Test
    void theFirstReasonToCloseStays() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Viewer viewer = stage.watch().viewer();
            viewer.close(CloseCode.REMOVED);
            viewer.close(CloseCode.IDLE);
            assertEquals(CloseCode.REMOVED, viewer.closing());
        }
    }

    @Test
    void aRawViewerGetsTheScreenAndThenTheBytes() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            stage.watch().until(() -> true);
            Collector other = stage.watch();
            Viewer raw = stage.session.join(new JoinRequest(stage.link(Role.WATCH), Dialect.RAW, null, null));
            other.until(() -> names(other).size() == 3);
            Frame first = raw.poll();
            assertFalse(first.text());
            stage.pty.print("hello");
            other.untilAt(5);
            assertEquals("hello", UTF_8.decode(raw.poll().bytes()).toString());
            assertNull(raw.poll());
        }
    }

    private static List<Object> names(Collector viewer) {
        List<?> viewers = (List<?>) last(viewer).getOrDefault("viewers", List.of());
        return viewers.stream()
                .map(one -> (Object) ((Map<?, ?>) one).get("name"))
                .toList();
    }

    private static Map<String, Object> last(Collector viewer) {
        List<Map<String, Object>> all = viewer.events("presence");
        return all.isEmpty() ? Map.of() : all.get(all.size() - 1);
    }
}
