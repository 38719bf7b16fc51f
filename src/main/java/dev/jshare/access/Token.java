package dev.jshare.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of a link: 192 random bits as 32 characters of base64url (RFC 4648 §5), which stand unescaped in a URL's
 * fragment, in a header and in a WebSocket subprotocol (RFC 6455 §4.1). It is shown once; what is kept is its hash.
 */
public final class Token {
    private static final int BYTES = 24;

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** A new token that nobody can guess. */
    public static Token generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The SHA-256 of a presented text, whatever it is; tokens are only ever compared by it. */
    static byte[] hash(String presented) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(presented.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The secret itself, for the one place that shows it. */
    public String reveal() {
        return text;
    }

    /** Says nothing: a token must not end in a log. */
    @Override
    public String toString() {
        return "Token[secret]";
    }
}
