package dev.jshare.vt;

import java.util.ArrayDeque;

/**
 * The floods on their way to a terminal: plain text that is drawn when somebody looks, and of which no more is drawn than can
 * still be seen by then. All else is drawn at once, so that nothing a program says to its terminal waits here.
 *
 * <p>Of plain output ({@link SkimPiece}) nothing outlasts its lines but the pen. With the cursor in the last row, what comes
 * behind a CR LF depends on nothing above; and once as many line feeds have followed as there are rows on the screen and
 * above it, nothing else is left there. So pieces that lie before such a place are forgotten, but for their pens.
 *
 * <p>How many lines have left the screen ({@link HostMark}) is not counted for what is not drawn. Not thread-safe.
 */
public final class Skim {
    /** What a piece counts for beside its bytes: the objects around them. */
    private static final int OVERHEAD = 300;

    /** Less than this is no flood, and drawn at once. */
    private static final int LEAST = 8 * 1024;

    private final Terminal terminal;
    private final int capacity;
    private final int least;
    private final ArrayDeque<SkimPiece> waiting = new ArrayDeque<>();
    private int size;
    private int lines; // Line feeds in all that waits.
    private boolean forgot; // The first piece counts from its first CR LF on.

    /** @param capacity the most bytes that wait, overheads included; then they are drawn */
    public Skim(Terminal terminal, int capacity) {
        this(terminal, capacity, LEAST);
    }

    /** @param least bytes that may be the first of a flood */
    Skim(Terminal terminal, int capacity, int least) {
        this.terminal = terminal;
        this.capacity = capacity;
        this.least = least;
    }

    /** Returns whether something waits to be drawn. */
    public boolean isBehind() {
        return !waiting.isEmpty();
    }

    /** Takes output of a program, cut anywhere; the bytes do not change while it {@link #holds} them. */
    public void add(byte[] bytes, int from, int length) {
        SkimPiece last = waiting.peekLast();
        if (last == null && (length < least || !terminal.canSkim())) {
            terminal.feed(bytes, from, length);
            return;
        }
        SkimPiece piece =
                new SkimPiece(bytes, from, from + length, last == null ? SkimPiece.Open.NOTHING : last.open());
        if (!piece.look()) {
            draw();
            terminal.feed(bytes, from, length);
            return;
        }
        waiting.add(piece);
        size += length + OVERHEAD;
        lines += piece.lines();
        forget();
        if (size > capacity) {
            draw();
        }
    }

    /** Returns whether something of this array waits to be drawn. */
    public boolean holds(byte[] bytes) {
        for (SkimPiece piece : waiting) {
            if (piece.bytes == bytes) {
                return true;
            }
        }
        return false;
    }

    /** Brings the terminal to where it would be if it had been fed everything at once. */
    public void draw() {
        if (forgot) {
            SkimPiece first = remove();
            first.feedPens(terminal, first.pair());
            terminal.feed(first.bytes, first.pair(), first.to - first.pair());
            forgot = false;
        }
        while (!waiting.isEmpty()) {
            SkimPiece first = remove();
            terminal.feed(first.bytes, first.from, first.length());
        }
    }

    private void forget() {
        int enough = terminal.linesToForget();
        while (lines - waiting.element().lines() >= enough && restStandsAlone(enough)) {
            boolean inLastRow = terminal.cursorY() == terminal.rows() - 1;
            SkimPiece first = remove();
            if (inLastRow) {
                first.feedPens(terminal, first.to);
                forgot = true;
            } else {
                terminal.feed(first.bytes, first.from, first.length());
            }
        }
    }

    /** Whether what waits behind the first piece would be seen the same without that. */
    private boolean restStandsAlone(int enough) {
        var pieces = waiting.iterator();
        SkimPiece first = pieces.next();
        if (!pieces.hasNext()) {
            return false;
        }
        SkimPiece second = pieces.next();
        int before = first.lines() + second.lines() - second.linesBehindPair();
        return second.pair() >= 0 && lines - before >= enough;
    }

    private SkimPiece remove() {
        SkimPiece piece = waiting.remove();
        size -= piece.length() + OVERHEAD;
        lines -= piece.lines();
        return piece;
    }
}
