package dev.jshare.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a certificate as browsers show it: {@code AB:CD:…}. */
public final class Fingerprint {
    private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprint() {}

    /** That of an encoded certificate. */
    public static String of(byte[] certificate) {
        try {
            return FORM.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * One that somebody has written, with colons, blanks or neither.
     *
     * @throws IllegalArgumentException with a sentence if it is not the SHA-256 of anything
     */
    public static String parse(String text) {
        String hex = text.replaceAll("[:\\s]", "");
        if (!hex.matches("[0-9A-Fa-f]{64}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no fingerprint: it has 64 hexadecimal digits, as jshare --tls prints it.");
        }
        return FORM.formatHex(HexFormat.of().parseHex(hex));
    }
}
