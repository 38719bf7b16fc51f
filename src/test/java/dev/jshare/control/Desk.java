package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.protocol.Dialect;
import dev.jshare.session.JoinRequest;
import dev.jshare.session.Stage;
import dev.jshare.session.Viewer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A session without a console, its control socket in a directory of a test's own, and a client. */
public final class Desk implements AutoCloseable {
    public static final String BASE = "http://127.0.0.1:7373";

    public final Stage stage = Stage.headless();
    /** Counted down when the session is to stop. */
    final CountDownLatch stopped = new CountDownLatch(1);

    final RuntimeDirectory directory;
    final ControlServer server;
    final ControlClient client;

    public Desk(Path parent) throws Exception {
        directory = new RuntimeDirectory(parent.resolve("jshare"), true, RuntimeDirectoryTest.USER);
        server = ControlServer.start(
                directory, stage.session, new Attendant(stage.session, stage.links, List.of(BASE), stopped::countDown));
        client = new ControlClient(directory);
    }

    Facts ask(ControlMessage.Request request) throws ControlException {
        return client.ask(Stage.ID, request).orElseThrow();
    }

    Facts status() throws ControlException {
        return ask(new ControlMessage.Status());
    }

    /** What the session says when it refuses. */
    String refusal(ControlMessage.Request request) {
        return assertThrows(ControlException.class, () -> ask(request)).getMessage();
    }

    Link link(Role role) {
        return stage.links.issue(role, Stage.LIFE).link();
    }

    /** Somebody joins by a link. */
    public Viewer join(Link link, String name) {
        return stage.session.join(new JoinRequest(link, Dialect.BINARY, name, null));
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        stage.close();
    }
}
