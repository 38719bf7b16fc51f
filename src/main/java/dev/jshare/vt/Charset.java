package dev.jshare.vt;

/**
 * Character set that can be designated to G0 to G3 (ECMA-35; VT220 manual, chapter 2): replaces some of ASCII.
 *
 * <p>The replacements are xterm.js's, oddities of its Dutch set included. US ASCII is the absence of a set.
 */
enum Charset {
    SPECIAL_GRAPHICS("0", "`abcdefghijklmnopqrstuvwxyz{|}~", "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·"),
    BRITISH("A", "#", "£"),
    DUTCH("4", "#@[\\]{|}~", "£¾i½|¨f¼´"),
    FINNISH("C5", "[\\]^`{|}~", "ÄÖÅÜéäöåü"),
    FRENCH("R", "#@[\\]{|}~", "£à°ç§éùè¨"),
    FRENCH_CANADIAN("Q", "@[\\]^`{|}~", "àâçêîôéùèû"),
    GERMAN("K", "@[\\]{|}~", "§ÄÖÜäöüß"),
    ITALIAN("Y", "#@[\\]`{|}~", "£§°çéùàòèì"),
    NORWEGIAN("E6", "@[\\]^`{|}~", "ÄÆØÅÜäæøåü"),
    SPANISH("Z", "#@[\\]{|}", "£§¡Ñ¿°ñç"),
    SWEDISH("H7", "@[\\]^`{|}~", "ÉÄÖÅÜéäöåü"),
    SWISS("=", "#@[\\]^_`{|}~", "ùàéçêîèôäöüû");

    /** Final bytes that designate the set. */
    private final String finals;

    private final char[] map = new char[0x80];

    Charset(String finals, String from, String to) {
        this.finals = finals;
        for (char c = 0; c < map.length; c++) {
            map[c] = c;
        }
        for (int i = 0; i < from.length(); i++) {
            map[from.charAt(i)] = to.charAt(i);
        }
    }

    /** Returns the final byte that designates this set. */
    char designator() {
        return finals.charAt(0);
    }

    int translate(int codePoint) {
        return codePoint < map.length ? map[codePoint] : codePoint;
    }

    /** Returns a character that translates to {@code codePoint}, or -1. */
    int reverse(int codePoint) {
        for (char c = ' '; c < map.length; c++) {
            if (map[c] == codePoint) {
                return c;
            }
        }
        return codePoint < map.length ? -1 : codePoint;
    }

    /** Returns whether {@code code} designates ASCII or one of these sets. */
    static boolean isDesignator(int code) {
        return code == 'B' || find(code) != null;
    }

    /** Returns the set that {@code code} designates, null for ASCII. */
    static @org.jspecify.annotations.Nullable Charset find(int code) {
        for (Charset charset : values()) {
            if (charset.finals.indexOf(code) >= 0) {
                return charset;
            }
        }
        return null;
    }
}
