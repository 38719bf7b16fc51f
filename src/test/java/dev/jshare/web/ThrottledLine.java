package dev.jshare.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to the server that carries no more than so many bytes in a second towards the viewer, and holds no more than a few
 * packets. Its own clock is what it has carried.
 */
public final class ThrottledLine implements AutoCloseable {
    private static final int TICKS = 50;

    private final ServerSocket near;
    private final int far;
    private final int perTick;
    private final AtomicLong carried = new AtomicLong();

    public ThrottledLine(int port, int bytesPerSecond) throws IOException {
        near = new ServerSocket();
        near.setReceiveBufferSize(4096);
        near.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        far = port;
        perTick = bytesPerSecond / TICKS;
        start(this::accept);
    }

    public int port() {
        return near.getLocalPort();
    }

    /** How many bytes went towards viewers so far: the line's time. */
    public long carried() {
        return carried.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket viewer = near.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), far);
                viewer.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> carry(server, viewer));
                start(() -> pass(viewer, server));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** Time passes here because that is what is simulated. */
    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[perTick];
        long next = System.nanoTime();
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                carried.addAndGet(length);
                long now = System.nanoTime();
                long cost = TimeUnit.SECONDS.toNanos(1) / TICKS * length / perTick;
                next = Math.max(next, now - cost) + cost;
                LockSupport.parkNanos(next - now);
            }
        } catch (IOException e) {
            // One end has gone.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One end has gone.
        }
    }

    private static void start(Runnable loop) {
        Thread thread = new Thread(loop, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        near.close();
    }
}
