package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/**
 * Designated character sets G0 to G3 and the one in use (ECMA-35).
 *
 * <p>Deviation: as in xterm.js, DECRC restores the set in use but not which of G0 to G3 is invoked, so both can disagree
 * until the next shift or designation.
 */
final class Charsets {
    private final @Nullable Charset[] designated = new @Nullable Charset[4];
    private int invoked;
    private @Nullable Charset current;

    void reset() {
        java.util.Arrays.fill(designated, null);
        invoked = 0;
        current = null;
    }

    void invoke(int g) {
        invoked = g;
        current = designated[g];
    }

    void designate(int g, @Nullable Charset charset) {
        designated[g] = charset;
        if (invoked == g) {
            current = charset;
        }
    }

    void restore(@Nullable Charset charset) {
        current = charset;
    }

    int invoked() {
        return invoked;
    }

    @Nullable
    Charset designated(int g) {
        return designated[g];
    }

    @Nullable
    Charset current() {
        return current;
    }

    /** Returns whether the set in use is one that DECRC brought back, and neither of G0 to G3 that is invoked. */
    boolean isRestored() {
        return current != designated[invoked];
    }
}
