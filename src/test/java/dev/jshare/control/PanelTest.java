package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Role;
import dev.jshare.console.Key;
import dev.jshare.console.PanelLine;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.session.Viewer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panel's keys at a real session, and what it shows. */
class PanelTest {
    @TempDir
    Path parent;

    private Desk desk;
    private Panel panel;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(parent);
        Attendant attendant =
                new Attendant(desk.stage.session, desk.stage.links, List.of(Desk.BASE), desk.stopped::countDown);
        panel = new Panel(
                attendant::reply,
                desk.stage.clock,
                "Ctrl-]",
                (link, cols, rows) -> cols < 10 ? List.of() : List.of("##", "##"));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private void press(int... keys) {
        for (int key : keys) {
            assertEquals(Panel.After.STAY, panel.press(key));
        }
    }

    private String shown(int cols, int rows) {
        return panel.view(cols, rows).stream().map(PanelLine::text).collect(Collectors.joining("\n"));
    }

    private String chosen() {
        return panel.view(80, 24).stream()
                .filter(line -> line.look() == PanelLine.Look.CHOSEN)
                .map(PanelLine::text)
                .collect(Collectors.joining());
    }

    @Test
    void whoAsksToTypeIsAnsweredByOneKey() throws Exception {
        Link link = desk.link(Role.WATCH);
        desk.join(link, "Ann");
        Viewer bo = desk.join(link, "Bo");
        bo.receive(new ClientMessage.AskToType(), System.nanoTime());
        assertTrue(panel.refresh());
        assertEquals(" > 2 Bo asks to type · watch1 · here 0 s", chosen());
        press('g');
        assertEquals(Role.TYPE, bo.role());
        assertEquals(" > 2 Bo · types for 10 min · watch1 · here 0 s", chosen());
        assertTrue(shown(80, 24).contains("Bo may type for 10 min."));
        press('d');
        assertEquals(Role.WATCH, bo.role());
        press('g', 'b');
        assertEquals(Role.WATCH, bo.role());
        press('k');
        assertEquals(CloseCode.REMOVED, bo.closing());
    }

    @Test
    void whatIsChosenStaysSoWhileOthersComeAndGo() throws Exception {
        Link link = desk.link(Role.WATCH);
        Viewer ann = desk.join(link, "Ann");
        Viewer bo = desk.join(link, "Bo");
        panel.refresh();
        press(Key.DOWN);
        assertTrue(chosen().contains("2 Bo"), chosen());
        desk.stage.session.leave(ann);
        Viewer cy = desk.join(link, "Cy");
        panel.refresh();
        assertTrue(chosen().contains("2 Bo"), chosen());
        bo.receive(new ClientMessage.Rename("Bob"), System.nanoTime());
        panel.refresh();
        assertTrue(chosen().contains("2 Bob"), chosen());
        desk.stage.session.leave(bo);
        panel.refresh();
        assertEquals("", chosen(), "nobody in its place");
        press('g', 'k');
        assertEquals(Role.WATCH, cy.role());
        assertNull(cy.closing());
        press(Key.DOWN);
        assertTrue(chosen().contains("3 Cy"), "an arrow reaches the one in its place: " + chosen());
        cy.receive(new ClientMessage.AskToType(), System.nanoTime());
        press(Key.DOWN, Key.DOWN, Key.DOWN);
        assertTrue(chosen().contains("watch1"), "nothing is chosen for the host once it is open: " + chosen());
        press(Key.UP);
        assertTrue(chosen().contains("3 Cy"), chosen());
    }

    @Test
    void linksAreMadeShownOnceAndRevoked() throws Exception {
        panel.refresh();
        assertTrue(shown(80, 24).contains("there is none"));
        press('w');
        String shown = shown(40, 12);
        assertTrue(shown.contains(Desk.BASE.substring(0, 20)), shown);
        String url = panel.view(40, 12).stream()
                .filter(line -> line.look() == PanelLine.Look.HEAD)
                .map(PanelLine::text)
                .collect(Collectors.joining());
        assertEquals(
                Role.WATCH,
                desk.stage
                        .links
                        .find(url.substring(url.indexOf('#') + 1))
                        .orElseThrow()
                        .role());
        press('q');
        assertEquals("##\n##", shown(80, 24));
        assertTrue(shown(9, 24).startsWith(" There"), shown(9, 24));
        press(Key.ESCAPE);
        assertFalse(shown(80, 24).contains("#"), "no secret is shown again");
        press('t');
        press('x');
        assertEquals(
                List.of("watch1", "type2"),
                desk.stage.links.list().stream().map(Link::id).toList());
        press('r');
        assertEquals(2, desk.stage.links.list().size(), "nothing is chosen for the host once it is open");
        press(Key.DOWN, Key.DOWN, 'r');
        assertEquals(
                List.of("watch1"),
                desk.stage.links.list().stream().map(Link::id).toList());
    }

    @Test
    void lockAndPauseAreTurnedOnAndOff() throws Exception {
        panel.refresh();
        press('l', 'p');
        assertTrue(desk.stage.session.locked() && desk.stage.session.paused());
        assertEquals("0 watching, paused, locked ", panel.view(80, 24).get(0).right());
        press('l', 'p');
        assertFalse(desk.stage.session.locked() || desk.stage.session.paused());
    }

    @Test
    void stoppingNeedsTheKeyTwice() {
        panel.refresh();
        press('s');
        press('l');
        press('s');
        assertTrue(shown(80, 24).contains("Press s again"));
        assertEquals(Panel.After.STOP, panel.press('s'));
        for (int key : new int[] {Key.ESCAPE, Key.ENTER, 'q'}) {
            assertEquals(Panel.After.CLOSE, panel.press(key));
        }
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        Viewer ann = desk.join(desk.link(Role.WATCH), "Ann");
        panel.refresh();
        desk.stage.session.leave(ann);
        press('g');
        assertTrue(shown(80, 24).contains("There is no viewer '1'"), shown(80, 24));
        assertNull(ann.closing());
    }

    @Test
    void itFitsASmallTerminal() throws Exception {
        Link link = desk.link(Role.WATCH);
        for (int i = 0; i < 30; i++) {
            desk.join(link, "A viewer with quite a long name " + i);
        }
        panel.refresh();
        for (int i = 0; i < 30; i++) {
            String viewer = " > " + (i + 1) + " ";
            assertTrue(chosen().startsWith(viewer), chosen());
            List<PanelLine> view = panel.view(40, 12);
            assertTrue(view.size() <= 12, view.size() + " lines");
            assertTrue(view.stream().anyMatch(line -> line.text().startsWith(viewer)), view.toString());
            assertTrue(
                    view.stream()
                            .filter(line -> line.look() == PanelLine.Look.FAINT)
                            .allMatch(line -> line.text().length() < 40),
                    view.toString());
            press(Key.DOWN);
        }
        press('s');
        assertTrue(panel.view(40, 12).size() <= 12);
        assertTrue(panel.view(20, 3).size() >= 2);
    }
}
