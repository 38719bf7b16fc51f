package dev.jshare.control;

import dev.jshare.session.Outlet;
import dev.jshare.session.Session;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Where other commands of the same user talk to a session: a Unix socket that only its owner can reach. One thread,
 * {@code jshare-control}, serves all of them; whoever stalls is dropped, and delays neither the session nor the others for
 * longer than one look.
 */
public final class ControlServer implements Outlet, AutoCloseable {
    private static final int MAX_CONNECTIONS = 16;

    /** How long a command may take for its next line, or for taking a reply. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How often connections are looked at, while there are any. */
    private static final long CHECK_MILLIS = 1_000;

    private final RuntimeDirectory directory;
    private final Session session;
    private final Attendant attendant;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final PromptFile prompt;
    private volatile int watching = -1;
    private volatile boolean closed;

    private ControlServer(
            RuntimeDirectory directory,
            Session session,
            Attendant attendant,
            Selector selector,
            ServerSocketChannel server) {
        this.directory = directory;
        this.session = session;
        this.attendant = attendant;
        this.selector = selector;
        this.server = server;
        this.prompt = new PromptFile(directory.prompt(session.id()));
    }

    /**
     * Opens the socket of a session and serves it.
     *
     * @throws ControlException if the directory cannot be used for it
     */
    public static ControlServer start(RuntimeDirectory directory, Session session, Attendant attendant)
            throws ControlException, IOException {
        directory.prepare(session.id());
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open();
        ControlServer control = new ControlServer(directory, session, attendant, selector, server);
        try {
            control.listen();
        } catch (IOException | RuntimeException e) {
            control.close();
            control.release();
            throw e;
        }
        session.addOutlet(control);
        Thread thread = new Thread(control::run, "jshare-control");
        thread.setDaemon(true);
        thread.start();
        return control;
    }

    /** The socket gets its name last: a name that nobody listens at is taken for that of a dead session. */
    private void listen() throws ControlException, IOException {
        Path path = directory.socket(session.id());
        Path unnamed = directory.unnamed(session.id());
        Files.deleteIfExists(unnamed);
        try {
            server.bind(UnixDomainSocketAddress.of(unnamed));
        } catch (IOException e) {
            if (Files.exists(directory.path())) {
                throw e;
            }
            directory.prepare(session.id()); // Another session was the last one there, and has just taken it along.
            server.bind(UnixDomainSocketAddress.of(unnamed));
        }
        Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString("rw-------"));
        Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        watching = session.watching();
        showPrompt();
    }

    /** Viewers may have come or gone. */
    @Override
    public void wake() {
        if (session.watching() != watching) {
            selector.wakeup();
        }
    }

    /** The loop of the thread {@code jshare-control}. */
    private void run() {
        try {
            SelectionKey listening = Objects.requireNonNull(server.keyFor(selector));
            while (!closed) {
                boolean alone = selector.keys().size() == 1 && listening.interestOps() != 0; // The socket's own key.
                selector.select(alone ? 0 : CHECK_MILLIS);
                listening.interestOps(SelectionKey.OP_ACCEPT);
                watching = session.watching();
                showPrompt();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        serve(key);
                    }
                }
                selector.selectedKeys().clear();
                dropStalled();
            }
        } catch (IOException e) {
            // The session goes on without.
        } finally {
            close();
            release();
        }
    }

    private void showPrompt() {
        try {
            prompt.show(watching);
        } catch (IOException e) {
            // The prompt shows an old number, or none.
        }
    }

    private synchronized void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof ControlConnection connection) {
                move(key, connection);
            }
        } catch (IOException e) {
            if (key.channel() == server) {
                key.interestOps(0); // Nobody can be let in, for want of descriptors perhaps: a little later.
            } else {
                drop(key);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        if (selector.keys().size() > MAX_CONNECTIONS) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        ControlConnection connection = new ControlConnection(channel, System.nanoTime());
        move(channel.register(selector, 0, connection), connection);
    }

    private void move(SelectionKey key, ControlConnection connection) throws IOException {
        if (connection.move(attendant::answer, System.nanoTime())) {
            key.interestOps(connection.writing() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } else {
            drop(key);
        }
    }

    private void dropStalled() {
        long now = System.nanoTime();
        List<SelectionKey> stalled = new ArrayList<>();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof ControlConnection connection && connection.stalled(now, PATIENCE_NANOS)) {
                stalled.add(key);
            }
        }
        stalled.forEach(ControlServer::drop);
    }

    private static void drop(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    /**
     * Has it end, and removes the socket at once, since the process may end next. The reply to a request that is being met,
     * which may be the one that ends it all, goes first. Any thread, any number of times.
     */
    @Override
    public synchronized void close() {
        closed = true;
        prompt.close();
        directory.clear(session.id());
        selector.wakeup();
    }

    private void release() {
        List.copyOf(selector.keys()).forEach(ControlServer::drop);
        try {
            selector.close();
            server.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
