package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.session.Viewer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host is told in few words. */
class GlanceTest {
    @TempDir
    Path parent;

    private static String words(Desk desk) {
        return Glance.at(desk.stage.session).words();
    }

    @Test
    void itSaysWhoIsThereAndWhatTheyWant() throws Exception {
        try (Desk desk = new Desk(parent)) {
            assertEquals("", words(desk));
            Viewer ann = desk.join(desk.link(Role.WATCH), "Ann");
            assertEquals("● 1 watching", words(desk));
            ann.receive(new ClientMessage.AskToType(), System.nanoTime());
            assertEquals("● 1 watching · Ann asks to type", words(desk));
            desk.join(desk.link(Role.WATCH), "Bo").receive(new ClientMessage.AskToType(), System.nanoTime());
            assertEquals("● 2 watching · 2 ask to type", words(desk));
            desk.ask(new ControlMessage.Deny("Bo"));
            desk.ask(new ControlMessage.Grant("Ann", Duration.ofMinutes(1)));
            assertEquals("● 2 watching", words(desk));
            ann.receive(new ClientMessage.Input(new byte[] {'x'}), System.nanoTime());
            assertEquals("● 2 watching · Ann types", words(desk));
            desk.ask(new ControlMessage.Lock(true));
            assertEquals("● 2 watching · locked", words(desk));
            desk.ask(new ControlMessage.Pause(true));
            desk.stage.clock.advance(Duration.ofSeconds(3));
            assertEquals("● 2 watching · paused", words(desk));
        }
    }
}
