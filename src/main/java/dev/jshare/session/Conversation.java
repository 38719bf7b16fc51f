package dev.jshare.session;

import dev.jshare.access.RateLimit;
import dev.jshare.protocol.Limits;
import dev.jshare.protocol.ServerMessage;

/**
 * What viewers say to each other beside the terminal. Nothing of it is kept, recorded or shown to the shell, and nobody who
 * reads slowly is sent away for it. Any thread.
 */
final class Conversation {
    private final Turns turns;
    private final Roster roster;
    private final boolean on;
    private final RateLimit all =
            new RateLimit(Limits.CHAT_RATE_ALL, Limits.CHAT_BURST_ALL, System.nanoTime()); // A turn's only.

    /** @param on whether viewers may talk at all */
    Conversation(Turns turns, Roster roster, boolean on) {
        this.turns = turns;
        this.roster = roster;
        this.on = on;
    }

    void say(Viewer from, String text) {
        String clean = VisibleText.clean(text, Limits.CHAT_TEXT);
        if (!clean.isEmpty()) {
            turns.add(() -> tell(from, new ServerMessage.Chat(from.id().value(), from.name(), clean)));
        }
    }

    void react(Viewer from, String emoji) {
        if (Limits.REACTIONS.contains(emoji)) {
            turns.add(() -> tell(from, new ServerMessage.Reaction(from.id().value(), from.name(), emoji)));
        }
    }

    private boolean allowed(Viewer from) {
        if (!on) {
            from.refuse(ServerMessage.Refusal.NO_CHAT, "There is no chat in this session.");
            return false;
        }
        long now = System.nanoTime();
        if (from.mayTalk(now) && all.take(1, now)) {
            return true;
        }
        from.refuse(ServerMessage.Refusal.TOO_FAST, "Too much was said at once; this was not sent.");
        return false;
    }

    private void tell(Viewer from, ServerMessage.Event event) {
        if (allowed(from)) {
            Broadcast once = new Broadcast(event);
            roster.forEach(viewer -> viewer.mention(once));
        }
    }
}
