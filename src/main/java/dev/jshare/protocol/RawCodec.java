package dev.jshare.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No subprotocol: terminal bytes out, input bytes in. Sizes and events have no place here. */
final class RawCodec implements Codec {

    @Override
    public @Nullable Frame encode(ServerMessage message) {
        if (message instanceof ServerMessage.Output m) {
            return new Frame(false, m.bytes().duplicate());
        } else if (message instanceof ServerMessage.Snapshot m) {
            return new Frame(false, reset(m.bytes()));
        }
        return null;
    }

    /** A viewer that joins has a fresh terminal; only one that is brought up to date later must be reset. */
    @Override
    public List<Frame> greet(ServerMessage.Welcome welcome, ServerMessage.@Nullable Snapshot screen) {
        return screen == null
                ? List.of()
                : List.of(new Frame(false, screen.bytes().duplicate()));
    }

    /** RIS (xterm ctlseqs, ESC c) before the bytes. */
    private static ByteBuffer reset(ByteBuffer bytes) {
        return ByteBuffer.allocate(2 + bytes.remaining())
                .put((byte) 0x1b)
                .put((byte) 'c')
                .put(bytes.duplicate())
                .flip();
    }

    @Override
    public ClientMessage decode(boolean text, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return new ClientMessage.Input(bytes);
    }
}
