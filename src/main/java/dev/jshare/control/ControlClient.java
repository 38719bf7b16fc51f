package dev.jshare.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Speaks to the sessions of a directory. Used by one thread at a time. */
public final class ControlClient {
    /** How long a session may take to answer. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How long after its shell's start a session may begin to answer, on a machine that has much else to do. */
    public static final Duration START = Duration.ofSeconds(5);

    private final RuntimeDirectory directory;

    public ControlClient(RuntimeDirectory directory) {
        this.directory = directory;
    }

    /**
     * The status of each session that runs, by its id; what dead ones left is removed.
     *
     * @param problems takes a sentence about each that does not answer as it should, or is of another version
     * @throws ControlException if nothing can be known of any
     */
    public Map<String, Facts> running(List<String> problems) throws ControlException {
        Map<String, Facts> running = new LinkedHashMap<>();
        for (String id : directory.sessions()) {
            try {
                Optional<Facts> status = ask(id, new ControlMessage.Status());
                if (status.isPresent()) {
                    running.put(id, status.get());
                }
            } catch (ControlException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return running;
    }

    /**
     * Makes a request of a session; empty if there is none with this id.
     *
     * @throws ControlException if the session refuses, or does not answer as it should
     */
    public Optional<Facts> ask(String session, ControlMessage.Request request) throws ControlException {
        directory.check();
        Path path = directory.socket(session);
        if (!RuntimeDirectory.isId(session) || !Files.exists(path)) {
            return Optional.empty();
        }
        // Made before, since the session does not wait for long, and a machine with much else to do takes long for
        // classes.
        byte[] lines =
                (ControlCodec.HEADER + "\n" + ControlCodec.write(request) + "\n").getBytes(StandardCharsets.UTF_8);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
            } catch (ConnectException e) {
                directory.clear(session); // Nobody answers, and nobody will.
                return Optional.empty();
            }
            channel.write(ByteBuffer.wrap(lines)); // Shorter than any socket's buffer, so it goes at once.
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return answer(session, channel, selector);
        } catch (IOException e) {
            if (!Files.exists(path)) {
                return Optional.empty(); // It has just ended.
            }
            throw new ControlException("The session " + session + " does not answer as it should (" + e.getMessage()
                    + "); try again, or end it with its shell.");
        }
    }

    /** As {@link #ask}, of a session that has perhaps just begun: its shell is there before it answers. */
    public Optional<Facts> askWhenUp(String session, ControlMessage.Request request) throws ControlException {
        long end = System.nanoTime() + START.toNanos();
        Optional<Facts> answer = ask(session, request);
        while (answer.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            answer = ask(session, request);
        }
        return answer;
    }

    /** The answer; empty if the session is over. */
    private static Optional<Facts> answer(String session, SocketChannel channel, Selector selector)
            throws IOException, ControlException {
        List<String> lines = lines(channel, selector, session);
        ControlMessage.Reply reply = ControlCodec.readReply(lines.get(1));
        if (reply instanceof ControlMessage.Failed failed) {
            if (failed.text().equals(Attendant.OVER)) {
                return Optional.empty();
            }
            throw new ControlException(failed.text());
        }
        return Optional.of(((ControlMessage.Done) reply).facts());
    }

    /** The header and the reply. */
    private static List<String> lines(SocketChannel channel, Selector selector, String session)
            throws IOException, ControlException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (lines.size() < 2) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || line.size() > ControlCodec.MAX_REPLY) {
                throw new IOException(left <= 0 ? "it took too long" : "it says too much");
            }
            selector.select(left);
            selector.selectedKeys().clear();
            if (channel.read(buffer.clear()) < 0) {
                throw new IOException("it hung up");
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    lines.add(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                    checkHeader(lines.get(0), session);
                } else {
                    line.write(next);
                }
            }
        }
        return lines;
    }

    private static void checkHeader(String header, String session) throws ControlException {
        if (!header.equals(ControlCodec.HEADER)) {
            throw new ControlException("The session " + session + " runs another version of jshare; use the one that"
                    + " it was started with.");
        }
    }
}
