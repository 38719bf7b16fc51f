package dev.jshare.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes events as JSON objects; shared by the dialects which carry them. */
final class EventJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private EventJson() {}

    /** Writes the members of an object whose braces are the caller's. */
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not from an array in memory.
        }
        return out.toByteArray();
    }

    static byte[] write(ServerMessage.Event event) {
        return object(json -> {
            if (event instanceof ServerMessage.Welcome m) {
                json.writeStringField("type", "welcome");
                json.writeNumberField("protocol", 1);
                facts(json, m);
                limits(json);
            } else if (event instanceof ServerMessage.Presence m) {
                presence(json, m);
            } else if (event instanceof ServerMessage.Title m) {
                json.writeStringField("type", "title");
                json.writeStringField("title", m.title());
            } else if (event instanceof ServerMessage.Palette m) {
                palette(json, m);
            } else if (event instanceof ServerMessage.RoleChange m) {
                json.writeStringField("type", "role");
                json.writeStringField("role", m.role());
                if (m.until() != null) {
                    json.writeStringField("until", m.until().toString());
                }
            } else if (event instanceof ServerMessage.Expiry m) {
                json.writeStringField("type", "expiry");
                expires(json, m.expires());
            } else if (event instanceof ServerMessage.Locked) {
                json.writeStringField("type", "locked");
            } else if (event instanceof ServerMessage.Unlocked) {
                json.writeStringField("type", "unlocked");
            } else if (event instanceof ServerMessage.Paused) {
                json.writeStringField("type", "paused");
            } else if (event instanceof ServerMessage.Resumed) {
                json.writeStringField("type", "resumed");
            } else if (event instanceof ServerMessage.Notice m) {
                json.writeStringField("type", "notice");
                json.writeStringField("text", m.text());
            } else if (event instanceof ServerMessage.Chat m) {
                json.writeStringField("type", "chat");
                speaker(json, m.from(), m.name());
                json.writeStringField("text", m.text());
            } else if (event instanceof ServerMessage.Reaction m) {
                json.writeStringField("type", "reaction");
                speaker(json, m.from(), m.name());
                json.writeStringField("emoji", m.emoji());
            } else if (event instanceof ServerMessage.Pong m) {
                json.writeStringField("type", "pong");
                json.writeNumberField("id", m.id());
            } else if (event instanceof ServerMessage.Refusal m) {
                json.writeStringField("type", "error");
                json.writeStringField("code", m.code());
                json.writeStringField("text", m.text());
            } else if (event instanceof ServerMessage.Ended m) {
                json.writeStringField("type", "ended");
                json.writeNumberField("status", m.status());
            }
        });
    }

    /** The members that {@code welcome} and {@code connected} have in common. */
    static void facts(JsonGenerator json, ServerMessage.Welcome m) throws IOException {
        json.writeStringField("session", m.session());
        json.writeStringField("name", m.name());
        json.writeNumberField("viewer", m.viewer());
        json.writeStringField("role", m.role());
        json.writeNumberField("cols", m.cols());
        json.writeNumberField("rows", m.rows());
        json.writeNumberField("offset", m.offset());
        expires(json, m.expires());
        if (m.ticket() != null) {
            json.writeStringField("ticket", m.ticket());
        }
        if (m.chat()) {
            json.writeBooleanField("chat", true);
        }
    }

    private static void palette(JsonGenerator json, ServerMessage.Palette m) throws IOException {
        json.writeStringField("type", "palette");
        json.writeStringField("foreground", m.foreground());
        json.writeStringField("background", m.background());
        if (m.cursor() != null) {
            json.writeStringField("cursor", m.cursor());
        }
        if (!m.colors().isEmpty()) {
            json.writeArrayFieldStart("colors");
            for (String color : m.colors()) {
                json.writeString(color);
            }
            json.writeEndArray();
        }
    }

    private static void speaker(JsonGenerator json, int from, String name) throws IOException {
        json.writeNumberField("from", from);
        json.writeStringField("name", name);
    }

    private static void expires(JsonGenerator json, @Nullable Instant expires) throws IOException {
        if (expires == null) {
            json.writeNullField("expires");
        } else {
            json.writeStringField("expires", expires.toString());
        }
    }

    private static void limits(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("limits");
        json.writeNumberField("input", Limits.MESSAGE_IN);
        json.writeNumberField("inputRate", Limits.INPUT_RATE);
        json.writeNumberField("window", Limits.WINDOW);
        json.writeEndObject();
    }

    private static void presence(JsonGenerator json, ServerMessage.Presence m) throws IOException {
        json.writeStringField("type", "presence");
        json.writeNumberField("watching", m.watching());
        json.writeArrayFieldStart("viewers");
        for (ServerMessage.Presence.Person person : m.viewers()) {
            json.writeStartObject();
            json.writeNumberField("id", person.id());
            json.writeStringField("name", person.name());
            json.writeStringField("role", person.role());
            json.writeEndObject();
        }
        json.writeEndArray();
        switch (m.typing()) {
            case ServerMessage.Presence.NOBODY -> json.writeNullField("typing");
            case ServerMessage.Presence.HOST -> json.writeStringField("typing", "host");
            default -> json.writeNumberField("typing", m.typing());
        }
    }
}
