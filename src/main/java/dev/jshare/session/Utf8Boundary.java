package dev.jshare.session;

/** Finds where UTF-8 text may be cut: xterm.js can lose a character that is cut between two writes. */
final class Utf8Boundary {
    /** The most bytes of a character that is not complete. */
    static final int MOST = 3;

    private Utf8Boundary() {}

    /**
     * How many bytes at the end of the first {@code length} are the beginning of a character that is not complete: 0 to 3.
     * Bytes which cannot become a character do not count.
     */
    static int incomplete(byte[] bytes, int length) {
        for (int back = 1; back <= Math.min(MOST, length); back++) {
            int b = bytes[length - back] & 0xff;
            if (b >= 0xc0) {
                return back < characterLength(b) ? back : 0;
            } else if (b < 0x80) {
                return 0;
            }
        }
        return 0;
    }

    private static int characterLength(int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
}
