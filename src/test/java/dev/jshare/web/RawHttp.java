package dev.jshare.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connection which sends what it is told, well-formed or not, and shows what comes back. */
final class RawHttp implements AutoCloseable {
    static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /** A message or control frame (RFC 6455 §5.2). */
    record WsFrame(int opcode, byte[] payload) {
        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    /** An answer without what differs from time to time. */
    record Answer(int status, String head, byte[] body) {
        String header(String name) {
            return Stream.of(head.split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .collect(Collectors.joining(", "));
        }

        String text() {
            return new String(body, ISO_8859_1);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawHttp(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawHttp(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** One request on a connection of its own. */
    static Answer request(int port, String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send(request);
            return http.answer(request.startsWith("HEAD"));
        }
    }

    static Answer get(int port, String path, String headers) throws IOException {
        return request(port, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n");
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    Answer answer(boolean head) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            text.append((char) in.readUnsignedByte());
        }
        int status = Integer.parseInt(text.substring(9, 12));
        String lines = Stream.of(text.toString().split("\r\n"))
                .filter(line -> !line.startsWith("Date:"))
                .sorted()
                .collect(Collectors.joining("\r\n"));
        Answer empty = new Answer(status, lines, new byte[0]);
        String length = empty.header("Content-Length");
        byte[] body = new byte[head || length.isEmpty() ? 0 : Integer.parseInt(length)];
        in.readFully(body);
        return new Answer(status, lines, body);
    }

    /** Joins a session by WebSocket; {@code headers} each end with CR LF. */
    Answer upgrade(int port, String path, String headers) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + UPGRADE + headers + "\r\n");
        return answer(false);
    }

    void frame(int firstByte, byte[] payload) throws IOException {
        out.write(masked(firstByte, payload));
        out.flush();
    }

    void unmaskedFrame(int firstByte, byte[] payload) throws IOException {
        byte[] frame = new byte[2 + payload.length];
        frame[0] = (byte) firstByte;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        out.write(frame);
        out.flush();
    }

    private static byte[] masked(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    void binary(byte[] message) throws IOException {
        frame(0x82, message);
    }

    void text(String message) throws IOException {
        frame(0x81, message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The next frame that is not a ping. */
    WsFrame read() throws IOException {
        while (true) {
            WsFrame frame = readAny();
            if (frame.opcode != 9) {
                return frame;
            }
        }
    }

    WsFrame readAny() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new WsFrame(opcode, payload);
    }

    /** Reads on until the close frame; its code, or -1 if the connection ends without one. */
    int readClose() throws IOException {
        try {
            while (true) {
                WsFrame frame = read();
                if (frame.opcode == 8) {
                    return frame.closeCode();
                }
            }
        } catch (EOFException | java.net.SocketException e) {
            return -1;
        }
    }

    /** Waits until the server has closed the connection; how many bytes came until then. */
    int readToEnd() throws IOException {
        int count = 0;
        try {
            while (in.read() >= 0) {
                count++;
            }
        } catch (java.net.SocketException e) {
            // Reset: closed as well.
        }
        return count;
    }

    /** Whether the server has closed the connection, on which it has sent nothing. */
    boolean isCutOff() {
        try {
            socket.setSoTimeout(1);
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether the server has sent something that was not read yet. */
    boolean hasAnswer() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes as a machine that vanishes: with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
