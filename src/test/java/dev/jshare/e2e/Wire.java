package dev.jshare.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between browsers and a server, which can be cut and mended. */
final class Wire implements AutoCloseable {
    private final ServerSocket near;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile int far;
    private volatile boolean whole = true;

    Wire() throws IOException {
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
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            end(from);
            end(to);
            ends.remove(from);
            ends.remove(to);
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
        Thread thread = new Thread(loop, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        near.close();
        cut();
    }
}
