package dev.jshare.protocol;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events, at the viewer's end. What it does not know of them is left out. */
final class EventReader {
    private static final String MALFORMED = "the event is not as it should be";

    private final Map<?, ?> members;

    private EventReader(Map<?, ?> members) {
        this.members = members;
    }

    /** The event, or null if it is one that this version does not know. */
    static ServerMessage.@Nullable Event read(byte[] json) throws BadMessageException {
        try {
            return new EventReader(JsonText.read(json)).event();
        } catch (IOException | DateTimeException e) {
            throw new BadMessageException(MALFORMED);
        }
    }

    private ServerMessage.@Nullable Event event() throws BadMessageException {
        return switch (text("type")) {
            case "welcome" ->
                new ServerMessage.Welcome(
                        text("session"),
                        text("name"),
                        integer("viewer"),
                        role(),
                        integer("cols"),
                        integer("rows"),
                        number("offset"),
                        time("expires"),
                        ticket(),
                        Boolean.TRUE.equals(members.get("chat")));
            case "presence" -> new ServerMessage.Presence(integer("watching"), people(), typist());
            case "title" -> new ServerMessage.Title(text("title"));
            case "palette" ->
                new ServerMessage.Palette(
                        text("foreground"),
                        text("background"),
                        members.get("cursor") instanceof String cursor ? cursor : null,
                        colors());
            case "role" -> new ServerMessage.RoleChange(role(), time("until"));
            case "expiry" -> new ServerMessage.Expiry(time("expires"));
            case "locked" -> new ServerMessage.Locked();
            case "unlocked" -> new ServerMessage.Unlocked();
            case "paused" -> new ServerMessage.Paused();
            case "resumed" -> new ServerMessage.Resumed();
            case "notice" -> new ServerMessage.Notice(text("text"));
            case "chat" -> new ServerMessage.Chat(integer("from"), text("name"), text("text"));
            case "reaction" -> new ServerMessage.Reaction(integer("from"), text("name"), text("emoji"));
            case "pong" -> new ServerMessage.Pong(number("id"));
            case "error" -> new ServerMessage.Refusal(text("code"), text("text"));
            case "ended" -> new ServerMessage.Ended(integer("status"));
            default -> null;
        };
    }

    private String text(String name) throws BadMessageException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new BadMessageException(MALFORMED);
    }

    private String role() throws BadMessageException {
        String role = text("role");
        if (!role.equals("watch") && !role.equals("type")) {
            throw new BadMessageException(MALFORMED);
        }
        return role;
    }

    private List<String> colors() {
        return members.get("colors") instanceof List<?> colors
                ? colors.stream().map(String::valueOf).toList()
                : List.of();
    }

    private @Nullable String ticket() {
        return members.get("ticket") instanceof String ticket ? ticket : null;
    }

    private long number(String name) throws BadMessageException {
        if (members.get(name) instanceof Long number) {
            return number;
        }
        throw new BadMessageException(MALFORMED);
    }

    private int integer(String name) throws BadMessageException {
        long number = number(name);
        if (number != (int) number) {
            throw new BadMessageException(MALFORMED);
        }
        return (int) number;
    }

    private @Nullable Instant time(String name) {
        return members.get(name) instanceof String text ? Instant.parse(text) : null;
    }

    private List<ServerMessage.Presence.Person> people() throws BadMessageException {
        List<ServerMessage.Presence.Person> people = new ArrayList<>();
        if (members.get("viewers") instanceof List<?> viewers) {
            for (Object viewer : viewers) {
                if (viewer instanceof Map<?, ?> fields) {
                    EventReader person = new EventReader(fields);
                    people.add(new ServerMessage.Presence.Person(
                            person.integer("id"), person.text("name"), person.role()));
                }
            }
        }
        return people;
    }

    private int typist() throws BadMessageException {
        Object typing = members.get("typing");
        return "host".equals(typing)
                ? ServerMessage.Presence.HOST
                : typing == null ? ServerMessage.Presence.NOBODY : integer("typing");
    }
}
