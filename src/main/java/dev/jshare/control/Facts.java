package dev.jshare.control;

import dev.jshare.protocol.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object: what a session says of itself. Members that are missing are null, 0, false or empty. */
public final class Facts {
    private final Map<String, @Nullable Object> members;

    Facts(Map<String, ? extends @Nullable Object> members) {
        this.members = new LinkedHashMap<>(members);
    }

    /**
     * Reads one object.
     *
     * @throws IOException if the text is anything else
     */
    static Facts read(String json) throws IOException {
        return new Facts(JsonText.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    public @Nullable String text(String name) {
        Object value = members.get(name);
        return value == null ? null : value.toString();
    }

    /** 0 where there is no number. */
    public long number(String name) {
        return members.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Whether the member is there and not null. */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    public @Nullable Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A list of objects. */
    public List<Facts> list(String name) {
        List<Facts> list = new ArrayList<>();
        if (members.get(name) instanceof List<?> elements) {
            for (Object element : elements) {
                list.add(of(element));
            }
        }
        return list;
    }

    /** An object within this one. */
    public Facts object(String name) {
        return of(members.get(name));
    }

    private static Facts of(@Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> member : object.entrySet()) {
                members.put(String.valueOf(member.getKey()), member.getValue());
            }
        }
        return new Facts(members);
    }

    /** A list of numbers and texts, as texts. */
    public List<String> texts(String name) {
        return members.get(name) instanceof List<?> elements
                ? elements.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** As plain maps, lists and values, in order. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    /** As JSON on one line. */
    @Override
    public String toString() {
        return JsonText.of(members);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Facts facts && toString().equals(facts.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
