package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jshare.access.Role;
import dev.jshare.console.PanelLine;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.session.Viewer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of the last row. */
class RowTextTest {
    @TempDir
    Path parent;

    private static PanelLine line(Desk desk) throws Exception {
        return new RowText(desk.stage.clock, "Ctrl-] answers")
                .line(Glance.at(desk.stage.session), desk.status().list("links"));
    }

    @Test
    void itSaysWhoIsThereWhatTheyWantAndHowLongLinksWork() throws Exception {
        try (Desk desk = new Desk(parent)) {
            assertEquals(new PanelLine(" ● 0 watching", "no link works ", PanelLine.Look.BAR), line(desk));
            desk.stage.links.issue(Role.WATCH, Duration.ofMinutes(30));
            Viewer ann = desk.join(
                    desk.stage.links.issue(Role.WATCH, Duration.ofHours(8)).link(), "Ann");
            assertEquals(new PanelLine(" ● 1 watching", "links work for 8 h ", PanelLine.Look.BAR), line(desk));
            ann.receive(new ClientMessage.AskToType(), System.nanoTime());
            assertEquals(
                    " ● 1 watching · Ann asks to type (Ctrl-] answers)",
                    line(desk).text());
            assertEquals(PanelLine.Look.CALL, line(desk).look());
            desk.ask(new ControlMessage.Grant("Ann", Duration.ofMinutes(1)));
            ann.receive(new ClientMessage.Input(new byte[] {'x'}), System.nanoTime());
            assertEquals(" ● 1 watching · Ann types", line(desk).text());
            desk.ask(new ControlMessage.Lock(true));
            desk.ask(new ControlMessage.Pause(true));
            desk.stage.links.issue(Role.WATCH, null);
            assertEquals(
                    new PanelLine(
                            " ● 1 watching · PAUSED, they see nothing · locked",
                            "links work for ever ",
                            PanelLine.Look.BAR),
                    line(desk));
        }
    }
}
