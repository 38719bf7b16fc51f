package dev.jshare.session;

import com.sun.security.auth.module.UnixSystem;
import dev.jshare.protocol.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that only its owner can read. The thread {@code jshare-audit} writes it, so that nobody waits for a
 * disk; when that is too slow lines are lost, and counted, and when it fails that is said once and nothing is written any more.
 */
public final class AuditFile implements Runnable {
    /** The most bytes that wait to be written, by a guess at what a line takes. */
    private static final int CAPACITY = 8 * 1024 * 1024;

    /** The most of them that are written at once. */
    private static final int BATCH = 1024 * 1024;

    private static final int LINE = 512;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final WritableByteChannel channel;
    private final Consumer<String> complaint;
    private final Thread thread = new Thread(this, "jshare-audit");
    private final ArrayDeque<Map<String, ? extends @Nullable Object>> waiting =
            new ArrayDeque<>(); // Guarded by itself.
    private int queued; // Guarded by waiting, as is all below.
    private long lost;
    private @Nullable Object lostAt; // The time of the first of those.
    private boolean closed;
    private volatile @Nullable String problem;

    private AuditFile(Path path, WritableByteChannel channel, Consumer<String> complaint) {
        this.path = path;
        this.channel = channel;
        this.complaint = complaint;
    }

    /**
     * Opens a file to write on at its end, and makes it if it is not there.
     *
     * @param complaint told once, on the file's own thread, if writing fails later
     * @throws IOException if it cannot be written, or is anything but a file of the user's own; says which
     */
    public static AuditFile open(Path path, Consumer<String> complaint) throws IOException {
        return start(path, channel(path), complaint);
    }

    /** The same on a channel that is open already. */
    static AuditFile start(Path path, WritableByteChannel channel, Consumer<String> complaint) {
        AuditFile file = new AuditFile(path, channel, complaint);
        file.thread.setDaemon(true);
        file.thread.start();
        return file;
    }

    private static FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            return existing(path);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such directory", e);
        }
    }

    private static FileChannel existing(Path path) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (facts.isSymbolicLink()) {
            throw new IOException("it is a symbolic link");
        } else if (!facts.isRegularFile()) {
            throw new IOException("it is no regular file");
        } else if (!owner.equals((int) new UnixSystem().getUid())) {
            throw new IOException("it belongs to another user");
        }
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(OWNER_ONLY);
        return FileChannel.open(path, Set.of(StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS));
    }

    public Path path() {
        return path;
    }

    /** Why nothing is written any more, or null. */
    public @Nullable String problem() {
        return problem;
    }

    /** Has a line written soon; byte arrays in it become base64. Waits for nothing. */
    void add(Map<String, ? extends @Nullable Object> line) {
        synchronized (waiting) {
            if (closed || problem != null) {
                return;
            }
            if (queued + cost(line) > CAPACITY) {
                lostAt = lost++ == 0 ? line.get("time") : lostAt;
                return;
            }
            queued += cost(line);
            waiting.add(line);
            waiting.notifyAll();
        }
    }

    private static int cost(Map<String, ? extends @Nullable Object> line) {
        return LINE + (line.get("data") instanceof byte[] data ? data.length : 0);
    }

    @Override
    public void run() {
        try (channel) {
            for (String lines = next(); !lines.isEmpty(); lines = next()) {
                write(StandardCharsets.UTF_8.encode(lines));
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            takeBack(bytes.flip());
            throw e;
        }
    }

    /** Leaves no half of a line at the end, which whoever reads the file could not read, and to which the next share would add. */
    private void takeBack(ByteBuffer written) throws IOException {
        int half = 0;
        while (half < written.limit() && written.get(written.limit() - 1 - half) != '\n') {
            half++;
        }
        if (half > 0 && channel instanceof SeekableByteChannel file) {
            file.truncate(file.size() - half);
        }
    }

    private void fail(IOException e) {
        synchronized (waiting) {
            problem = String.valueOf(e.getMessage());
            waiting.clear();
        }
        complaint.accept("the audit is not written to " + path + " any more (" + e.getMessage() + ")");
    }

    /** Some lines, or none at the end. */
    private String next() throws InterruptedException {
        List<Map<String, ? extends @Nullable Object>> taken = new ArrayList<>();
        synchronized (waiting) {
            while (waiting.isEmpty() && lost == 0 && !closed) {
                waiting.wait();
            }
            for (int size = 0; size < BATCH && !waiting.isEmpty(); ) {
                Map<String, ? extends @Nullable Object> line = waiting.remove();
                size += cost(line);
                queued -= cost(line);
                taken.add(line);
            }
            if (lost > 0 && waiting.isEmpty()) {
                Map<String, @Nullable Object> gap = new LinkedHashMap<>();
                gap.put("time", lostAt);
                gap.put("event", "lost");
                gap.put("lines", lost);
                taken.add(gap);
                lost = 0;
            }
        }
        StringBuilder lines = new StringBuilder();
        taken.forEach(line -> lines.append(text(line)).append('\n'));
        return lines.toString();
    }

    private static String text(Map<String, ? extends @Nullable Object> line) {
        if (!(line.get("data") instanceof byte[] data)) {
            return JsonText.of(line);
        }
        Map<String, @Nullable Object> readable = new LinkedHashMap<>(line);
        readable.put("data", Base64.getEncoder().encodeToString(data));
        return JsonText.of(readable);
    }

    /** Takes nothing any more, and waits no longer than this until all is written. */
    void close(Duration patience) throws InterruptedException {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        thread.join(Math.max(1, patience.toMillis()));
    }
}
