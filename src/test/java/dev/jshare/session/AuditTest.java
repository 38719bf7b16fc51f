package dev.jshare.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.Dialect;
import dev.jshare.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who came, typed and was allowed what, in a file. */
class AuditTest {
    @TempDir
    Path directory;

    private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();

    private static List<Map<String, Object>> lines(Path file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(Json.object(line.getBytes(UTF_8)));
        }
        return lines;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> events(Path file) throws IOException {
        return lines(file).stream().map(line -> (String) line.get("event")).toList();
    }

    private static Map<String, Object> line(Path file, String event) throws IOException {
        return lines(file).stream()
                .filter(line -> line.get("event").equals(event))
                .findFirst()
                .orElseThrow();
    }

    private AuditFile open(Path file) throws IOException {
        return AuditFile.open(file, complaints::add);
    }

    @Test
    void whatHappensIsWrittenInOrder() throws Exception {
        Path file = directory.resolve("audit");
        Stage stage = Stage.audited(open(file));
        Moderator moderator = stage.session.moderator();
        Links.Issued link = stage.links.issue(Role.WATCH, Duration.ofMinutes(30), 2, "class");
        Collector ann = stage.join(new JoinRequest(link.link(), Dialect.BINARY, "Ann", null));
        ann.say(new ClientMessage.AskToType());
        ann.say(new ClientMessage.AskToType());
        ann.say(new ClientMessage.Rename("Anne"));
        Stage.await(() -> moderator.guests().get(0).name().equals("Anne"));
        ann.type("refused");
        moderator.grant(ann.viewer().id(), Duration.ofMinutes(1));
        byte[] bytes = "l\u00e9\u001b\u0000".getBytes(ISO_8859_1);
        ann.say(new ClientMessage.Input(bytes));
        moderator.takeBack();
        moderator.deny(ann.viewer().id());
        moderator.lock(true);
        moderator.lock(true);
        moderator.lock(false);
        moderator.pause(true);
        moderator.pause(false);
        moderator.grant(ann.viewer().id(), Duration.ofMinutes(1));
        stage.clock.advance(Duration.ofMinutes(1));
        Stage.await(() -> stage.session.audit().count(Audit.Event.GRANT_ENDED) == 1);
        stage.links.extend(link.link().id(), Duration.ofMinutes(1));
        moderator.kick(ann.viewer().id());
        stage.session.leave(ann.viewer());
        stage.clock.advance(Duration.ofMinutes(31));
        Stage.await(() -> stage.session.audit().count(Audit.Event.LINK_EXPIRED) == 1);
        stage.links.revoke(link.link().id());
        stage.close();
        stage.close();
        // Its end waits only a moment for the disk.
        Stage.await(() -> text(file).contains("\"ended\""));
        assertEquals(
                List.of(
                        "started",
                        "link-made",
                        "joined",
                        "asked",
                        "renamed",
                        "granted",
                        "typed",
                        "taken-back",
                        "denied",
                        "locked",
                        "unlocked",
                        "paused",
                        "resumed",
                        "granted",
                        "grant-ended",
                        "link-extended",
                        "kicked",
                        "left",
                        "link-expired",
                        "link-revoked",
                        "ended"),
                events(file));
        Map<String, Object> joined = line(file, "joined");
        assertEquals("Ann", joined.get("name"));
        assertEquals(link.link().id(), joined.get("link"));
        assertEquals("watch", joined.get("role"));
        Map<String, Object> typed = line(file, "typed");
        assertEquals("Anne", typed.get("name"));
        assertEquals(4L, typed.get("bytes"));
        assertEquals(Base64.getEncoder().encodeToString(bytes), typed.get("data"));
        assertEquals(4L, line(file, "left").get("typed"));
        assertEquals("class", line(file, "link-made").get("label"));
        assertFalse(Files.readString(file).contains(link.token().reveal()), "no secret is in it");
        assertNotNull(line(file, "started").get("time"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void withoutAFileThingsAreOnlyCounted() throws Exception {
        try (Stage stage = Stage.headless()) {
            Collector ann = stage.join(Role.TYPE, "Ann", null);
            ann.type("ls");
            stage.pty.awaitTyped("ls");
            Audit audit = stage.session.audit();
            assertNull(audit.file());
            assertEquals(1, audit.count(Audit.Event.JOINED));
            assertEquals(1, audit.count(Audit.Event.TYPED));
            assertEquals(2, audit.typed());
        }
    }

    @Test
    void trap27AFileThatIsThereIsContinuedAndClosedToOthers() throws Exception {
        Path file = directory.resolve("audit");
        Files.writeString(file, "{\"event\":\"old\"}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        AuditFile audit = open(file);
        audit.add(Map.of("event", "new"));
        audit.close(Duration.ofSeconds(20));
        assertEquals(List.of("old", "new"), events(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void trap27OnlyAFileOfOnesOwnIsWritten() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        Path none = directory.resolve("none").resolve("audit");
        assertEquals(
                "it is a symbolic link",
                assertThrows(IOException.class, () -> open(link)).getMessage());
        assertEquals(
                "it is a symbolic link",
                assertThrows(IOException.class, () -> open(dangling)).getMessage());
        assertEquals(
                "it is no regular file",
                assertThrows(IOException.class, () -> open(directory)).getMessage());
        assertEquals(
                "there is no such directory",
                assertThrows(IOException.class, () -> open(none)).getMessage());
        assertEquals(
                "it is no regular file",
                assertThrows(IOException.class, () -> open(Path.of("/dev/full")))
                        .getMessage());
        assertEquals("precious", Files.readString(target));
        assertFalse(Files.exists(directory.resolve("nowhere")));
    }

    /** A disk that waits for the test before every write, and then may fail. */
    private static final class Disk implements WritableByteChannel {
        private final Semaphore allowed = new Semaphore(0);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private volatile boolean full;

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            allowed.acquireUninterruptibly();
            if (full) {
                throw new IOException("No space left on device");
            }
            int length = bytes.remaining();
            byte[] part = new byte[length];
            bytes.get(part);
            written.writeBytes(part);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aDiskThatFailsIsToldOnceAndDisturbsNobody() throws Exception {
        Disk disk = new Disk();
        disk.full = true;
        AuditFile audit = AuditFile.start(Path.of("audit"), disk, complaints::add);
        Stage stage = Stage.audited(audit);
        Collector ann = stage.join(Role.TYPE, "Ann", null);
        ann.type("while it hangs ");
        stage.pty.awaitTyped("while it hangs ");
        disk.allowed.release(1000);
        assertEquals("the audit is not written to audit any more (No space left on device)", complaints.take());
        assertEquals("No space left on device", audit.problem());
        ann.type("ls");
        stage.pty.awaitTyped("ls");
        stage.close();
        assertTrue(complaints.isEmpty());
        assertEquals(0, disk.written.size());
    }

    /** A file with room for so many bytes more. */
    private record SmallDisk(FileChannel file, int room) implements SeekableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int left = room - (int) file.size();
            if (left == 0) {
                throw new IOException("No space left on device");
            }
            int end = bytes.limit();
            bytes.limit(Math.min(end, bytes.position() + left));
            int length = file.write(bytes);
            bytes.limit(end);
            return length;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            return file.position(position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            return file.truncate(size);
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Test
    void aDiskThatFillsUpIsLeftWithWholeLines() throws Exception {
        Path file = directory.resolve("audit");
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        AuditFile audit = AuditFile.start(file, new SmallDisk(opened, 100), complaints::add);
        for (int i = 0; i < 10; i++) {
            audit.add(Map.of("event", "number " + i));
        }
        assertTrue(complaints.take().contains("No space left on device"));
        audit.close(Duration.ofSeconds(20));
        String text = text(file);
        assertTrue(text.startsWith("{") && text.endsWith("}\n") && text.length() <= 100, text);
    }

    @Test
    void whatADiskIsTooSlowForIsLostAndCounted() throws Exception {
        Disk disk = new Disk();
        AuditFile audit = AuditFile.start(Path.of("audit"), disk, complaints::add);
        byte[] data = new byte[64 * 1024];
        int added = 1_000;
        for (int i = 0; i < added; i++) {
            audit.add(Map.of("time", "noon", "event", "typed", "data", data));
        }
        disk.allowed.release(1000);
        audit.close(Duration.ofSeconds(20));
        String text = disk.written.toString(UTF_8);
        long written = text.lines().filter(line -> line.contains("typed")).count();
        long lost = text.lines()
                .map(line -> Json.object(line.getBytes(UTF_8)))
                .filter(line -> line.get("event").equals("lost"))
                .peek(line -> assertEquals("noon", line.get("time")))
                .mapToLong(line -> (long) line.get("lines"))
                .sum();
        assertEquals(added, written + lost);
        assertTrue(written > 0 && written < added, () -> written + " lines");
    }
}
