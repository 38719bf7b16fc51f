package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Link;
import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Dialect;
import dev.jshare.session.Deflation;
import dev.jshare.session.JoinRequest;
import dev.jshare.session.Stage;
import dev.jshare.session.Viewer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked about viewers, and about all at once, at a real session. */
class ViewerRequestsTest {
    @TempDir
    Path parent;

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(parent);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private Facts viewer(int number) throws ControlException {
        return desk.status().list("viewers").stream()
                .filter(viewer -> viewer.number("id") == number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void viewersAreDescribed() throws Exception {
        Link link = desk.link(Role.TYPE);
        Viewer ann = desk.stage.session.join(
                new JoinRequest(link, Dialect.JSON, "Ann", null, 1024, Deflation.NONE, "192.0.2.7", null));
        Instant now = desk.stage.clock.instant();
        while (ann.poll() != null) {
            // It takes what there is.
        }
        ann.receive(new ClientMessage.Input(new byte[] {'l', 's'}), System.nanoTime());
        assertEquals(
                "{\"id\":1,\"name\":\"Ann\",\"role\":\"type\",\"until\":null,\"asked\":null,\"link\":\"type1\","
                        + "\"address\":\"192.0.2.7\",\"since\":\"" + now
                        + "\",\"roundTripMillis\":null,\"lagBytes\":0,\"typedAt\":\"" + now + "\",\"typedBytes\":2}",
                viewer(1).toString());
        Facts status = desk.status();
        assertEquals(List.of("1"), status.list("links").get(0).texts("viewers"));
        assertTrue(status.is("typing"));
        assertFalse(status.is("locked") || status.is("paused"));
    }

    @Test
    void aViewerIsKnownByItsNumberOrItsNameIfThatIsClear() throws Exception {
        Link link = desk.link(Role.WATCH);
        Viewer ann = desk.join(link, "Ann");
        Viewer two = desk.join(link, "Bo");
        Viewer three = desk.join(link, "Bo");
        Viewer four = desk.join(link, "1");
        assertEquals(
                "More than one viewer is called 'Bo': choose by number, 2 or 3.",
                desk.refusal(new ControlMessage.Kick("Bo")));
        assertEquals(
                "There is no viewer 'Cy'; 'jshare status' shows who is there.",
                desk.refusal(new ControlMessage.Kick("Cy")));
        Facts gone = desk.ask(new ControlMessage.Kick("1"));
        assertEquals("{\"viewer\":1,\"name\":\"Ann\",\"link\":\"watch1\"}", gone.toString());
        assertEquals(CloseCode.REMOVED, ann.closing(), "nobody gets another one's number by calling itself so");
        desk.stage.session.leave(ann);
        assertEquals(
                "There is no viewer '1'; 'jshare status' shows who is there.",
                desk.refusal(new ControlMessage.Kick("1")),
                "nor once that one has left");
        desk.ask(new ControlMessage.Kick("3"));
        assertEquals(CloseCode.REMOVED, three.closing());
        assertNull(two.closing());
        assertNull(four.closing());
    }

    @Test
    void typingIsGrantedDeniedAndTakenBack() throws Exception {
        Viewer ann = desk.join(desk.link(Role.WATCH), "Ann");
        Viewer bo = desk.join(desk.link(Role.TYPE), "Bo");
        desk.ask(new ControlMessage.Grant("Ann", Duration.ofMinutes(5)));
        assertEquals(Role.TYPE, ann.role());
        assertEquals(desk.stage.clock.instant().plusSeconds(300), viewer(1).time("until"));
        assertEquals("{\"ended\":1,\"typists\":1}", sorted(desk.ask(new ControlMessage.TakeBack())));
        assertEquals(Role.WATCH, ann.role());
        desk.ask(new ControlMessage.Deny("Bo"));
        assertEquals(Role.WATCH, bo.role());
        assertEquals("watch", viewer(2).text("role"));
    }

    private static String sorted(Facts facts) {
        return new Facts(new java.util.TreeMap<>(facts.members())).toString();
    }

    @Test
    void whoAsksIsShownAsAsking() throws Exception {
        Viewer ann = desk.join(desk.link(Role.WATCH), "Ann");
        ann.receive(new ClientMessage.AskToType(), System.nanoTime());
        assertEquals(desk.stage.clock.instant(), viewer(1).time("asked"));
        desk.ask(new ControlMessage.Deny("1"));
        assertFalse(viewer(1).has("asked"));
    }

    @Test
    void aLockAndAPauseAreShown() throws Exception {
        desk.ask(new ControlMessage.Lock(true));
        desk.ask(new ControlMessage.Pause(true));
        assertTrue(desk.status().is("locked") && desk.status().is("paused"));
        assertTrue(desk.stage.session.locked() && desk.stage.session.paused());
        desk.ask(new ControlMessage.Lock(false));
        desk.ask(new ControlMessage.Pause(false));
        assertFalse(desk.status().is("locked") || desk.status().is("paused"));
    }

    @Test
    void stoppingIsPassedOn() throws Exception {
        desk.ask(new ControlMessage.Stop());
        desk.stopped.await();
    }

    @Test
    void whereNobodyMayTypeNoRequestChangesThat() throws Exception {
        Links watchOnly = new Links(new SecureRandom(), desk.stage.clock, false);
        Attendant attendant = new Attendant(desk.stage.session, watchOnly, List.of(Desk.BASE), () -> {});
        for (ControlMessage.Request request : List.of(
                new ControlMessage.MakeLink(Role.TYPE, null, null, null),
                new ControlMessage.Grant("1", Duration.ofMinutes(1)))) {
            String reply = attendant.answer(ControlCodec.write(request));
            assertTrue(reply.contains("--no-typing"), reply);
        }
        assertEquals(List.of(), watchOnly.list());
    }

    @Test
    void aSessionThatIsOverIsNotThere() throws Exception {
        desk.stage.close();
        Stage.await(() -> desk.stage.session.facts().exitStatus() != null);
        assertEquals(Optional.empty(), desk.client.ask(Stage.ID, new ControlMessage.Status()));
    }
}
