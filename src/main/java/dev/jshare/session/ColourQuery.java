package dev.jshare.session;

import dev.jshare.vt.ColorSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The question which colours the host's terminal has, and the picking of its answers out of the keys (xterm ctlseqs, OSC 4, 10,
 * 11 and 12). The last thing asked is DA1, which every terminal answers, and each in the order in which it was asked: so all that
 * comes before its answer, and was asked here, is ours, and all behind it is the programs'. Each colour is taken once.
 *
 * <p>The thread that reads the keys, unless a method says else.
 */
final class ColourQuery {
    /** Behind the sixteen colours of SGR. */
    static final int FOREGROUND = 16;

    static final int BACKGROUND = 17;
    static final int CURSOR = 18;
    private static final int SIZE = 19;
    private static final int UNKNOWN = -1;
    private static final int UNREADABLE = -2;

    /** What comes later is for the shell, as it would be without us. No terminal that answers programs leaves this unanswered. */
    private static final long LIFE = TimeUnit.SECONDS.toNanos(2);

    /** How long ESC, alone or with a bracket, may be the beginning of an answer and not a key; as editors wait. */
    private static final int KEY_MILLIS = 20;

    /** The same for what no key sends. */
    private static final int ANSWER_MILLIS = 500;

    /** Longer than any answer. */
    private static final int LONGEST = 64;

    private static final int ESC = 0x1b;
    private static final int BEL = 0x07;

    /** {@code TERM} of terminals that take OSC for what it is; others might print it. */
    private static final List<String> KNOWN = List.of(
            "xterm",
            "tmux",
            "screen",
            "alacritty",
            "foot",
            "konsole",
            "vte",
            "gnome",
            "rxvt",
            "wezterm",
            "ghostty",
            "st-",
            "contour",
            "mintty",
            "iterm",
            "kitty");

    /** What an answer may be that begins at some byte. */
    private enum Match {
        WHOLE,
        PART,
        NONE
    }

    private final long asked;
    private final int[] colours = new int[SIZE];
    private final CountDownLatch answered = new CountDownLatch(1);
    private byte[] held = {};
    private int matched; // Bytes of the last whole answer.

    /** @param now the time of asking, a {@link System#nanoTime} */
    ColourQuery(long now) {
        asked = now;
        Arrays.fill(colours, UNKNOWN);
    }

    /** Whether a terminal of that {@code TERM} may be asked. */
    static boolean suits(@Nullable String term) {
        if (term != null) {
            for (String known : KNOWN) {
                if (term.startsWith(known)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the terminal is to be sent, in raw mode, before anybody else can ask it something. */
    static byte[] question() {
        StringBuilder question = new StringBuilder("\033]10;?\033\\\033]11;?\033\\\033]12;?\033\\");
        for (int i = 0; i < FOREGROUND; i++) {
            question.append("\033]4;").append(i).append(";?\033\\");
        }
        return question.append("\033[c").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether nothing more is to be taken: the last answer has come, or too much time has passed. */
    boolean isOver(long now) {
        return answered.getCount() == 0 || now - asked > LIFE;
    }

    /** Waits for the last answer, but no longer than that; any thread. */
    void await(long millis) {
        try {
            if (!isOver(System.nanoTime())) {
                answered.await(millis, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what the terminal sent. What of it is no answer, at once and in order, but for the beginning of one at its end. */
    byte[] sort(byte[] bytes, int length) {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, 0, all, held.length, length);
        byte[] passed = new byte[all.length];
        int count = 0;
        int from = 0;
        Match match = Match.NONE;
        while (from < all.length && match != Match.PART) {
            match = answered.getCount() == 0 ? Match.NONE : match(all, from);
            if (match == Match.WHOLE) {
                from += matched;
            } else if (match == Match.NONE) {
                passed[count++] = all[from++];
            }
        }
        held = Arrays.copyOfRange(all, from, all.length);
        return Arrays.copyOf(passed, count);
    }

    /** For how many milliseconds more has to be waited for; 0 if nothing is kept back. */
    int patience() {
        return held.length == 0 ? 0 : held.length <= 2 ? KEY_MILLIS : ANSWER_MILLIS;
    }

    /** What was kept back and is no answer. */
    byte[] release() {
        byte[] keys = held;
        held = new byte[0];
        return keys;
    }

    /** A colour as 24 bits of red, green and blue, or -1 if the terminal did not tell it. */
    int colour(int index) {
        return Math.max(UNKNOWN, colours[index]);
    }

    private Match match(byte[] bytes, int from) {
        if (bytes[from] != ESC) {
            return Match.NONE;
        } else if (from + 1 == bytes.length) {
            return Match.PART;
        } else if (bytes[from + 1] == '[') {
            return attributes(bytes, from);
        }
        return bytes[from + 1] == ']' ? colour(bytes, from) : Match.NONE;
    }

    /** {@code CSI ? numbers c}, the answer to DA1. */
    private Match attributes(byte[] bytes, int from) {
        for (int i = from + 2; i < bytes.length; i++) {
            boolean number = bytes[i] >= '0' && bytes[i] <= '9' || bytes[i] == ';';
            if (i > from + 3 && bytes[i] == 'c') {
                matched = i + 1 - from;
                answered.countDown();
                return Match.WHOLE;
            } else if (i == from + 2 ? bytes[i] != '?' : !number || i - from > LONGEST) {
                return Match.NONE;
            }
        }
        return Match.PART;
    }

    /** {@code OSC number ; rgb:... ST}, the answer about a colour that is not known yet. */
    private Match colour(byte[] bytes, int from) {
        int end = from + 2;
        while (end < bytes.length && bytes[end] != BEL && bytes[end] != ESC) {
            if (bytes[end] < ' ' || bytes[end] > '~' || end - from > LONGEST) {
                return Match.NONE;
            }
            end++;
        }
        String text = new String(bytes, from + 2, end - from - 2, StandardCharsets.US_ASCII);
        if (end == bytes.length || bytes[end] == ESC && end + 1 == bytes.length) {
            return mayBegin(text) ? Match.PART : Match.NONE;
        } else if (bytes[end] == ESC && bytes[end + 1] != '\\' || !take(text)) {
            return Match.NONE;
        }
        matched = end + (bytes[end] == BEL ? 1 : 2) - from;
        return Match.WHOLE;
    }

    private boolean mayBegin(String text) {
        for (int i = 0; i < SIZE; i++) {
            String name = name(i);
            if (colours[i] == UNKNOWN && (name.startsWith(text) || text.startsWith(name))) {
                return true;
            }
        }
        return false;
    }

    private boolean take(String text) {
        for (int i = 0; i < SIZE; i++) {
            String name = name(i);
            if (colours[i] == UNKNOWN && text.startsWith(name)) {
                int colour = ColorSpec.parse(text.substring(name.length()));
                colours[i] = colour == ColorSpec.INVALID ? UNREADABLE : colour; // An answer all the same.
                return true;
            }
        }
        return false;
    }

    private static String name(int index) {
        return index < FOREGROUND ? "4;" + index + ";" : 10 + index - FOREGROUND + ";";
    }
}
