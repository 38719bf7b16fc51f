package dev.jshare.cli;

import dev.jshare.access.Links;
import dev.jshare.session.Session;
import dev.jshare.web.WebServer;
import java.io.IOException;
import java.net.Socket;

/** Brings the server up, as a thread behind the prompt: if that fails the shell lives on, and the host is told. */
final class ServerStart implements Runnable {
    private final Socket reserved;
    private final Reach reach;
    private final Session session;
    private final Links links;
    private final boolean raw;

    ServerStart(Socket reserved, Reach reach, Session session, Links links, boolean raw) {
        this.reserved = reserved;
        this.reach = reach;
        this.session = session;
        this.links = links;
        this.raw = raw;
    }

    @Override
    public void run() {
        try {
            start();
        } catch (IOException | RuntimeException | LinkageError e) {
            String end = raw ? "\r\n" : System.lineSeparator();
            System.err.print("jshare: the links do not work, since the server could not start (" + e.getMessage()
                    + "); the shell goes on." + end);
        }
    }

    /** Serves once it returns. */
    void start() throws IOException {
        WebServer server = new WebServer(reach.listening(), reach.site(), session, links);
        reserved.close();
        server.start();
    }
}
