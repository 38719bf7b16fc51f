package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Order, joining and the end. */
class SessionTest {
    private static final int LOG = 16 * 1024 * 1024;

    @Test
    void theConsoleIsFirst() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            AtomicReference<String> wrong = new AtomicReference<>();
            console.beforeShow(() -> {
                if (stage.session.facts().offset() > console.shown()) {
                    wrong.set("viewers are ahead of the console");
                }
            });
            Collector viewer = stage.watch();
            console.setStopped(true);
            stage.pty.print("held");
            console.awaitWriting();
            assertEquals(0, stage.session.facts().offset());
            console.setStopped(false);
            viewer.untilAt(4);
            for (int i = 0; i < 2000; i++) {
                stage.pty.print("line " + i + "\r\n");
            }
            stage.pty.end(0);
            stage.session.awaitEnd();
            assertNull(wrong.get());
            viewer.untilClosed();
            assertArrayEquals(console.shownBytes(), viewer.output());
        }
    }

    @Test
    void aConsoleThatFailsStopsNothing() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            Collector viewer = stage.watch();
            console.setFailing();
            stage.pty.print("one");
            viewer.untilAt(3);
            stage.pty.print("two");
            viewer.untilAt(6);
            assertEquals("onetwo", viewer.text());
        }
    }

    @Test
    void keysOfTheHostAreTyped() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            console.press("ls\r");
            stage.pty.awaitTyped("ls\r");
        }
    }

    @Test
    void anEchoIsSentAtOnceAndAlone() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            for (int i = 1; i <= 50; i++) {
                stage.pty.print("x");
                viewer.untilAt(i);
                assertEquals(i, viewer.outputs(), "one frame for one echo");
            }
        }
    }

    @Test
    void aFloodBecomesFewBigFrames() throws InterruptedException {
        int writes = 1000;
        try (Stage stage = Stage.headless()) {
            Viewer viewer = stage.session.join(new JoinRequest(stage.link(Role.WATCH), Dialect.RAW, null, null));
            Stage.await(() -> viewer.poll() != null); // The screen as it is before.
            stage.pty.print(new byte[writes * 4096]);
            Stage.await(() -> stage.session.facts().offset() == writes * 4096L);
            List<Integer> lengths = new ArrayList<>();
            for (Frame frame = viewer.poll(); frame != null; frame = viewer.poll()) {
                lengths.add(frame.bytes().remaining());
            }
            assertEquals(
                    writes * 4096, lengths.stream().mapToInt(length -> length).sum());
            assertTrue(lengths.size() < writes / 4, lengths.size() + " frames");
            int largest = Collections.max(lengths);
            assertTrue(largest > 4096 && largest <= Limits.MESSAGE_OUT, "largest: " + largest);
        }
    }

    @Test
    void whoJoinsAtAnyMomentSeesEveryByteOnce() throws Exception {
        Random random = new Random(5);
        byte[] printed = new byte[6_000_000];
        random.nextBytes(printed);
        int viewers = 24;
        ExecutorService threads = Executors.newFixedThreadPool(viewers);
        try (Stage stage = Stage.headless()) {
            List<Future<Void>> all = new ArrayList<>();
            int at = 0;
            for (int i = 0; i < viewers; i++) {
                int until = printed.length / viewers * i;
                while (at < until) {
                    int length = Math.min(1 + random.nextInt(20_000), printed.length - at);
                    stage.pty.printSlowly(Arrays.copyOfRange(printed, at, at + length));
                    at += length;
                }
                Callable<Void> watching = () -> {
                    Collector viewer = stage.watch();
                    assertEquals(CloseCode.ENDED, viewer.untilClosed());
                    assertEquals(printed.length, viewer.at());
                    assertArrayEquals(
                            Arrays.copyOfRange(printed, (int) viewer.start(), printed.length), viewer.output());
                    return null;
                };
                all.add(threads.submit(watching));
            }
            stage.pty.printSlowly(Arrays.copyOfRange(printed, at, printed.length));
            Stage.await(() -> stage.session.facts().joined() == viewers);
            stage.pty.end(0);
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noFrameEndsWithinACharacter() throws InterruptedException {
        Random random = new Random(6);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(new String[] {"a", "\u00e9", "\u20ac", "\ud83d\ude00"}[random.nextInt(4)]);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(1 + random.nextInt(random.nextBoolean() ? 5 : 9000), bytes.length - at);
                stage.pty.print(Arrays.copyOfRange(bytes, at, at + length));
                at += length;
                if (random.nextInt(4) == 0) {
                    viewer.untilAt(at - 3);
                    assertTrue(viewer.text().indexOf('\ufffd') < 0, "cut at " + viewer.at());
                }
            }
            viewer.untilAt(bytes.length);
            assertArrayEquals(bytes, viewer.output());
        }
    }

    @Test
    void aCharacterThatNeverEndsIsSentAtTheEnd() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            stage.pty.print(new byte[] {'a', (byte) 0xf0, (byte) 0x9f});
            viewer.untilAt(1);
            assertEquals("a", viewer.text());
            stage.pty.end(0);
            viewer.untilClosed();
            assertArrayEquals(new byte[] {'a', (byte) 0xf0, (byte) 0x9f}, viewer.output());
        }
    }

    @Test
    void resizesStandInOrder() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            for (int i = 1; i <= 20; i++) {
                stage.session.resize(100 + i, 30);
                stage.pty.print("x");
                viewer.untilAt(i);
                assertEquals((100 + i) + "x30", viewer.sizes().get(i), "a size comes before what is printed in it");
            }
            assertEquals(20, stage.pty.sizes().size());
            assertEquals(120, stage.session.facts().cols());
            Collector late = stage.watch();
            late.until(() -> late.snapshots() == 1);
            assertEquals(List.of("120x30"), late.sizes());
        }
    }

    @Test
    void whenTheShellEndsEverybodySeesAllOfItThenTheStatus() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            stage.pty.print("last words");
            stage.pty.end(137);
            assertEquals(137, stage.session.awaitEnd());
            assertEquals(137, stage.session.facts().exitStatus());
            assertEquals(CloseCode.ENDED, viewer.untilClosed());
            assertEquals(10, viewer.at());
            assertEquals(137L, viewer.events("ended").get(0).get("status"));
            Collector late = stage.watch();
            assertEquals(CloseCode.ENDED, late.untilClosed());
            assertEquals(1, late.events("ended").size());
        }
    }

    @Test
    void aShellThatClosesItsTerminalAndLivesOnKeepsNobodyWaiting() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            stage.pty.print("bye");
            stage.pty.closeOutput();
            stage.watch().untilAt(3);
            Collector late = stage.watch().untilAt(3);
            stage.clock.advance(Stage.LIFE);
            stage.session.linksChanged();
            assertEquals(CloseCode.LINK_GONE, late.untilClosed());
            stage.pty.end(5);
            assertEquals(5, stage.session.awaitEnd());
        }
    }

    @Test
    void aTransportThatFailsTakesNothingWithIt() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            stage.session.addOutlet(() -> {
                throw new IllegalStateException("a transport's fault");
            });
            Collector viewer = stage.watch();
            stage.pty.print("on");
            viewer.untilAt(2);
            stage.pty.print("and on");
            viewer.untilAt(8);
        }
    }

    /** As on a machine with much else to do, whatever patience there is with viewers. */
    @Test
    void theEndWaitsUntilATransportHasHadItsTurn() throws InterruptedException {
        for (int attempts = 1; !endsAfterATransport(); attempts++) {
            assertTrue(attempts < 10, "a machine that holds up all of it for a second does not do so every time");
        }
    }

    private static boolean endsAfterATransport() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            stage.watch();
            AtomicBoolean sent = new AtomicBoolean();
            AtomicBoolean before = new AtomicBoolean();
            Thread end = new Thread(() -> {
                try {
                    stage.session.close(CloseCode.GOING_AWAY, Duration.ZERO);
                    before.set(sent.get());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            stage.session.addOutlet(new Outlet() {
                @Override
                public void wake() {}

                @Override
                public void finish(Runnable done) {
                    while (end.getState() != Thread.State.TIMED_WAITING && end.isAlive()) {
                        Thread.onSpinWait();
                    }
                    sent.set(true);
                    done.run();
                }
            });
            end.start();
            end.join();
            return before.get();
        }
    }

    @Test
    void aFaultOfOursEndsTheSharingAndNotTheShell() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            Collector viewer = stage.watch();
            viewer.until(() -> viewer.snapshots() == 1);
            // A jar that is replaced while it runs has classes that cannot be loaded any more.
            stage.clock.breakDown(() -> new NoClassDefFoundError("replaced"));
            stage.pty.print("x");
            assertEquals(CloseCode.INTERNAL, viewer.untilClosed());
            stage.pty.print(new byte[2 * OutputRing.CAPACITY]);
            console.awaitShown(1 + 2 * OutputRing.CAPACITY);
            console.press("exit\r");
            stage.pty.awaitTyped("exit\r");
            stage.pty.end(3);
            assertEquals(3, stage.session.awaitEnd());
        }
    }

    /** Else a thread that looks whenever it is woken, as that of the status row, would never sleep. */
    @Test
    void whoLooksAtTheScreenWakesNobody() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            AtomicInteger rung = new AtomicInteger();
            stage.session.addOutlet(rung::incrementAndGet);
            stage.pty.print("shown");
            Stage.await(() -> shown(stage).equals("shown"));
            int before = rung.get();
            for (int i = 0; i < 100; i++) {
                assertEquals("shown", shown(stage));
            }
            assertTrue(rung.get() - before < 20, "woken " + (rung.get() - before) + " times");
        }
    }

    private static String shown(Stage stage) {
        return stage.session.settled(
                (screen, incomplete) -> screen.terminal().text(0).strip());
    }

    @Test
    void whatIsAskedForMeanwhileHasTheNextTurn() {
        Turns turns = new Turns(() -> {});
        List<String> done = new ArrayList<>();
        turns.add(() -> {
            done.add("first");
            turns.add(() -> done.add("third"));
        });
        turns.add(() -> done.add("second"));
        assertTrue(turns.run());
        assertEquals(List.of("first", "second"), done);
        assertTrue(turns.run());
        assertEquals(List.of("first", "second", "third"), done);
        assertFalse(turns.run());
    }

    @Test
    void aFaultOnTheWayOfTheOutputDoesNotStopTheShell() throws InterruptedException {
        ScriptedPty pty = new ScriptedPty();
        AtomicInteger taken = new AtomicInteger();
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread pump = new Thread(new PtyPump(
                pty,
                null,
                (bytes, length) -> {
                    if (taken.addAndGet(length) == 1) {
                        throw new OutOfMemoryError("for the test");
                    }
                },
                () -> {}));
        pump.setUncaughtExceptionHandler((thread, fault) -> told.set(fault));
        pump.start();
        pty.print("1");
        Stage.await(() -> taken.get() == 1);
        pty.print("2");
        Stage.await(() -> taken.get() == 2);
        assertEquals("for the test", told.get().getMessage());
        pty.end(0);
        pump.join();
    }

    @Test
    void aShellWhichDoesNotReadHoldsUpNobody() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector typist = stage.join(Role.TYPE, "Ann", null);
            typist.until(() -> typist.snapshots() == 1);
            stage.pty.setWritable(false);
            typist.type("first");
            stage.pty.awaitWriting();
            for (int i = 0; i < 10; i++) {
                typist.type("more");
            }
            stage.pty.print("output flows");
            typist.untilAt(12);
            stage.watch().untilAt(12);
            stage.pty.setWritable(true);
            stage.pty.awaitTyped("first" + "more".repeat(10));
        }
    }

    @Test
    void aStalledViewerCostsNoMemoryAndHoldsUpNobody() throws Exception {
        int log = 1024 * 1024;
        byte[] piece = new byte[64 * 1024];
        long total = 50L * 1024 * 1024;
        try (Stage stage = new Stage(null, 10, log)) {
            Collector stalled = stage.watch();
            Collector viewer = stage.watch();
            ExecutorService printer = Executors.newSingleThreadExecutor();
            Future<?> printed = printer.submit(() -> {
                for (long at = 0; at < total; at += piece.length) {
                    stage.pty.printSlowly(piece);
                }
                stage.pty.end(0);
                return null;
            });
            printer.shutdown();
            assertEquals(CloseCode.ENDED, viewer.untilClosed());
            printed.get();
            assertEquals(total, viewer.at());
            assertTrue(kept(stage.session.log()) <= log, "the log keeps " + kept(stage.session.log()));
            assertEquals(CloseCode.ENDED, stalled.untilClosed(), "and it can still catch up");
            assertEquals(total, stalled.at());
        }
    }

    private static long kept(OutputLog log) {
        long bytes = 0;
        for (long position = log.next() - 1; !log.forgot(position); position--) {
            bytes += log.get(position).cost();
        }
        return bytes;
    }

    @Test
    void noMoreViewersThanThereArePlaces() throws InterruptedException {
        try (Stage stage = new Stage(null, 2, LOG)) {
            Collector first = stage.watch();
            assertNotNull(stage.watch());
            Link link = stage.links.issue(Role.WATCH, null).link();
            assertTrue(stage.session.full(link, null));
            assertNull(stage.watch());
            assertEquals(2, stage.session.facts().watching());
            stage.session.leave(first.viewer());
            stage.session.leave(first.viewer());
            Stage.await(() -> !stage.session.full(link, null));
            assertNotNull(stage.watch());
            assertNull(stage.watch(), "leaving twice gives one place");
        }
    }

    @Test
    void aClosedSessionTellsItsViewersAndLetsNobodyIn() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            Collector viewer = stage.watch();
            stage.session.close(CloseCode.GOING_AWAY, Duration.ZERO);
            assertEquals(CloseCode.GOING_AWAY, viewer.untilClosed());
            assertNull(stage.watch());
            assertEquals(1, stage.session.facts().watching());
            stage.session.leave(viewer.viewer());
            stage.session.close(CloseCode.GOING_AWAY, Duration.ofSeconds(20));
        }
    }

    @Test
    void theHostsOutputFlowsAfterTheSessionIsClosed() throws InterruptedException {
        ScriptedConsole console = new ScriptedConsole();
        try (Stage stage = new Stage(console, 10, LOG)) {
            stage.session.close(CloseCode.GOING_AWAY, Duration.ofSeconds(20));
            byte[] flood = new byte[3 * OutputRing.CAPACITY];
            stage.pty.print(flood);
            console.awaitShown(flood.length);
        }
    }

    @Test
    void factsAreThoseOfTheSession() throws InterruptedException {
        try (Stage stage = Stage.headless()) {
            stage.join(Role.TYPE, "Ann", null).until(() -> true);
            SessionFacts facts = stage.session.facts();
            assertEquals(new SessionFacts(Stage.ID, "ann@box", 80, 24, 0, 1, 1, stage.clock.instant(), null), facts);
        }
    }
}
