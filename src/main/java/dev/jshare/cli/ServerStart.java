package dev.jshare.cli;

import dev.jshare.access.Links;
import dev.jshare.control.Attendant;
import dev.jshare.control.ControlException;
import dev.jshare.control.ControlServer;
import dev.jshare.control.RuntimeDirectory;
import dev.jshare.session.Session;
import dev.jshare.web.WebServer;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings up the server, and the socket that other commands talk to, as a thread behind the prompt: if that fails the shell
 * lives on, and the host is told.
 */
final class ServerStart implements Runnable, AutoCloseable {
    private final Socket reserved;
    private final Reach reach;
    private final Session session;
    private final Links links;
    private final Map<String, String> environment;
    private final boolean raw;
    private @Nullable ControlServer control; // Guarded by this, as is all below.
    private boolean closed;

    /** @param raw whether the console is in raw mode by the time that something is to be said */
    ServerStart(
            Socket reserved, Reach reach, Session session, Links links, Map<String, String> environment, boolean raw) {
        this.reserved = reserved;
        this.reach = reach;
        this.session = session;
        this.links = links;
        this.environment = environment;
        this.raw = raw;
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (IOException | RuntimeException | LinkageError e) {
            complain("the links do not work, since the server could not start (" + e.getMessage()
                    + "); the shell goes on");
        }
        listen();
    }

    /** Serves once it returns. */
    void start() throws IOException {
        serve();
        listen();
    }

    private void serve() throws IOException {
        WebServer server = new WebServer(reach.listening(), reach.site(), session, links);
        reserved.close();
        server.start();
    }

    /** Commands such as {@code jshare status} are answered from here on; the session does well without. */
    private void listen() {
        try {
            RuntimeDirectory directory = RuntimeDirectory.of(environment);
            ControlServer started =
                    ControlServer.start(directory, session, new Attendant(session, links, reach.base()));
            synchronized (this) {
                control = started;
                if (closed) {
                    started.close();
                }
            }
        } catch (ControlException | IOException | RuntimeException | LinkageError e) {
            complain("'jshare status' and its like do not work for this session: " + e.getMessage());
        }
    }

    private void complain(String problem) {
        System.err.print("jshare: " + problem + "." + (raw ? "\r\n" : System.lineSeparator()));
    }

    /** Ends what commands talk to, and removes its socket; any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        if (control != null) {
            control.close();
        }
    }
}
