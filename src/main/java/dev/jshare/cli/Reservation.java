package dev.jshare.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that is held on some addresses. Its sockets are bound and do not listen: they keep others away, and whoever connects
 * too early is refused rather than left hanging.
 */
final class Reservation implements AutoCloseable {
    /** How often any port at all is tried that is then not free on a second address. */
    private static final int TRIES = 10;

    private final List<Socket> sockets;

    private Reservation(List<Socket> sockets) {
        this.sockets = List.copyOf(sockets);
    }

    /**
     * Takes the port on all of the addresses.
     *
     * @param port 0 for any
     * @param again whether a port will do on which connections of an earlier server are still dying away
     * @throws IOException if it is not free on one of them
     */
    static Reservation of(List<InetAddress> addresses, int port, boolean again) throws IOException {
        for (int tries = port == 0 && addresses.size() > 1 ? TRIES : 1; ; tries--) {
            List<Socket> taken = new ArrayList<>();
            try {
                for (InetAddress address : addresses) {
                    taken.add(
                            bind(address, taken.isEmpty() ? port : taken.get(0).getLocalPort(), again));
                }
                return new Reservation(taken);
            } catch (IOException e) {
                new Reservation(taken).close();
                if (tries == 1) {
                    throw e;
                }
            }
        }
    }

    private static Socket bind(InetAddress address, int port, boolean again) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(again);
            socket.bind(new InetSocketAddress(address, port));
            socket.setReuseAddress(false); // Or another one that takes the port again would get it beside this one.
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int port() {
        return sockets.get(0).getLocalPort();
    }

    /**
     * Lets somebody listen on it who has {@code SO_REUSEADDR} set, before it is let go: on Linux. Elsewhere it has to be let go
     * first.
     */
    void share() throws IOException {
        for (Socket socket : sockets) {
            socket.setReuseAddress(true);
        }
    }

    /** Lets the port go. */
    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
