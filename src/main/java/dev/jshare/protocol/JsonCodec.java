package dev.jshare.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dialect {@code jshare.v1.json}: JSON text messages for scripts. Terminal bytes become text, and what is not UTF-8 in
 * them U+FFFD; offsets still count bytes.
 */
final class JsonCodec implements Codec {

    @Override
    public @Nullable Frame encode(ServerMessage message) {
        if (message instanceof ServerMessage.Output m) {
            return text(EventJson.object(json -> {
                json.writeStringField("type", "output");
                json.writeStringField("data", utf8(m.bytes()));
                json.writeNumberField("offset", m.offset());
                json.writeNumberField("timestamp", m.time());
            }));
        } else if (message instanceof ServerMessage.Resize m) {
            return text(EventJson.object(json -> {
                json.writeStringField("type", "resize");
                json.writeNumberField("cols", m.cols());
                json.writeNumberField("rows", m.rows());
                json.writeNumberField("offset", m.offset());
            }));
        } else if (message instanceof ServerMessage.Snapshot m) {
            return text(EventJson.object(json -> {
                json.writeStringField("type", "snapshot");
                json.writeStringField("data", utf8(m.bytes()));
                json.writeNumberField("cols", m.cols());
                json.writeNumberField("rows", m.rows());
                json.writeNumberField("offset", m.offset());
            }));
        } else if (message instanceof ServerMessage.Deflated || message instanceof ServerMessage.DeflatedSnapshot) {
            return null; // Only sent to viewers that speak jshare.v1.
        }
        return text(EventJson.write((ServerMessage.Event) message));
    }

    @Override
    public List<Frame> greet(ServerMessage.Welcome welcome, ServerMessage.@Nullable Snapshot screen) {
        return List.of(text(EventJson.object(json -> {
            json.writeStringField("type", "connected");
            EventJson.facts(json, welcome);
            if (screen != null) {
                json.writeStringField("initial_screen", utf8(screen.bytes()));
            }
        })));
    }

    private static Frame text(byte[] json) {
        return new Frame(true, ByteBuffer.wrap(json));
    }

    private static String utf8(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    @Override
    public ClientMessage decode(boolean text, ByteBuffer payload) throws BadMessageException {
        if (!text) {
            throw new BadMessageException("jshare.v1.json has text messages only");
        }
        byte[] json = new byte[payload.remaining()];
        payload.get(json);
        return RequestJson.readAny(json);
    }
}
