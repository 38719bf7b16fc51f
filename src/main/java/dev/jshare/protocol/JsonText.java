package dev.jshare.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain maps, lists, numbers, booleans and null; anything else is written as a string. */
public final class JsonText {
    /** Deeper than anything that is said here, and far from where recursion ends. */
    private static final int MAX_DEPTH = 16;

    private JsonText() {}

    /** One object on one line, its members in the map's order. */
    public static String of(Map<String, ? extends @Nullable Object> object) {
        byte[] bytes = EventJson.object(json -> members(json, object));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void members(JsonGenerator json, Map<?, ? extends @Nullable Object> object) throws IOException {
        for (Map.Entry<?, ? extends @Nullable Object> member : object.entrySet()) {
            json.writeFieldName(String.valueOf(member.getKey()));
            value(json, member.getValue());
        }
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            members(json, map);
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }

    /**
     * Reads one object in UTF-8. Integers are longs, and what is no integer is null.
     *
     * @throws IOException if it is anything else
     */
    public static Map<String, @Nullable Object> read(byte[] text) throws IOException {
        try (JsonParser parser = EventJson.FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            Map<String, @Nullable Object> object = object(parser, 0);
            if (parser.nextToken() != null) {
                throw new IOException("something stands behind the JSON object");
            }
            return object;
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int depth) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser, depth + 1));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser, int depth) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, depth + 1));
        }
        return array;
    }

    private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || depth > MAX_DEPTH) {
            throw new IOException("the JSON object does not end");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
