package dev.jshare.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that does to a shared session, by a link to watch, whatever it should not: guesses tokens, holds sockets and never
 * finishes, and sends what no protocol allows. Its arguments are the link, the seconds that it takes at least, and a seed.
 */
final class HostileClient {
    private static final int GUESSES = 10_000;
    private static final int HELD = 1_000;
    private static final int SPEAKERS = 4;
    private static final int MESSAGE_LIMIT = 64 * 1024;

    private final URI link;
    private final long end;
    private final long seed;
    private final AtomicInteger guesses = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicInteger frames = new AtomicInteger();

    private HostileClient(URI link, int seconds, long seed) {
        this.link = link;
        this.end = System.nanoTime() + seconds * 1_000_000_000L;
        this.seed = seed;
    }

    /** Prints what it has done. */
    public static void main(String[] arguments) throws InterruptedException {
        HostileClient client = new HostileClient(
                URI.create(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        client.run();
        System.out.println(client.guesses + " wrong tokens, " + client.opened + " sockets held (" + HELD
                + " at a time), " + client.joined + " connections with " + client.frames + " malformed frames");
    }

    private void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(this::guess, "guess"));
        threads.add(new Thread(this::hold, "hold"));
        for (int i = 0; i < SPEAKERS; i++) {
            Random random = new Random(seed + i);
            threads.add(new Thread(() -> speak(random), "speak-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private boolean goesOn() {
        return System.nanoTime() < end;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoLinger(true, 0);
        socket.connect(new InetSocketAddress(link.getHost(), link.getPort()), 5_000);
        return socket;
    }

    private String upgrade(String token) {
        return "GET " + link.getPath().replaceFirst("/s/", "/ws/") + " HTTP/1.1\r\nHost: " + link.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + token + "\r\n\r\n";
    }

    /** Sends one wrong token after the other, and hears no answer out that takes long. */
    private void guess() {
        Random random = new Random(seed);
        Deque<Socket> waiting = new ArrayDeque<>();
        while (guesses.get() < GUESSES) {
            byte[] token = new byte[16];
            random.nextBytes(token);
            try {
                Socket socket = connect();
                waiting.add(socket);
                send(socket, upgrade("WRONG" + HexFormat.of().formatHex(token)));
                guesses.incrementAndGet();
            } catch (IOException e) {
                pause(1);
            }
            if (waiting.size() > 100) {
                close(waiting.poll());
            }
        }
        waiting.forEach(HostileClient::close);
    }

    /** Keeps a thousand sockets that say nothing, or half a request, or a byte now and then. */
    private void hold() {
        Socket[] held = new Socket[HELD];
        for (int round = 0; goesOn(); round++) {
            for (int i = 0; i < HELD && goesOn(); i++) {
                try {
                    if (held[i] == null) {
                        held[i] = connect();
                        opened.incrementAndGet();
                        send(
                                held[i],
                                i % 3 == 0 ? "" : i % 3 == 1 ? "GET / HT" : "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
                    } else if (i % 3 == 2) {
                        send(held[i], "x");
                    } else if (held[i].getInputStream().available() > 0 || round % 30 == 29) {
                        close(held[i]);
                        held[i] = null;
                    }
                } catch (IOException e) {
                    close(held[i]);
                    held[i] = null;
                }
            }
            pause(100);
        }
        Arrays.stream(held).forEach(HostileClient::close);
    }

    /** Joins with the valid token, and sends what nobody should. */
    private void speak(Random random) {
        while (goesOn()) {
            try (Socket socket = connect()) {
                socket.setSoTimeout(300);
                send(socket, upgrade(link.getFragment()));
                if (!readHead(socket.getInputStream()).contains(" 101 ")) {
                    pause(20);
                    continue;
                }
                joined.incrementAndGet();
                for (int i = random.nextInt(20); i >= 0; i--) {
                    socket.getOutputStream().write(malformed(random));
                    frames.incrementAndGet();
                }
                socket.setSoTimeout(20); // Whoever was told goodbye hears nothing more, and comes again.
                byte[] sink = new byte[8192];
                for (int i = 0; i < 20 && socket.getInputStream().read(sink) > 0; i++) {
                    // Whatever the answer is.
                }
            } catch (IOException e) {
                // Cut off, as it should be.
            }
        }
    }

    private static byte[] malformed(Random random) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return switch (random.nextInt(14)) {
            case 0 -> noise;
            case 1 -> frame(random.nextInt(256), noise, true, noise.length);
            case 2 -> frame(0x82, noise, false, noise.length);
            case 3 -> frame(0x82, noise, true, MESSAGE_LIMIT + 1);
            case 4 -> frame(0x82, noise, true, 1L << 62);
            case 5 -> frame(0x82, noise, true, -1L);
            case 6 -> frame(0x82, new byte[MESSAGE_LIMIT + 1], true, MESSAGE_LIMIT + 1);
            case 7 ->
                frame(0x02, new byte[1000], true, 1000); // A fragment; what follows is no continuation, or is endless.
            case 8 -> frame(0x00, new byte[60_000], true, 60_000);
            case 9 -> frame(0x09, new byte[126], true, 126);
            case 10 -> flipped(random, frame(0x82, request("{\"type\":\"history\",\"lines\":999999999}"), true, -2));
            case 11 -> frame(0x82, request("[".repeat(3000)), true, -2);
            case 12 -> frame(0x82, request("{\"type\":\"refresh\"}"), true, -2);
            default ->
                frame(
                        0x82,
                        ByteBuffer.allocate(9)
                                .put((byte) 0x11)
                                .putLong(random.nextLong())
                                .array(),
                        true,
                        9);
        };
    }

    private static byte[] request(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put((byte) 0x12).put(text).array();
    }

    private static byte[] flipped(Random random, byte[] frame) {
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        return frame;
    }

    /** @param length what the frame says of itself; -2 for the truth */
    private static byte[] frame(int first, byte[] payload, boolean masked, long length) {
        long said = length == -2 ? payload.length : length;
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (said >= 0 && said < 126) {
            frame.put((byte) (mask | said));
        } else if (said >= 0 && said < 65_536) {
            frame.put((byte) (mask | 126)).putShort((short) said);
        } else {
            frame.put((byte) (mask | 127)).putLong(said);
        }
        if (masked) {
            frame.putInt(0);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("refused");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void close(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone.
            }
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
