package dev.jshare.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A wire between browsers and a server, which can be long, and can be cut and mended. */
final class Wire implements AutoCloseable {
    private final ServerSocket near;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile int far;
    private final Duration delay;
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(Wire::thread);
    private volatile boolean whole = true;

    Wire() throws IOException {
        this(Duration.ZERO);
    }

    /** @param delay how long everything is on its way, in either direction */
    Wire(Duration delay) throws IOException {
        this.delay = delay;
        near = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    /** Where browsers connect to. */
    int port() {
        return near.getLocalPort();
    }

    /** Leads to the server at this port of the machine. */
    void leadTo(int port) {
        far = port;
    }

    /** Ends every connection; new ones end at once. */
    void cut() {
        whole = false;
        ends.forEach(Wire::end);
    }

    void mend() {
        whole = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = near.accept();
                if (whole) {
                    connect(socket);
                } else {
                    end(socket);
                }
            }
        } catch (IOException e) {
            // The wire is closed.
        }
    }

    private void connect(Socket one) {
        try {
            Socket other = new Socket("127.0.0.1", far);
            ends.add(one);
            ends.add(other);
            start(() -> carry(one, other));
            start(() -> carry(other, one));
        } catch (IOException e) {
            end(one);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65536];
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                byte[] piece = Arrays.copyOf(buffer, length);
                later(() -> {
                    try {
                        out.write(piece);
                    } catch (IOException e) {
                        end(from);
                    }
                });
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            later(() -> {
                end(from);
                end(to);
                ends.remove(from);
                ends.remove(to);
            });
        }
    }

    /** In the order in which it was asked for. */
    private void later(Runnable step) {
        if (delay.isZero()) {
            step.run();
            return;
        }
        try {
            time.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The wire is closed.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable loop) {
        thread(loop).start();
    }

    private static Thread thread(Runnable loop) {
        Thread thread = new Thread(loop, "wire");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        near.close();
        cut();
        time.shutdownNow();
    }
}
