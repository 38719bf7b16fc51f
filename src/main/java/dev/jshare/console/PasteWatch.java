package dev.jshare.console;

import java.nio.charset.StandardCharsets;

/**
 * Tells what is typed from what is pasted, where the terminal brackets that (xterm ctlseqs, "Bracketed Paste Mode"), however
 * the marks are cut. One thread at a time.
 */
public final class PasteWatch {
    private static final String START = "\033[200~";
    private static final byte[] END = "\033[201~".getBytes(StandardCharsets.US_ASCII);
    private static final int START_OR_END = 4; // 0 or 1 there.

    private int matched; // Bytes of a mark.
    private boolean starts; // Whether it is that of the start.
    private boolean open;

    /** The mark that ends a paste. */
    public static byte[] end() {
        return END.clone();
    }

    public void see(byte next) {
        if (matched == START_OR_END && (next == '0' || next == '1')) {
            starts = next == '0';
            matched++;
        } else if (matched != START_OR_END && next == START.charAt(matched)) {
            matched++;
        } else {
            matched = next == START.charAt(0) ? 1 : 0;
        }
        if (matched == START.length()) {
            matched = 0;
            open = starts;
        }
    }

    public void see(byte[] bytes) {
        for (byte each : bytes) {
            see(each);
        }
    }

    /** Whether a paste has begun and not ended. */
    public boolean isOpen() {
        return open;
    }

    /** It was ended. */
    public void close() {
        open = false;
        matched = 0;
    }
}
