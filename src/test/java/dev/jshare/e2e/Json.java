package dev.jshare.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value: a map, a list, a text, a number, a truth value or null. */
record Json(@Nullable Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static Json parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return read(parser);
        }
    }

    /** Writes a flat object of texts and numbers. */
    static String write(Map<String, ?> members) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            for (Map.Entry<String, ?> member : members.entrySet()) {
                if (member.getValue() instanceof Integer number) {
                    generator.writeNumberField(member.getKey(), number);
                } else {
                    generator.writeStringField(member.getKey(), String.valueOf(member.getValue()));
                }
            }
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static Json read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield new Json(members);
            }
            case START_ARRAY -> {
                List<Json> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield new Json(elements);
            }
            case VALUE_NULL -> new Json(null);
            case VALUE_TRUE -> new Json(true);
            case VALUE_FALSE -> new Json(false);
            case VALUE_NUMBER_INT -> new Json(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> new Json(parser.getDoubleValue());
            default -> new Json(parser.getText());
        };
    }

    /** A member; a missing one is null. */
    Json get(String name) {
        return value instanceof Map<?, ?> members && members.get(name) instanceof Json member ? member : new Json(null);
    }

    List<Json> list() {
        return value instanceof List<?> elements
                ? elements.stream().map(Json.class::cast).toList()
                : List.of();
    }

    long number() {
        return value instanceof Long number ? number : Long.MIN_VALUE;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** The value as text, quoted nowhere. */
    String text() {
        return String.valueOf(value);
    }
}
