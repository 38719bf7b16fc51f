package dev.jshare.session;

import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the host may do with those who watch. Each of it happens in one turn of the session, and has happened when the call
 * returns. Any thread but the session's; every method throws {@link IllegalStateException} if the session is over.
 */
public final class Moderator {
    private final Session session;
    private final Turns turns;
    private final Roster roster;
    private final Links links;
    private final InstantSource clock;
    private final Audit audit;

    Moderator(Session session, Turns turns, Roster roster, Links links, InstantSource clock, Audit audit) {
        this.session = session;
        this.turns = turns;
        this.roster = roster;
        this.links = links;
        this.clock = clock;
        this.audit = audit;
    }

    /** Everybody who is there, in the order in which they came. */
    public List<Guest> guests() {
        return turns.look(roster::guests);
    }

    /** Sends a viewer away; false if it is not there. Its link still works. */
    public boolean kick(ViewerId id) {
        return with(id, viewer -> {
            viewer.close(CloseCode.REMOVED);
            links.left(id.value(), false);
            audit.note(Audit.Event.KICKED, viewer);
        });
    }

    /** Lets a viewer type for some time; false if it is not there. */
    public boolean grant(ViewerId id, Duration time) {
        if (!links.typing()) {
            throw new IllegalStateException("nobody may type in this session");
        }
        return with(id, viewer -> {
            Instant until = clock.instant().plus(time);
            viewer.grant(until);
            audit.granted(viewer, until);
        });
    }

    /** Lets a viewer only watch, whatever its link allows; false if it is not there. */
    public boolean deny(ViewerId id) {
        return with(id, viewer -> {
            viewer.deny();
            audit.note(Audit.Event.DENIED, viewer);
        });
    }

    private boolean with(ViewerId id, Consumer<Viewer> action) {
        return turns.ask(() -> {
            Viewer viewer = roster.find(id);
            if (viewer != null) {
                action.accept(viewer);
                roster.touch();
                session.dropInput();
            }
            return viewer != null;
        });
    }

    /** Ends all leaves to type; how many there were. Whoever may type by its link still may. */
    public int takeBack() {
        return turns.ask(() -> {
            int ended = roster.endGrants(audit);
            session.dropInput();
            return ended;
        });
    }

    /** Sends words to everybody. */
    public void say(String text) {
        turns.ask(() -> {
            roster.forEach(viewer -> viewer.tell(new ServerMessage.Notice(text)));
            return true;
        });
    }

    /** Lets nobody but the host type, or those again who may. */
    public void lock(boolean on) {
        turns.ask(() -> {
            if (on != session.locked()) {
                audit.note(on ? Audit.Event.LOCKED : Audit.Event.UNLOCKED);
            }
            session.setLocked(on);
            return on;
        });
    }

    /**
     * Draws a curtain: what is printed from now on is neither sent nor kept for viewers, until it is taken away; then they
     * see the screen as it is, and nothing above it.
     */
    public void pause(boolean on) {
        turns.ask(() -> {
            if (on != session.paused()) {
                audit.note(on ? Audit.Event.PAUSED : Audit.Event.RESUMED);
            }
            session.setPaused(on);
            return on;
        });
    }

    /** How many may type, by a leave of the host's or by their link. */
    public int typists() {
        return (int)
                guests().stream().filter(guest -> guest.role() == Role.TYPE).count();
    }
}
