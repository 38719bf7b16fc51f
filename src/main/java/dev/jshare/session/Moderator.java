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
import java.util.function.IntPredicate;

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

    /** Sends a viewer away, also one that has just lost its line; false if it is not there. Its link still works. */
    public boolean kick(ViewerId id) {
        return with(id, links::forget, viewer -> {
            viewer.close(CloseCode.REMOVED);
            audit.note(Audit.Event.KICKED, viewer);
        });
    }

    /** Lets a viewer type for some time; false if it is not there. */
    public boolean grant(ViewerId id, Duration time) {
        if (!links.typing()) {
            throw new IllegalStateException("nobody may type in this session");
        }
        return with(id, away -> false, viewer -> {
            Instant until = clock.instant().plus(time);
            viewer.grant(until);
            audit.granted(viewer, until);
        });
    }

    /**
     * Lets a viewer only watch, whatever its link allows; one that has just lost its line comes back without its leave to
     * type. False if it is neither.
     */
    public boolean deny(ViewerId id) {
        return with(id, links::disallow, viewer -> {
            viewer.deny();
            audit.note(Audit.Event.DENIED, viewer);
        });
    }

    /** @param away what is done, last, to the ticket of a viewer that is there or away; false if there is nothing to do */
    private boolean with(ViewerId id, IntPredicate away, Consumer<Viewer> action) {
        return turns.ask(() -> {
            Viewer viewer = roster.find(id);
            if (viewer != null) {
                action.accept(viewer);
                roster.touch();
                session.dropInput();
            }
            return away.test(id.value()) || viewer != null;
        });
    }

    /** Ends all leaves to type, also of those who are away; how many there were. Whoever may type by its link still may. */
    public int takeBack() {
        return turns.ask(() -> {
            int ended = roster.endGrants(audit) + links.disallowAll();
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
