package dev.jshare.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.session.Stage;
import dev.jshare.session.Viewer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir
    Path parent;

    private static SocketChannel connect(Desk desk) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(desk.directory.socket(Stage.ID)));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** All that the session says until it hangs up. */
    private static String rest(SocketChannel channel) throws IOException {
        try {
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        } catch (IOException e) {
            return ""; // Reset: something that was sent was not read.
        }
    }

    @Test
    void trap30TheSocketIsItsOwnersAlone() throws Exception {
        try (Desk desk = new Desk(parent)) {
            Path socket = desk.directory.socket(Stage.ID);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            Path prompt = desk.directory.prompt(Stage.ID);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(prompt)));
            try (var files = Files.list(desk.directory.path())) {
                assertEquals(2, files.count(), "nothing else is left there");
            }
        }
    }

    @Test
    void theSocketGoesWithTheSession() throws Exception {
        Desk desk = new Desk(parent);
        desk.close();
        assertFalse(Files.exists(desk.directory.path()));
        assertEquals(Optional.empty(), desk.client.ask(Stage.ID, new ControlMessage.Status()));
    }

    /** Its end is that of the process, and may come before the reply is written. */
    @Test
    void whoEndsTheSessionIsAnsweredFirst() throws Exception {
        RuntimeDirectory directory = new RuntimeDirectory(parent.resolve("jshare"), true, RuntimeDirectoryTest.USER);
        CompletableFuture<ControlServer> server = new CompletableFuture<>();
        CompletableFuture<Thread.State> seen = new CompletableFuture<>();
        Thread end = new Thread(() -> server.join().close());
        Runnable stop = () -> {
            end.start();
            while (end.getState() != Thread.State.BLOCKED && end.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            seen.complete(end.getState());
        };
        try (Stage stage = Stage.headless()) {
            server.complete(ControlServer.start(
                    directory, stage.session, new Attendant(stage.session, stage.links, List.of(Desk.BASE), stop)));
            assertTrue(new ControlClient(directory)
                    .ask(Stage.ID, new ControlMessage.Stop())
                    .isPresent());
            assertEquals(Thread.State.BLOCKED, seen.join(), "the end waits for the reply");
            end.join();
            assertFalse(Files.exists(directory.path()));
        }
    }

    /** As the first program of a shell does, which is there before its session answers. */
    @Test
    void whoAsksTooEarlyIsAnsweredOnceTheSessionIsUp() throws Exception {
        RuntimeDirectory directory = new RuntimeDirectory(parent.resolve("jshare"), true, RuntimeDirectoryTest.USER);
        CompletableFuture<Optional<Facts>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return new ControlClient(directory).askWhenUp(Stage.ID, new ControlMessage.Status());
            } catch (ControlException e) {
                throw new IllegalStateException(e);
            }
        });
        try (Desk desk = new Desk(parent)) {
            assertTrue(answer.get().isPresent());
        }
    }

    private static Map<String, Facts> running(Desk desk) throws ControlException {
        List<String> problems = new ArrayList<>();
        Map<String, Facts> running = desk.client.running(problems);
        assertEquals(List.of(), problems);
        return running;
    }

    @Test
    void aSessionIsFoundAndSaysHowItIs() throws Exception {
        try (Desk desk = new Desk(parent)) {
            assertEquals(List.of(Stage.ID), List.copyOf(running(desk).keySet()));
            Facts status = desk.status();
            assertEquals(Stage.ID, status.text("session"));
            assertEquals("ann@box", status.text("name"));
            assertEquals(80, status.number("cols"));
            assertEquals(stageStart(desk), status.time("started"));
            assertEquals(0, status.number("watching"));
        }
    }

    private static java.time.Instant stageStart(Desk desk) {
        return desk.stage.session.facts().started();
    }

    @Test
    void whatADeadSessionLeftIsRemoved() throws Exception {
        try (Desk desk = new Desk(parent)) {
            Path stale = desk.directory.socket("dead");
            try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                gone.bind(UnixDomainSocketAddress.of(stale));
            }
            Files.createFile(desk.directory.prompt("dead"));
            assertTrue(Files.exists(stale));
            assertEquals(List.of(Stage.ID), List.copyOf(running(desk).keySet()));
            assertFalse(Files.exists(stale));
            assertFalse(Files.exists(desk.directory.prompt("dead")));
            assertEquals(1, running(desk).size(), "the living one is left alone");
        }
    }

    @Test
    void anIdThatLeadsElsewhereLeadsNowhere() throws Exception {
        try (Desk desk = new Desk(parent)) {
            assertEquals(Optional.empty(), desk.client.ask("../jshare/" + Stage.ID, new ControlMessage.Status()));
            assertEquals(Optional.empty(), desk.client.ask("", new ControlMessage.Status()));
        }
    }

    @Test
    void manyRequestsGoOverOneConnection() throws Exception {
        try (Desk desk = new Desk(parent);
                SocketChannel channel = connect(desk)) {
            send(channel, ControlCodec.HEADER + "\n");
            send(channel, "{\"type\":\"status\"}\n{\"type\":\"nonsense\"}\n");
            send(channel, "{\"type\":\"status\"}\n");
            channel.shutdownOutput();
            List<String> lines = rest(channel).lines().toList();
            assertEquals(4, lines.size());
            assertEquals(ControlCodec.HEADER, lines.get(0));
            assertTrue(lines.get(1).startsWith("{\"type\":\"done\""), lines.get(1));
            assertTrue(lines.get(2).startsWith("{\"type\":\"failed\""), lines.get(2));
            assertEquals(lines.get(1), lines.get(3));
        }
    }

    @Test
    void anotherVersionIsToldByTheHeaderAndHungUpOn() throws Exception {
        try (Desk desk = new Desk(parent);
                SocketChannel channel = connect(desk)) {
            send(channel, "jshare-control 2\n{\"type\":\"status\"}\n");
            String said = rest(channel);
            assertTrue(said.isEmpty() || said.equals(ControlCodec.HEADER + "\n"), said);
        }
    }

    @Test
    void aSessionOfAnotherVersionIsExplained() throws Exception {
        RuntimeDirectory directory = new RuntimeDirectory(parent.resolve("jshare"), true, RuntimeDirectoryTest.USER);
        directory.prepare("other");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(directory.socket("other")));
            Thread thread = new Thread(() -> {
                try (SocketChannel channel = other.accept()) {
                    send(channel, "jshare-control 9\n");
                    rest(channel);
                } catch (IOException e) {
                    // The test sees that nothing comes.
                }
            });
            thread.start();
            ControlException refusal = assertThrows(
                    ControlException.class,
                    () -> new ControlClient(directory).ask("other", new ControlMessage.Status()));
            assertTrue(refusal.getMessage().contains("another version"), refusal.getMessage());
            thread.join();
        }
    }

    @Test
    void aRequestWithoutAnEndIsHungUpOn() throws Exception {
        try (Desk desk = new Desk(parent);
                SocketChannel channel = connect(desk)) {
            send(channel, ControlCodec.HEADER + "\n");
            String endless = "x".repeat(ControlCodec.MAX_REQUEST + 1);
            send(channel, endless);
            String said = rest(channel);
            assertTrue(said.isEmpty() || said.equals(ControlCodec.HEADER + "\n"), said);
            assertEquals(0, desk.status().number("watching"), "others are answered");
        }
    }

    @Test
    void whoStallsDelaysNobody() throws Exception {
        try (Desk desk = new Desk(parent)) {
            for (int i = 0; i < 500; i++) {
                desk.link(Role.WATCH); // So that a reply is longer than what a socket takes.
            }
            List<SocketChannel> stalled = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    SocketChannel channel = connect(desk);
                    stalled.add(channel);
                    send(
                            channel,
                            i % 2 == 0 ? "jshare" : ControlCodec.HEADER + "\n" + "{\"type\":\"status\"}\n".repeat(90));
                }
                assertEquals(500, desk.status().list("links").size());
                desk.stage.pty.print("on it goes");
                Viewer viewer = desk.join(desk.link(Role.WATCH), "Ann");
                Stage.await(() -> desk.stage.session.facts().offset() == 10);
                assertEquals(1, desk.status().number("watching"));
                assertTrue(viewer.closing() == null);
            } finally {
                for (SocketChannel channel : stalled) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void noMoreThanSixteenAreListenedTo() throws Exception {
        try (Desk desk = new Desk(parent)) {
            List<SocketChannel> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 16; i++) {
                    crowd.add(connect(desk));
                    assertEquals('j', Channels.newInputStream(crowd.get(i)).read(), "it is greeted");
                }
                try (SocketChannel tooMuch = connect(desk)) {
                    assertEquals("", rest(tooMuch));
                }
            } finally {
                for (SocketChannel channel : crowd) {
                    channel.close();
                }
            }
            Stage.await(() -> answers(desk));
        }
    }

    private static boolean answers(Desk desk) {
        try {
            return desk.status().has("session");
        } catch (ControlException e) {
            return false;
        }
    }

    @Test
    void thePromptShowsHowManyWatch() throws Exception {
        try (Desk desk = new Desk(parent)) {
            Path prompt = desk.directory.prompt(Stage.ID);
            assertEquals("●0\n", Files.readString(prompt));
            Link link = desk.link(Role.WATCH);
            Viewer ann = desk.join(link, "Ann");
            desk.join(link, "Bo");
            awaitText(prompt, "●2\n");
            desk.stage.session.leave(ann);
            awaitText(prompt, "●1\n");
        }
    }

    private static void awaitText(Path file, String text) throws InterruptedException {
        Stage.await(() -> {
            try {
                return Files.readString(file).equals(text);
            } catch (IOException e) {
                throw new IllegalStateException("the file is there at any moment", e);
            }
        });
    }
}
