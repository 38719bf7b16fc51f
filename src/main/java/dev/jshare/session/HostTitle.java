package dev.jshare.session;

import org.jspecify.annotations.Nullable;

/**
 * What to write to have words in front of a program's window title, and to take them away again. Where no program has set a
 * title nobody knows it, so it is saved on the terminal's own stack (XTWINOPS 22 and 23 of xterm ctlseqs) where that has
 * one; elsewhere it is empty afterwards, for which terminals show their own name.
 */
final class HostTitle {
    private static final String SEPARATOR = " · ";

    /**
     * The program's own title as the emulator knows it.
     *
     * @param text null if no program has set one
     * @param saved how many the program has saved
     * @param changes how often it was set or restored
     * @param inSequence whether nothing can be written now
     */
    record State(@Nullable String text, int saved, int changes, boolean inSequence) {}

    private State last = new State(null, 0, 0, false);
    private String words = "";
    private boolean touched;
    private boolean pushed;
    private int savedBelow; // How many the program had saved when we did.

    /** Whether the terminal may show words of ours, now or when a program restores a title that it saved. */
    boolean isTouched() {
        return touched;
    }

    /** The program's title when it was looked at last. */
    State last() {
        return last;
    }

    /** Whether {@link #change} would have nothing to do. */
    boolean isRight(String newWords, int changes) {
        return newWords.equals(words) && (changes == last.changes() || !touched && words.isEmpty());
    }

    /** What brings the terminal to these words before the program's title; empty if nothing is to be done. */
    String change(String newWords, State now) {
        boolean right = isRight(newWords, now.changes());
        last = now;
        words = newWords;
        if (right) {
            return "";
        }
        return newWords.isEmpty() ? restore(now) : put(now);
    }

    /** What is to be written when the terminal hears the program again, after it has not since {@code before}. */
    String after(State before, State now) {
        last = now;
        if (now.changes() == before.changes()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        for (int i = before.saved(); i < now.saved(); i++) {
            out.append("\033[22;2t");
        }
        for (int i = now.saved(); i < before.saved(); i++) {
            out.append("\033[23;2t");
        }
        touched |= now.text() != null;
        return out.append(words.isEmpty() ? restore(now) : put(now)).toString();
    }

    private String put(State now) {
        touched = true;
        String own = now.text();
        String text = own == null || own.isEmpty() ? words : words + SEPARATOR + own;
        if (own == null && !pushed) {
            pushed = true;
            savedBelow = now.saved();
            return "\033[22;2t" + set(text);
        }
        return set(text);
    }

    private String restore(State now) {
        if (!touched) {
            return "";
        }
        touched = now.saved() > 0; // A title that was saved under ours may come back.
        String own = now.text();
        if (own != null) {
            return set(own);
        }
        if (pushed && savedBelow == now.saved()) {
            pushed = false;
            return set("") + "\033[23;2t";
        }
        return set("");
    }

    /** Ended by ST: BEL would ring where OSC is not known. */
    private static String set(String title) {
        return "\033]2;" + title.replaceAll("\\p{Cc}", "") + "\033\\";
    }
}
