package dev.jshare.cli;

import dev.jshare.protocol.ViewerCodec;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The thread that looks at the share of a {@link Training}: it loads the page, asks the interface for scripts and the
 * session itself, watches as the page and as scripts do, by bare sockets, and at last ends the shell, or has a
 * {@link TrainingGuest} do it.
 */
final class TrainingViewer extends Thread {
    private static final Pattern LINK =
            Pattern.compile("type *\\S* +http://127\\.0\\.0\\.1:([0-9]+)/s/([^#]+)#([\\w-]+)");

    /** What users ask of a session that runs. */
    private static final List<String> COMMANDS =
            List.of("ls", "ls --json", "status", "status --json", "link --json", "link");

    // Opcodes of RFC 6455.
    private static final int TEXT = 1;
    private static final int BINARY = 2;

    /** For the whole of it, so that a training that hangs ends. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Supplier<String> printed;
    private final boolean join;
    private final long deadline = System.nanoTime() + PATIENCE_NANOS;
    private volatile boolean succeeded;

    /**
     * @param printed all that was printed so far, with the link that the viewer waits for
     * @param join whether a guest ends the shell, or the viewer itself
     */
    TrainingViewer(Supplier<String> printed, boolean join) {
        super("jshare-training");
        setDaemon(true);
        this.printed = printed;
        this.join = join;
    }

    boolean succeeded() throws InterruptedException {
        join(PATIENCE_NANOS / 1_000_000);
        return succeeded;
    }

    @Override
    public void run() {
        try {
            Matcher link = link();
            int port = Integer.parseInt(link.group(1));
            String session = link.group(2);
            String bearer = "Authorization: Bearer " + link.group(3) + "\r\n";
            get(port, "/s/" + session, "Accept-Encoding: gzip\r\n");
            browse(port, session, link.group(3));
            get(port, "/api/v1/sessions/" + session, bearer);
            for (String command : COMMANDS) {
                Main.execute(command.split(" "));
            }
            watch(port, session, link.group(3));
            if (join) {
                require(TrainingGuest.join("http://127.0.0.1:" + port + "/s/" + session + "#" + link.group(3)));
            }
            succeeded = true;
        } catch (IOException | InterruptedException | RuntimeException e) {
            // The shell would wait for ever.
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private Matcher link() throws InterruptedException {
        while (System.nanoTime() < deadline) {
            Matcher link = LINK.matcher(printed.get().replaceAll("\u001b\\[[0-9;]*m", ""));
            if (link.find()) {
                return link;
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("no link was printed");
    }

    /** Connects as soon as the server is up. */
    private Socket connect(int port) throws IOException, InterruptedException {
        while (true) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout((int) (PATIENCE_NANOS / 1_000_000));
                return socket;
            } catch (ConnectException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(5);
            }
        }
    }

    private void get(int port, String path, String header) throws IOException, InterruptedException {
        try (Socket socket = connect(port)) {
            send(
                    socket,
                    "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + header
                            + "Connection: close\r\n\r\n");
            byte[] answer = socket.getInputStream().readAllBytes();
            require(new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200"));
        }
    }

    /** Watches and types as the page does, and is gone without a word. */
    private void browse(int port, String session, String token) throws IOException, InterruptedException {
        try (Socket socket = connect(port)) {
            DataInputStream in = upgrade(socket, port, session, token, "jshare.v1");
            OutputStream out = socket.getOutputStream();
            acknowledge(ViewerCodec.SNAPSHOT, in, out);
            out.write(frame(BINARY, ViewerCodec.input(new byte[] {'\n'}, 0, 1).array()));
            acknowledge(ViewerCodec.OUTPUT, in, out);
        }
    }

    /** Waits for a message of this type, and acknowledges its offset. */
    private static void acknowledge(byte type, DataInputStream in, OutputStream out) throws IOException {
        byte[] message = nextFrame(in);
        while (message[0] != type) {
            message = nextFrame(in);
        }
        long offset = ByteBuffer.wrap(message).getLong(1);
        out.write(frame(BINARY, ViewerCodec.ack(offset).array()));
    }

    /** Watches as scripts do, and ends the shell unless a guest does that. */
    private void watch(int port, String session, String token) throws IOException, InterruptedException {
        try (Socket socket = connect(port)) {
            DataInputStream in = upgrade(socket, port, session, token, "jshare.v1.json");
            nextFrame(in); // The welcome.
            nextFrame(in); // The screen.
            if (!join) {
                byte[] key = "{\"type\":\"input\",\"data\":\"\\n\"}".getBytes(StandardCharsets.UTF_8);
                socket.getOutputStream().write(frame(TEXT, key));
                while (!new String(nextFrame(in), StandardCharsets.UTF_8).contains("\"ended\"")) {
                    // Until the shell has ended.
                }
            }
        }
    }

    private static DataInputStream upgrade(Socket socket, int port, String session, String token, String dialect)
            throws IOException {
        send(
                socket,
                "GET /ws/" + session + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nOrigin: http://127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                        + "Sec-WebSocket-Protocol: " + dialect + ", jshare.token." + token + "\r\n\r\n");
        DataInputStream in = new DataInputStream(socket.getInputStream());
        require(readHead(in).startsWith("HTTP/1.1 101"));
        return in;
    }

    private static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** A message as a client's frame of WebSocket, under the mask of zeros that changes nothing (RFC 6455, 5.2). */
    private static byte[] frame(int opcode, byte[] message) {
        return ByteBuffer.allocate(6 + message.length)
                .put((byte) (0x80 | opcode))
                .put((byte) (0x80 | message.length))
                .putInt(0)
                .put(message)
                .array();
    }

    private static byte[] nextFrame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long size = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
        return in.readNBytes((int) size);
    }

    private static void send(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static void require(boolean met) {
        if (!met) {
            throw new IllegalStateException("not as a share answers");
        }
    }
}
