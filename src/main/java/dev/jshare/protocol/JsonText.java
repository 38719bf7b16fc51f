package dev.jshare.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON for scripts: plain maps, lists, numbers, booleans, null; anything else becomes a string. */
public final class JsonText {
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
}
