package dev.jshare.vt;

/**
 * A piece of output that {@link Skim} has looked through and found plain: nothing but text, line feeds, and what acts upon
 * the pen and the cursor's own line.
 *
 * <p>Between pieces a sequence may be cut, a character that may be a control may not. Of UTF-8 only C1 controls matter, and
 * C2 alone begins one, whatever comes before it: what else is malformed is dropped wherever it is.
 */
final class SkimPiece {
    /** How much of a sequence was read at the end of a piece. */
    enum Open {
        NOTHING,
        ESCAPE,
        PARAMETERS
    }

    private static final int ESC = 0x1B;
    private static final int C1_LEAD = (byte) 0xC2;

    /** EL, and CUF, CUB, CHA, ICH, DCH and ECH, which stay in the cursor's line, too. */
    private static final String LINE_ONLY = "KCDG@PX";

    final byte[] bytes;
    final int from;
    final int to;
    private final Open openBefore;

    /** What is open at its end; not for a piece that is not plain. */
    private Open open;

    private boolean hasPens;
    private int reset = -1; // Where the last SGR 0 begins; whatever the pen was before is of no account.
    private int lines;
    private int pair = -1; // Where the first CR LF begins.
    private int linesToPair;

    /** Plain or not: {@link #look} says so. */
    SkimPiece(byte[] bytes, int from, int to, Open openBefore) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.openBefore = openBefore;
        this.open = openBefore;
    }

    int length() {
        return to - from;
    }

    Open open() {
        return open;
    }

    /** Line feeds in it; the rows that text takes by wrapping do not count. */
    int lines() {
        return lines;
    }

    /** Where its first CR LF begins, -1 if there is none. */
    int pair() {
        return pair;
    }

    /** Line feeds behind its first CR LF. */
    int linesBehindPair() {
        return lines - linesToPair;
    }

    /** Looks through it once; returns whether it is plain. */
    boolean look() {
        byte[] data = bytes; // In loops, locals are twice as fast as fields.
        int end = to;
        int i = open == Open.NOTHING ? from : sequence(from);
        while (i >= 0 && i < end) {
            // Four at a time: ASCII less 32 is never negative where it is text.
            while (i < end - 3 && (data[i] - ' ' | data[i + 1] - ' ' | data[i + 2] - ' ' | data[i + 3] - ' ') >= 0) {
                i += 4;
            }
            int few = Math.min(end, i + 4);
            while (i < few && (data[i] >= ' ' || data[i] < 0 && data[i] != C1_LEAD)) {
                i++;
            }
            i = i < few ? control(data[i], i + 1) : i;
        }
        return i >= 0;
    }

    /** Looks at what may not be text; returns the index behind it, -1 if it is not plain. */
    private int control(int b, int next) {
        if (b == '\n') {
            lineFeed(next - 1);
        } else if (b == ESC) {
            open = Open.ESCAPE;
            return sequence(next);
        } else if (b == C1_LEAD ? mayBeControl(next) : b != '\r' && b != '\t' && b != '\b') {
            return -1;
        }
        return next;
    }

    private boolean mayBeControl(int next) {
        return next == to || (bytes[next] & 0xE0) == 0x80;
    }

    private void lineFeed(int at) {
        lines++;
        if (pair < 0 && at > from && bytes[at - 1] == '\r') {
            pair = at - 1;
            linesToPair = lines;
        }
    }

    /** Reads on in a sequence that is open; returns the index behind it or the end, -1 if it is not a plain one. */
    private int sequence(int start) {
        int i = start;
        if (open == Open.ESCAPE && i < to) {
            if (bytes[i++] != '[') {
                return -1;
            }
            open = Open.PARAMETERS;
        }
        byte[] data = bytes;
        int end = to;
        while (i < end && data[i] >= '0' && data[i] <= ';') {
            i++;
        }
        if (i == end) {
            return i;
        }
        if (bytes[i] == 'm') {
            pen(start, i);
        } else if (LINE_ONLY.indexOf(bytes[i]) < 0) {
            return -1;
        }
        open = Open.NOTHING;
        return i + 1;
    }

    /** @param start of what stands behind ESC; the start of the piece if it goes on with a sequence */
    private void pen(int start, int end) {
        hasPens = true;
        if (start > from && (end == start + 1 || end == start + 2 && bytes[start + 1] == '0')) {
            reset = start - 1;
        }
    }

    /** Has a terminal hear what changes its pen before {@code end}, and nothing else that would be seen. */
    void feedPens(Terminal terminal, int end) {
        int i = from;
        if (!hasPens && openBefore == Open.NOTHING && open == Open.NOTHING) {
            return;
        }
        while (i < end && !terminal.isAtRest()) {
            terminal.feed(bytes, i++, 1);
        }
        i = reset >= i && reset < end ? reset : i;
        while (i < end) {
            if (bytes[i++] == ESC) {
                i = feedSequence(terminal, i, end);
            }
        }
    }

    /** Returns the index behind the sequence; one that goes on in the next piece is fed, too, whatever it becomes. */
    private int feedSequence(Terminal terminal, int start, int end) {
        int i = start;
        while (i < end && (i == start || bytes[i] < '@')) {
            i++;
        }
        if (i == end || bytes[i] == 'm') {
            int behind = Math.min(i + 1, end);
            terminal.feed(bytes, start - 1, behind - start + 1);
            return behind;
        }
        return i + 1;
    }
}
