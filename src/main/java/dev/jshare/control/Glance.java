package dev.jshare.control;

import dev.jshare.session.Guest;
import dev.jshare.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the host is told of the sharing in few words.
 *
 * @param watching how many viewers there are
 * @param typist the name of the viewer that types, or null
 * @param asking the names of those who ask to be allowed to type
 */
record Glance(int watching, @Nullable String typist, List<String> asking, boolean locked, boolean paused) {
    /** How things stand; any thread but the session's. */
    static Glance at(Session session) {
        List<Guest> guests = session.moderator().guests();
        int typing = session.typist();
        String typist = null;
        for (Guest guest : guests) {
            if (guest.id().value() == typing) {
                typist = guest.name();
            }
        }
        List<String> asking = guests.stream()
                .filter(guest -> guest.asked() != null)
                .map(Guest::name)
                .toList();
        return new Glance(guests.size(), typist, asking, session.locked(), session.paused());
    }

    /** What goes in front of the title; empty if nobody is there. */
    String words() {
        if (watching == 0) {
            return "";
        }
        StringBuilder words = new StringBuilder("● ").append(watching).append(" watching");
        if (paused) {
            words.append(" · paused");
        } else if (locked) {
            words.append(" · locked");
        }
        if (asking.size() == 1) {
            words.append(" · ").append(asking.get(0)).append(" asks to type");
        } else if (!asking.isEmpty()) {
            words.append(" · ").append(asking.size()).append(" ask to type");
        }
        if (typist != null) {
            words.append(" · ").append(typist).append(" types");
        }
        return words.toString();
    }
}
