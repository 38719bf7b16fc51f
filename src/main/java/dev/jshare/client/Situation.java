package dev.jshare.client;

import dev.jshare.protocol.ServerMessage;
import dev.jshare.session.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How things stand in the session, and the words for it. Only the thread of {@link ViewerClient}. */
final class Situation {
    private static final long NOTICE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int LONGEST = 400;
    private static final String TYPE = "type";

    private final boolean readOnly;
    private final String help;
    private String session = "";
    private int self;
    private String role = "watch";
    private boolean locked;
    private boolean paused;
    private int watching;
    private @Nullable String typist;
    private boolean typesItself;
    private @Nullable String notice;
    private long noticeEnds;

    /** @param help how to learn more */
    Situation(boolean readOnly, String help) {
        this.readOnly = readOnly;
        this.help = help;
    }

    /** Takes what concerns it. */
    void take(ServerMessage.Event event, long now) {
        if (event instanceof ServerMessage.Welcome m) {
            session = clean(m.name());
            self = m.viewer();
            role = m.role();
            locked = false;
            paused = false;
        } else if (event instanceof ServerMessage.Presence m) {
            presence(m);
        } else if (event instanceof ServerMessage.RoleChange m) {
            role(m, now);
        } else if (event instanceof ServerMessage.Locked) {
            locked = true;
            say("The host has locked the session: only the host types", now);
        } else if (event instanceof ServerMessage.Unlocked) {
            locked = false;
            say("The session is not locked any more", now);
        } else if (event instanceof ServerMessage.Paused) {
            paused = true;
        } else if (event instanceof ServerMessage.Resumed) {
            paused = false;
        } else if (event instanceof ServerMessage.Notice m) {
            say(m.text(), now);
        } else if (event instanceof ServerMessage.Chat m) {
            say(m.name() + ": " + m.text(), now);
        } else if (event instanceof ServerMessage.Reaction m) {
            say(m.name() + " " + m.emoji(), now);
        } else if (event instanceof ServerMessage.Refusal m) {
            say(m.text(), now);
        }
    }

    private void presence(ServerMessage.Presence presence) {
        watching = presence.watching();
        typesItself = presence.typing() == self;
        typist = presence.typing() == ServerMessage.Presence.HOST ? "the host" : null;
        for (ServerMessage.Presence.Person person : presence.viewers()) {
            if (person.id() == presence.typing()) {
                typist = clean(person.name());
            }
        }
    }

    private void role(ServerMessage.RoleChange change, long now) {
        boolean asked = role.equals(change.role());
        role = change.role();
        if (role.equals(TYPE)) {
            say(readOnly ? "The host lets you type (not with --read-only)" : "You may type now", now);
        } else {
            say(asked ? "The host does not let you type" : "You may not type any more", now);
        }
    }

    /** Says something for some seconds. */
    void say(String words, long now) {
        notice = clean(words);
        noticeEnds = now + NOTICE_NANOS;
    }

    private static String clean(String text) {
        return VisibleText.clean(text, LONGEST);
    }

    /** What is to be said now, or null. */
    @Nullable
    String notice(long now) {
        if (notice != null && now - noticeEnds >= 0) {
            notice = null;
        }
        return notice;
    }

    /** When the notice ends, if there is one. */
    long noticeEnds() {
        return notice == null ? Long.MAX_VALUE : noticeEnds;
    }

    boolean mayType() {
        return role.equals(TYPE) && !readOnly;
    }

    boolean isPaused() {
        return paused;
    }

    String session() {
        return session;
    }

    /** One line about all of it. */
    String summary(int cols, int rows) {
        List<String> words = new ArrayList<>(List.of(session));
        words.add(mayType() ? "you may type" : "you watch");
        if (locked) {
            words.add("locked");
        }
        if (paused) {
            words.add("paused");
        }
        words.add(watching + " here");
        if (typesItself) {
            words.add("you type");
        } else if (typist != null) {
            words.add(typist + " types");
        }
        words.add(cols + "x" + rows);
        words.add(help);
        return " " + String.join(" · ", words);
    }
}
