package dev.jshare.session;

import java.nio.charset.StandardCharsets;

/**
 * Whether what viewers have typed so far ends within a bracketed paste (xterm ctlseqs, "Bracketed Paste Mode"). A program in
 * which a paste stays open takes every key for text. One thread at a time.
 */
final class OpenPaste {
    /** What both marks begin with; then comes 0 or 1, then a tilde. */
    private static final byte[] MARK = "\u001b[20".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);

    private int matched; // Bytes of a mark.
    private boolean start; // Whether it is that of the start.
    private boolean open;

    /** The mark that ends it. */
    static byte[] end() {
        return END.clone();
    }

    void see(byte[] bytes) {
        for (byte b : bytes) {
            if (matched < MARK.length) {
                matched = b == MARK[matched] ? matched + 1 : b == MARK[0] ? 1 : 0;
            } else if (matched == MARK.length && (b == '0' || b == '1')) {
                start = b == '0';
                matched++;
            } else {
                open = b == '~' && matched > MARK.length ? start : open;
                matched = b == MARK[0] ? 1 : 0;
            }
        }
    }

    boolean isOpen() {
        return open;
    }

    /** It was ended. */
    void close() {
        open = false;
        matched = 0;
    }
}
