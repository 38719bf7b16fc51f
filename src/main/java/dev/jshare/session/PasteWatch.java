package dev.jshare.session;

/** Tells what is typed from what is pasted, where the terminal brackets that (xterm ctlseqs, "Bracketed Paste Mode"). */
final class PasteWatch {
    private static final String MARK = "\033[200~";
    private static final int START_OR_END = 4; // 0 or 1 there.

    private int matched;
    private boolean starts;
    private boolean open;

    void see(byte next) {
        if (matched == START_OR_END && (next == '0' || next == '1')) {
            starts = next == '0';
            matched++;
        } else if (matched != START_OR_END && next == MARK.charAt(matched)) {
            matched++;
        } else {
            matched = next == MARK.charAt(0) ? 1 : 0;
        }
        if (matched == MARK.length()) {
            matched = 0;
            open = starts;
        }
    }

    /** Whether a paste has begun and not ended. */
    boolean isOpen() {
        return open;
    }
}
