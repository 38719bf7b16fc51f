package dev.jshare.vt;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The window title as the host's own terminal has it: set by OSC 0 and 2, saved and restored by XTWINOPS 22 and 23 (xterm
 * ctlseqs). Deviation: xterm.js has no such stack, so what viewers are told, {@link Terminal#title}, is not this.
 */
final class WindowTitle {
    /** The deepest stack of xterm; what is pushed beyond it takes the place of the oldest. */
    private static final int MAX_DEPTH = 10;

    private static final String UNKNOWN = "\0"; // A title has no control characters.

    private final ArrayDeque<String> saved = new ArrayDeque<>(1);
    private String current = UNKNOWN;
    private int changes;

    void set(String title) {
        current = title;
        changes++;
    }

    /** XTWINOPS: what a program asks of the window; all but the title is without effect. */
    void window(Params params) {
        boolean title = params.get(1) == 0 || params.get(1) == 2;
        if (title && params.get(0) == 22) {
            if (saved.size() == MAX_DEPTH) {
                saved.removeLast();
            }
            saved.push(current);
        } else if (title && params.get(0) == 23 && !saved.isEmpty()) {
            set(saved.pop());
        }
    }

    /** The title, or null if it is still that of before. */
    @Nullable
    String current() {
        return current.equals(UNKNOWN) ? null : current;
    }

    /** How many titles are saved. */
    int depth() {
        return saved.size();
    }

    /** How often the title was set or restored, be it to what it was. */
    int changes() {
        return changes;
    }
}
