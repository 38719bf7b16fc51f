package dev.jshare.web;

import dev.jshare.tls.TlsIdentity;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The sockets that the server listens on, with the threads behind them. With a certificate TLS is spoken on them, and HTTP
 * only to say so. (Undertow's own start-up has no place for that.)
 */
final class Entrance implements AutoCloseable {
    /** One thread sends to some thousand viewers; a second one lets a page load meanwhile. */
    private static final int IO_THREADS = 2;

    /** The least there can be: handlers and TLS handshakes run on the I/O threads, since none of them waits. */
    private static final int WORKER_THREADS = 1;

    private static final int BUFFER_SIZE = 4096;

    /** As Undertow has it: kept by each thread for its next use. */
    private static final int CACHED_BUFFERS = 4;

    /** As other servers have it; it bounds what a thousand heads that never end can take. */
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    /** No request has a body. */
    private static final long MAX_BODY_BYTES = 1024;

    private static final int BACKLOG = 1000;

    private static final OptionMap SOCKET = OptionMap.builder()
            .set(Options.WORKER_IO_THREADS, IO_THREADS)
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.BALANCING_TOKENS, 1)
            .set(Options.BALANCING_CONNECTIONS, 2)
            .set(Options.BACKLOG, BACKLOG)
            .getMap();

    private static final OptionMap WORKER = OptionMap.builder()
            .set(Options.WORKER_IO_THREADS, IO_THREADS)
            .set(Options.WORKER_TASK_CORE_THREADS, WORKER_THREADS)
            .set(Options.WORKER_TASK_MAX_THREADS, WORKER_THREADS)
            .set(Options.TCP_NODELAY, true)
            .getMap();

    static {
        // Undertow logs through JBoss Logging; its default, java.util.logging, would write to the shared console.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        // The other half of what the build leaves out of XNIO: management beans, 30 ms of each start.
        System.setProperty("jboss.threads.eqe.disable-mbean", "true");
    }

    private final List<InetSocketAddress> addresses;
    private final Patience patience;
    private final @Nullable TlsIdentity identity;
    private final HttpHandler handler;
    private final HttpHandler plainHandler;
    private final List<AcceptingChannel<? extends StreamConnection>> sockets = new ArrayList<>(); // Guarded by this.
    private @Nullable XnioWorker worker; // Guarded by this.
    private volatile @Nullable Lobby lobby;

    /**
     * @param identity null for plain HTTP
     * @param handler of all requests
     * @param plainHandler of those over plain HTTP where there is TLS
     */
    Entrance(
            List<InetSocketAddress> addresses,
            Patience patience,
            @Nullable TlsIdentity identity,
            HttpHandler handler,
            HttpHandler plainHandler) {
        this.addresses = List.copyOf(addresses);
        this.patience = patience;
        this.identity = identity;
        this.handler = handler;
        this.plainHandler = plainHandler;
    }

    /** @throws UncheckedIOException if an address is taken, or the certificate cannot be used */
    synchronized void open() {
        try {
            ChannelListener<StreamConnection> opened = http(handler);
            if (identity != null) {
                identity.context(); // What is wrong with it shows now.
                opened = new FirstByte(identity, opened, http(plainHandler), patience.head());
            }
            Lobby room = new Lobby(identity == null ? Lobby.ROOM : Lobby.SECURE_ROOM, opened);
            lobby = room;
            XnioWorker started =
                    Xnio.getInstance(Entrance.class.getClassLoader()).createWorker(WORKER);
            worker = started;
            for (InetSocketAddress address : addresses) {
                AcceptingChannel<StreamConnection> socket = started.createStreamConnectionServer(
                        address, ChannelListeners.openListenerAdapter(room), SOCKET);
                sockets.add(socket);
                socket.resumeAccepts();
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private HttpOpenListener http(HttpHandler root) {
        int headMillis = (int) patience.head().toMillis();
        ByteBufferPool buffers = new DefaultByteBufferPool(false, BUFFER_SIZE, -1, CACHED_BUFFERS);
        OptionMap options = OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.ALWAYS_SET_DATE, false) // By a formatter that loads a thousand locales.
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, headMillis)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, headMillis)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .getMap();
        HttpOpenListener listener = new HttpOpenListener(buffers, options);
        listener.setRootHandler(root);
        return listener;
    }

    /** Who has connected from this address is a viewer from now on, and no more to be cut off for others. */
    void admit(SocketAddress from) {
        Lobby room = lobby;
        if (room != null) {
            room.leave(from);
        }
    }

    /** The first address, with its port. */
    synchronized InetSocketAddress address() {
        return sockets.get(0).getLocalAddress(InetSocketAddress.class);
    }

    @Override
    public synchronized void close() {
        sockets.forEach(IoUtils::safeClose);
        sockets.clear();
        if (worker != null) {
            worker.shutdownNow();
            worker = null;
        }
    }
}
