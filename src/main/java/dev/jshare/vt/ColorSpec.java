package dev.jshare.vt;

/** Colour as OSC commands name it (man XParseColor): {@code rgb:hh/hh/hh} or {@code #hhhhhh}, one to four digits each. */
public final class ColorSpec {
    /** The text is no colour. Names are not supported, as in xterm.js. */
    public static final int INVALID = -1;

    private ColorSpec() {}

    /** Returns 24 bits of red, green and blue, or {@link #INVALID}. */
    public static int parse(String spec) {
        String low = spec.toLowerCase(java.util.Locale.ROOT);
        if (low.startsWith("rgb:")) {
            return parseScaled(low.substring(4));
        }
        return low.startsWith("#") ? parseTruncated(low.substring(1)) : INVALID;
    }

    private static int parseScaled(String text) {
        String[] parts = text.split("/", -1);
        int digits = parts[0].length();
        if (parts.length != 3 || digits < 1 || digits > 4) {
            return INVALID;
        }
        int color = 0;
        int max = (1 << 4 * digits) - 1;
        for (String part : parts) {
            if (part.length() != digits || !isHex(part)) {
                return INVALID;
            }
            color = color << 8 | (int) Math.round((double) Integer.parseInt(part, 16) / max * 255);
        }
        return color;
    }

    private static int parseTruncated(String text) {
        int digits = text.length() / 3;
        if (text.length() % 3 != 0 || digits < 1 || digits > 4 || !isHex(text)) {
            return INVALID;
        }
        int color = 0;
        for (int i = 0; i < 3; i++) {
            int value = Integer.parseInt(text.substring(i * digits, (i + 1) * digits), 16);
            color = color << 8 | (digits == 1 ? value << 4 : value >> 4 * (digits - 2));
        }
        return color;
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /** Returns the form in which terminals report a colour: {@code rgb:hhhh/hhhh/hhhh}. */
    static String report(int color) {
        return String.format(
                java.util.Locale.ROOT,
                "rgb:%1$02x%1$02x/%2$02x%2$02x/%3$02x%3$02x",
                color >> 16 & 0xFF,
                color >> 8 & 0xFF,
                color & 0xFF);
    }
}
