package dev.jshare.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the JSON objects that viewers send: requests, and in the JSON dialect input and acks. */
final class RequestJson {
    private static final String MALFORMED = "the message is not a JSON object";

    private @Nullable String type;
    private @Nullable String name;
    private @Nullable String data;
    private @Nullable String text;
    private @Nullable String emoji;
    private long id;
    private long lines;
    private long offset = -1;

    private RequestJson() {}

    /** A request, as in {@code jshare.v1}. */
    static ClientMessage read(byte[] json) throws BadMessageException {
        return parse(json).request();
    }

    /** A request, an input or an ack, as in {@code jshare.v1.json}. */
    static ClientMessage readAny(byte[] json) throws BadMessageException {
        RequestJson fields = parse(json);
        if ("input".equals(fields.type)) {
            return new ClientMessage.Input(required(fields.data, "data").getBytes(StandardCharsets.UTF_8));
        } else if ("ack".equals(fields.type)) {
            return ClientMessage.Ack.of(fields.offset);
        }
        return fields.request();
    }

    private ClientMessage request() throws BadMessageException {
        return switch (required(type, "type")) {
            case "ping" -> new ClientMessage.Ping(id);
            case "refresh" -> new ClientMessage.Refresh();
            case "history" -> new ClientMessage.History((int) Math.max(0, Math.min(lines, Integer.MAX_VALUE)));
            case "name" -> new ClientMessage.Rename(required(name, "name"));
            case "chat" -> new ClientMessage.Say(required(text, "text"));
            case "react" -> new ClientMessage.React(required(emoji, "emoji"));
            case "ask-to-type" -> new ClientMessage.AskToType();
            default -> new ClientMessage.UnknownRequest(type);
        };
    }

    private static String required(@Nullable String value, String member) throws BadMessageException {
        if (value == null) {
            throw new BadMessageException("the member " + member + " is missing");
        }
        return value;
    }

    private static RequestJson parse(byte[] json) throws BadMessageException {
        RequestJson fields = new RequestJson();
        try (JsonParser parser = EventJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadMessageException(MALFORMED);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.take(parser);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new BadMessageException(MALFORMED);
            }
        } catch (IOException e) {
            throw new BadMessageException(MALFORMED);
        }
        return fields;
    }

    private void take(JsonParser parser) throws IOException {
        String member = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING) {
            switch (member) {
                case "type" -> type = parser.getText();
                case "name" -> name = parser.getText();
                case "data" -> data = parser.getText();
                case "text" -> text = parser.getText();
                case "emoji" -> emoji = parser.getText();
                default -> {}
            }
        } else if (value == JsonToken.VALUE_NUMBER_INT) {
            switch (member) {
                case "id" -> id = parser.getLongValue();
                case "lines" -> lines = parser.getLongValue();
                case "offset" -> offset = parser.getLongValue();
                default -> {}
            }
        } else {
            parser.skipChildren();
        }
    }
}
