package dev.jshare.cli;

import dev.jshare.access.Links;
import dev.jshare.control.Attendant;
import dev.jshare.control.ControlException;
import dev.jshare.control.ControlServer;
import dev.jshare.control.RuntimeDirectory;
import dev.jshare.protocol.CloseCode;
import dev.jshare.session.HostScreen;
import dev.jshare.session.Session;
import dev.jshare.tls.TlsIdentity;
import dev.jshare.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings up the server, and the socket that other commands talk to, as a thread behind the prompt: if that fails the shell
 * lives on, and the host is told.
 */
final class ServerStart implements Runnable, AutoCloseable {
    /** How long viewers may take to say goodbye before their connections are cut. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Reservation reserved;
    private final Reach reach;
    private final @Nullable TlsIdentity identity;
    private final Session session;
    private final Links links;
    private final Map<String, String> environment;
    private final boolean console;
    private final Runnable hangUp;
    private final Consumer<Attendant> ready;
    private @Nullable WebServer server; // Guarded by this, as is all below.
    private @Nullable ControlServer control;
    private boolean closed;

    /**
     * @param console whether there is one, in raw mode by the time that something is to be said
     * @param hangUp ends the shell, which is how sharing without a console ends on request
     * @param ready takes who meets the host's requests, once the server is up
     */
    ServerStart(
            Reservation reserved,
            Reach reach,
            @Nullable TlsIdentity identity,
            Session session,
            Links links,
            Map<String, String> environment,
            boolean console,
            Runnable hangUp,
            Consumer<Attendant> ready) {
        this.reserved = reserved;
        this.reach = reach;
        this.identity = identity;
        this.session = session;
        this.links = links;
        this.environment = environment;
        this.console = console;
        this.hangUp = hangUp;
        this.ready = ready;
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
        links.forgetTokens();
        WebServer made = new WebServer(reach.sockets(), identity, reach.site(), session, links);
        reserved.share();
        try {
            made.start();
        } catch (UncheckedIOException e) {
            reserved.close(); // Elsewhere than on Linux the port has to be let go first.
            made.start();
        }
        reserved.close();
        synchronized (this) {
            server = made;
        }
    }

    /** Commands such as {@code jshare status} are answered from here on; the session does well without. */
    private void listen() {
        Attendant attendant = new Attendant(session, links, reach.bases(), this::stop);
        ready.accept(attendant);
        try {
            RuntimeDirectory directory = RuntimeDirectory.of(environment);
            // A shell that ends meanwhile waits in close: else the process could end between the socket and its
            // removal.
            synchronized (this) {
                if (!closed) {
                    control = ControlServer.start(directory, session, attendant);
                }
            }
        } catch (ControlException | IOException | RuntimeException | LinkageError e) {
            complain("'jshare status' and its like do not work for this session: " + e.getMessage());
        }
    }

    /** Ends sharing; any thread. With a console the shell goes on for its host alone; without one nobody is left whom it could serve. */
    void stop() {
        if (console) {
            Thread thread = new Thread(this::endSharing, "jshare-stop");
            thread.setDaemon(true);
            thread.start();
        } else {
            hangUp.run();
        }
    }

    private void endSharing() {
        HostScreen screen = session.hostScreen();
        if (screen != null) {
            screen.close(); // As long as the session knows what the screen looks like.
        }
        try {
            links.revokeAll();
            session.close(CloseCode.LINK_GONE, GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        synchronized (this) {
            if (server != null) {
                server.close();
            }
        }
    }

    private void complain(String problem) {
        System.err.print("jshare: " + problem + "." + (console ? "\r\n" : System.lineSeparator()));
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
