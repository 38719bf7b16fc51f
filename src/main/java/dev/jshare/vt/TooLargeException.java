package dev.jshare.vt;

import java.util.function.IntFunction;

/** A picture of the screen has become larger than it may be; with fewer lines above the screen it is made again. */
final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * The most bytes, or characters, of a picture with lines above the screen. That of the screen alone is as large as it has
     * to be.
     */
    static final int LARGEST = 4 * 1024 * 1024;

    TooLargeException() {
        super(null, null, false, false);
    }

    /** How large a picture with so many lines above the screen may be. */
    static int most(int lines) {
        return lines > 0 ? LARGEST : Integer.MAX_VALUE;
    }

    /** What comes of so many lines, or of a half, a quarter of them... if that is too large. */
    static <T> T fit(int lines, IntFunction<T> made) {
        for (int left = lines; ; left /= 2) {
            try {
                return made.apply(left);
            } catch (TooLargeException e) {
                // Half of them may fit.
            }
        }
    }
}
