package dev.jshare.access;

import dev.jshare.access.InputScanner.Kind;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Takes out of a viewer's input what must not reach the program: answers to queries, reports that it has not asked for, and
 * marks by which a pasted text would end its paste and go on as keys. One for each viewer, in order, one thread at a time.
 *
 * <p>The end of a paste is the mark with which a message ends, also if one Enter follows it: those who paste send it last.
 * Any other one is part of the text. What the end of a message cuts off, and is no key so far, waits for the next message.
 */
final class InputFilter {
    private static final byte[] NOTHING = new byte[0];
    private static final int ESC = 0x1b;

    /** How far back the beginning of a sequence is looked for: longer than any mark. */
    private static final int LOOK_BACK = 64;

    /** What the mark at the end of a paste, and Enter behind it, take at most. */
    private static final int MARK = 8;

    /** Nothing came for so long: whoever was cut short while pasting does not send the rest any more. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private boolean pasting;

    /** A paste was cut short: its rest, up to its end mark, is no input. */
    private boolean cut;

    private long cutAt; // When it was, or when something of the rest came last.
    private byte[] rest = NOTHING; // How that ended.

    /** How the last message ended, if a sequence has begun there: to be looked at again with the next one. */
    private byte[] pending = NOTHING;

    private int passed; // So many first bytes of it were keys as well, and went on their way.

    private byte[] out = NOTHING;
    private int kept;

    /** Forgets what came before: somebody else has typed since. */
    void reset(long now) {
        if (pasting) {
            cutShort(now);
        }
        pasting = false;
        pending = NOTHING;
        passed = 0;
    }

    /** Takes note of input that is not typed, and of a paste that it begins or goes on with. */
    void miss(byte[] input, long now) {
        reset(now);
        if (!isRest(input, now) && opensPaste(input)) {
            cutShort(now);
        }
    }

    private void cutShort(long now) {
        cut = true;
        cutAt = now;
        rest = NOTHING;
    }

    /** Whether a paste begins with this message, and goes on with the next one. */
    static boolean opensPaste(byte[] input) {
        return startsPaste(input) && !closesPaste(input);
    }

    private static boolean startsPaste(byte[] input) {
        InputScanner scanner = new InputScanner(input, input.length);
        return scanner.next() && scanner.kind() == Kind.PASTE_START;
    }

    private static boolean closesPaste(byte[] input) {
        InputScanner scanner = new InputScanner(input, input.length);
        boolean closed = false;
        while (!closed && scanner.next()) {
            closed = scanner.kind() == Kind.PASTE_END && endsPaste(input, scanner.end());
        }
        return closed;
    }

    /**
     * Whether this is of the rest of a paste that was cut short. As keys it would act, line by line, behind the host's Ctrl-C. The
     * rest ends with the mark at the end of a message, before another paste begins, and when nothing has come for ten seconds.
     */
    boolean isRest(byte[] input, long now) {
        if (!cut) {
            return false;
        }
        if (startsPaste(input) || now - cutAt > PATIENCE) {
            cut = false;
            return false;
        }
        cutAt = now;
        byte[] whole = joined(rest, input);
        rest = Arrays.copyOfRange(whole, Math.max(0, whole.length - MARK), whole.length);
        cut = !closesPaste(whole);
        return true;
    }

    /** Whether something in this input is a key. */
    boolean hasKeys(byte[] input) {
        byte[] whole = joined(before(input), input);
        return InputScanner.hasKeys(whole, whole.length);
    }

    /**
     * What is to be typed; the same array if that is all of it.
     *
     * @param reports whether this viewer's reports count, if the program wants them
     */
    byte[] pass(byte[] input, Reporting wanted, boolean reports) {
        if (!pasting && pending.length == 0 && isPlain(input)) {
            return input;
        }
        byte[] last = pending;
        byte[] before = before(input);
        int from = before.length == 0 ? 0 : passed;
        pending = NOTHING;
        byte[] whole = joined(before, input);
        scan(whole, from, wanted, reports);
        if (pending.length == 0) {
            remember(input.length);
            extend(last, input);
        }
        return kept == whole.length && before.length == 0 ? input : Arrays.copyOfRange(out, Math.min(from, kept), kept);
    }

    /** What is to be looked at before the input. One byte alone is a key after ESC: only machines send all of a sequence. */
    private byte[] before(byte[] input) {
        return pending.length == passed && input.length <= 1 ? NOTHING : pending;
    }

    private static boolean isPlain(byte[] input) {
        for (byte b : input) {
            if (b == ESC || b < (byte) 0xa0) {
                return false;
            }
        }
        return true;
    }

    private void scan(byte[] whole, int from, Reporting wanted, boolean reports) {
        out = new byte[whole.length];
        kept = 0;
        InputScanner scanner = new InputScanner(whole, whole.length);
        while (scanner.next()) {
            Kind kind = scanner.kind();
            if (kind == Kind.UNFINISHED) {
                pending = Arrays.copyOfRange(whole, scanner.start(), scanner.end());
                passed = Math.max(0, from - scanner.start());
            } else if (kind == Kind.PASTE_END
                    ? pasting && endsPaste(whole, scanner.end())
                    : kind.isReport() ? reports && wanted.wants(kind) : kind != Kind.REPLY) {
                System.arraycopy(whole, scanner.start(), out, kept, scanner.end() - scanner.start());
                kept += scanner.end() - scanner.start();
                pasting = kind == Kind.PASTE_START || pasting && kind != Kind.PASTE_END;
            } else {
                dropBegun();
            }
        }
    }

    /** Nothing follows, or one Enter. */
    private static boolean endsPaste(byte[] whole, int end) {
        int left = whole.length - end;
        return left == 0
                || left == 1 && (whole[end] == '\r' || whole[end] == '\n')
                || left == 2 && whole[end] == '\r' && whole[end + 1] == '\n';
    }

    /** Drops a sequence that was begun right before something that is taken out: what follows must not complete it. */
    private void dropBegun() {
        int i = kept;
        while (i > 0 && kept - i < LOOK_BACK && out[i - 1] >= 0x20 && out[i - 1] < 0x40) {
            i--;
        }
        if (i > 1 && out[i - 1] == '[' && out[i - 2] == ESC) {
            kept = i - 2;
        } else if (i > 0 && out[i - 1] == (byte) 0x9b) {
            kept = i > 1 && out[i - 2] == (byte) 0xc2 ? i - 2 : i - 1;
        } else if (kept > 0 && out[kept - 1] == ESC) {
            kept--;
        }
    }

    /** Remembers ESC, or ESC and a bracket, at the end: keys so far. */
    private void remember(int length) {
        int tail = kept > 0 && out[kept - 1] == ESC ? 1 : 0;
        if (kept > 1 && out[kept - 2] == ESC && isBracket(out[kept - 1])) {
            tail = 2;
        }
        pending = tail == 0 ? NOTHING : Arrays.copyOfRange(out, kept - tail, kept);
        passed = tail;
        if (pasting && length > tail && tail > 0) {
            passed = 0; // They end a part of a text, and no key waits for what follows.
            kept -= tail;
        }
    }

    /** A bracket that comes alone after ESC. */
    private void extend(byte[] last, byte[] input) {
        if (input.length == 1 && last.length == 1 && last[0] == ESC && isBracket(input[0])) {
            pending = new byte[] {ESC, input[0]};
            passed = 2;
        }
    }

    private static boolean isBracket(byte b) {
        return b == '[' || b == ']' || b == 'P' || b == '_';
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
