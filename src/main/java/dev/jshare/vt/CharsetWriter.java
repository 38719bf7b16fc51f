package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/** Writes the sequences that designate and invoke character sets in a viewer. */
final class CharsetWriter {
    private final ByteBuilder out;
    private final @Nullable Charset[] designated = new @Nullable Charset[4];

    CharsetWriter(ByteBuilder out) {
        this.out = out;
    }

    void designate(int g, @Nullable Charset charset) {
        if (designated[g] != charset) {
            out.put(0x1B);
            out.put("()*+".charAt(g));
            out.put(charset == null ? 'B' : charset.designator());
            designated[g] = charset;
        }
    }

    /** Designates and invokes as a terminal has it; G0 was invoked so far. */
    void set(Charsets charsets) {
        for (int g = 0; g < designated.length; g++) {
            designate(g, charsets.designated(g));
        }
        switch (charsets.invoked()) {
            case 1 -> out.put(0x0E);
            case 2 -> out.put("\033n");
            case 3 -> out.put("\033o");
            default -> {
                // G0 is what a fresh viewer uses.
            }
        }
    }
}
