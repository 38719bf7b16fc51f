package dev.jshare.cli;

import java.security.SecureRandom;

/** Makes session ids: short names for people, no secrets. */
final class SessionId {
    /** Digits and lower-case letters without those that look alike. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int LENGTH = 10;

    private SessionId() {}

    static String generate(SecureRandom random) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
