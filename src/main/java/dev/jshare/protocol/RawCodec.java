package dev.jshare.protocol;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** No subprotocol: terminal bytes out, input bytes in. Sizes and events have no place here. */
final class RawCodec implements Codec {

    @Override
    public @Nullable Frame encode(ServerMessage message) {
        if (message instanceof ServerMessage.Output m) {
            return new Frame(false, m.bytes().duplicate());
        } else if (message instanceof ServerMessage.Snapshot m) {
            return new Frame(false, m.bytes().duplicate());
        }
        return null;
    }

    @Override
    public ClientMessage decode(boolean text, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return new ClientMessage.Input(bytes);
    }
}
