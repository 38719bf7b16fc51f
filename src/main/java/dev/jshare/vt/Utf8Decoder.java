package dev.jshare.vt;

/**
 * Incremental UTF-8 decoder that drops what is malformed, as xterm.js does: no U+FFFD, no byte order mark.
 *
 * <p>Deviation: xterm.js loses a character when a write ends after its continuation byte 0x80; this decoder does not.
 */
final class Utf8Decoder {
    /** The byte was taken and no character is complete. */
    static final int MORE = -1;

    /** The byte was not taken: it ends a truncated character and must be offered again. */
    static final int RETRY = -2;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private int lead;
    private int value;
    private int taken;
    private int wanted;

    boolean isPending() {
        return wanted != 0;
    }

    /** Takes one byte (0 to 255); returns a code point, {@link #MORE} or {@link #RETRY}. */
    int accept(int b) {
        if (wanted == 0) {
            return start(b);
        }
        if ((b & 0xC0) != 0x80) {
            wanted = 0;
            return RETRY;
        }
        value = value << 6 | b & 0x3F;
        if (++taken < wanted) {
            return MORE;
        }
        int length = wanted;
        wanted = 0;
        return isValid(value, length) ? value : MORE;
    }

    /** Returns how long a character that starts with this byte is, 0 if none does; not called for ASCII. */
    static int length(int b) {
        return (b & 0xE0) == 0xC0 ? 2 : (b & 0xF0) == 0xE0 ? 3 : (b & 0xF8) == 0xF0 ? 4 : 0;
    }

    /** Decodes a character of known length that lies whole in {@code data}; returns {@link #MORE} if it is malformed. */
    static int whole(byte[] data, int at, int length) {
        int cp = data[at] & 0x7F >> length;
        for (int i = 1; i < length; i++) {
            int b = data[at + i];
            if ((b & 0xC0) != 0x80) {
                return MORE;
            }
            cp = cp << 6 | b & 0x3F;
        }
        return isValid(cp, length) ? cp : MORE;
    }

    private int start(int b) {
        if (b < 0x80) {
            return b;
        }
        int length = length(b);
        if (length > 0) {
            lead = b;
            value = b & 0x7F >> length;
            taken = 1;
            wanted = length;
        }
        return MORE;
    }

    private static boolean isValid(int cp, int length) {
        return switch (length) {
            case 2 -> cp >= 0x80;
            case 3 -> cp >= 0x800 && (cp < 0xD800 || cp > 0xDFFF) && cp != BYTE_ORDER_MARK;
            default -> cp >= 0x10000 && cp <= 0x10FFFF;
        };
    }

    /** Appends the bytes of the unfinished character. */
    void write(ByteBuilder out) {
        if (wanted == 0) {
            return;
        }
        out.put(lead);
        for (int i = 1; i < taken; i++) {
            out.put(0x80 | value >> 6 * (taken - 1 - i) & 0x3F);
        }
    }
}
