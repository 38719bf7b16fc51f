package dev.jshare.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to speak on {@code /ws/{session}}, told apart by the WebSocket subprotocol. */
public enum Dialect {
    /** Binary messages; what the page speaks. */
    BINARY("jshare.v1", new BinaryCodec(), true),
    /** JSON text messages, for scripts. */
    JSON("jshare.v1.json", new JsonCodec(), false),
    /** asciinema's live stream, for its player; to watch only. */
    ALIS("v1.alis", new AlisCodec(), false),
    /** No subprotocol: terminal bytes out, input bytes in. */
    RAW(null, new RawCodec(), false);

    private final @Nullable String subprotocol;
    private final Codec codec;
    private final boolean acknowledges;

    Dialect(@Nullable String subprotocol, Codec codec, boolean acknowledges) {
        this.subprotocol = subprotocol;
        this.codec = codec;
        this.acknowledges = acknowledges;
    }

    /** The first dialect among the subprotocols that a client offers, in its order; {@link #RAW} if there is none. */
    public static Dialect of(List<String> offered) {
        for (String name : offered) {
            for (Dialect dialect : values()) {
                if (name.equals(dialect.subprotocol)) {
                    return dialect;
                }
            }
        }
        return RAW;
    }

    /** The name in {@code Sec-WebSocket-Protocol}, or null for {@link #RAW}. */
    public @Nullable String subprotocol() {
        return subprotocol;
    }

    public Codec codec() {
        return codec;
    }

    /** Whether viewers must acknowledge what they have drawn; the others get output at the pace of their socket. */
    public boolean acknowledges() {
        return acknowledges;
    }
}
