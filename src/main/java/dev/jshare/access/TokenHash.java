package dev.jshare.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a link's token: its hash. In a Java that has just started SHA-256 takes 13 ms to load, so the hash is computed
 * when it is first asked for, and the token forgotten then. Any thread may use it.
 */
final class TokenHash {
    private @Nullable Token token;
    private byte @Nullable [] hash;

    TokenHash(Token token) {
        this.token = token;
    }

    synchronized byte[] get() {
        if (token != null) {
            hash = Token.hash(token.reveal());
            token = null;
        }
        return Objects.requireNonNull(hash);
    }
}
