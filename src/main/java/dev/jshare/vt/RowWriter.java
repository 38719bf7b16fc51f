package dev.jshare.vt;

/**
 * Draws lines on a viewer's screen, cell by cell the same: blanks stay blank, a wide character cut in two stays cut, and a
 * line that was wrapped is reached by wrapping.
 *
 * <p>Assumes default modes, no scroll region and the cursor in the first column when a line begins.
 */
final class RowWriter {
    static final String ANY_WIDE = "世";
    private static final int DECORATED_FG = Pen.INVERSE | Pen.UNDERLINE | Pen.STRIKE;
    private static final int DECORATED_BG = Pen.OVERLINE | Pen.PROTECTED;

    private final ByteBuilder out;
    private final PenWriter pens;
    private final int cols;
    private boolean onNormal;
    private final Pen pen = new Pen();
    private final Pen other = new Pen();

    private int col;
    /** Background of the viewer's cells that were not drawn yet. */
    private int fresh;
    /** Cells before this column were drawn on the way to this line. */
    private int drawn;
    /** Cells before this column hold something that must be overwritten. */
    private int junk;

    RowWriter(ByteBuilder out, PenWriter pens, int cols) {
        this.out = out;
        this.pens = pens;
        this.cols = cols;
    }

    /** Begins in the first column of a blank screen, the normal or the alternate one. */
    void begin(boolean onNormalScreen) {
        onNormal = onNormalScreen;
        pens.setOnNormal(onNormalScreen);
        col = 0;
        fresh = 0;
        junk = 0;
        drawn = 0;
    }

    /** Goes from the first line, left blank, to the second by wrapping, so that it continues a line that is gone. */
    void wrapFromNothing(Row next, boolean scrolls) {
        csi(cols, 'G');
        out.put(' ');
        col = cols;
        wrapTo(next, scrolls);
    }

    /** Draws a line on a fresh one. */
    void draw(Row row) {
        int tail = tailBackground(row);
        int end = isWidenedAtEdge(row) ? cols : contentEnd(row, tail);
        for (int c = drawn; c < end; ) {
            c = drawCells(row, c, end);
        }
        if (end < cols && (tail != fresh || junk > end)) {
            goTo(end);
            pens.setBackground(tail);
            if (end == 0 && row.wrapped) {
                // EL at the first column would end the wrapping.
                csi(cols, 'X');
            } else {
                out.put("\033[K");
            }
        }
    }

    /** Goes to the next line by a line feed; {@code scrolls} if this one is the last on the screen. */
    void feed(Row next, boolean scrolls) {
        if (scrolls) {
            pens.setBackground(tailBackground(next));
        }
        out.put(col == 0 ? "\n" : "\r\n");
        col = 0;
        junk = 0;
        drawn = 0;
        fresh = scrolls ? pens.background() : 0;
    }

    /** Goes to the next line by wrapping. */
    void wrap(Row row, Row next, boolean scrolls) {
        boolean mend = !wrapsByWidth(row, next) && !makePending(row) || isWidenedAtEdge(row);
        wrapTo(next, scrolls);
        if (mend) {
            mendLastCell(row);
        }
    }

    private void wrapTo(Row next, boolean scrolls) {
        next.loadPen(0, pen);
        if (isPrintable(next, 0) && pens.isSimple(pen)) {
            pens.setVisible(pen, false);
            printText(next, 0);
            col = next.width(0);
            junk = 0;
            drawn = col;
        } else {
            pens.setBackground(tailBackground(next));
            out.put(' ');
            col = 1;
            junk = 1;
            drawn = 0;
        }
        fresh = scrolls ? pens.background() : 0;
    }

    /** Returns whether a wide character that does not fit leaves the last cell as it is. */
    private boolean wrapsByWidth(Row row, Row next) {
        int last = cols - 1;
        if (row.hasContent(last) || row.width(last) != 1 || !isPrintable(next, 0) || next.width(0) != 2) {
            return false;
        }
        row.loadPen(last, pen);
        next.loadPen(0, other);
        if (!sameBlank(pen, other) || !pens.isSimple(other)) {
            return false;
        }
        goTo(last);
        return true;
    }

    private static boolean sameBlank(Pen a, Pen b) {
        boolean plain = !isDecorated(a) && !isDecorated(b);
        return plain ? ((a.bg ^ b.bg) & Pen.COLOR_MASK) == 0 : a.sameAs(b);
    }

    /** Puts the cursor behind the last column; returns false if that cell had to be overwritten. */
    boolean makePending(Row row) {
        if (col == cols) {
            return true;
        }
        int last = lastCell(row);
        if (isPrintable(row, last)) {
            goTo(last);
            drawCell(row, last);
            return true;
        }
        if (onNormal) {
            // The cursor comes back from the other screen as it was there, whatever stands in the last column here.
            out.put("\033[?47h");
            csi(cols, 'G');
            out.put(" \033[?47l");
        } else {
            goTo(cols - 1);
            out.put(' ');
        }
        col = cols;
        return onNormal;
    }

    /** Repairs the last cell of the line above. */
    private void mendLastCell(Row row) {
        int back = col;
        int backFresh = fresh;
        int backJunk = junk;
        out.put("\033[A");
        col = -1;
        int last = cols - 1;
        if (isWidenedAtEdge(row)) {
            junk = cols;
            drawHalfAtEdge(row, last - 1);
        } else if (isPlainBlank(row, last)) {
            goTo(last);
            pens.setBackground(background(row, last));
            out.put("\033[X");
        } else {
            drawSpecial(row, last);
        }
        out.put("\033[B");
        col = -1;
        goTo(back);
        fresh = backFresh;
        junk = backJunk;
    }

    private int drawCells(Row row, int c, int end) {
        if (isPlainBlank(row, c)) {
            return drawBlanks(row, c, end);
        }
        if (isPrintable(row, c)) {
            goTo(c);
            drawCell(row, c);
            return drawAlike(row, c, end);
        }
        if (c == cols - 2 && row.width(c) == 2 && row.hasContent(c)) {
            drawHalfAtEdge(row, c);
            return cols;
        }
        drawSpecial(row, c);
        return c + 1;
    }

    /**
     * A first half whose second is gone is what printing beyond the edge leaves with DECAWM off; or it is a character that
     * marks have made wide, which belong to a wide one that found no room.
     */
    private void drawHalfAtEdge(Row row, int c) {
        boolean printable = isPrintable(row, cols - 1);
        boolean widened = isWidenedAtEdge(row);
        if (widened && !printable) {
            drawCells(row, cols - 1, cols); // Later on it would blank what is before it.
        }
        out.put("\033[?7l");
        drawHalf(row, c);
        row.loadPen(cols - 1, pen);
        if (printable || !widened) {
            pens.setVisible(pen, false);
        }
        widen(row);
        if (printable) {
            printText(row, cols - 1);
            col = cols;
        } else {
            if (!widened) {
                out.put(ANY_WIDE);
            }
            col = cols - 1;
        }
        out.put("\033[?7h");
    }

    /** Goes to the first half at the edge and prints it, but for marks that are to {@link #widen} it. */
    private void drawHalf(Row row, int c) {
        goTo(c);
        if (!isWidenedAtEdge(row)) {
            drawCell(row, c);
        } else if (CharWidth.of(row.codePoint(c, 0)) == 1) {
            row.loadPen(c, pen);
            pens.setVisible(pen, true);
            out.putCodePoint(row.codePoint(c, 0));
            col = c + 1;
        } else {
            pens.setBackground(background(row, c));
            out.put("\033[X");
            goTo(c + 1);
            if (isPrintable(row, c + 1)) {
                drawCell(row, c + 1); // Erasing what is wide erases what follows, too.
            }
        }
    }

    /** Prints the marks that make the character at the edge a wide one, if there are such; DECAWM is off. */
    void widen(Row row) {
        if (isWidenedAtEdge(row)) {
            out.put(ANY_WIDE);
            int c = cols - 2;
            for (int i = CharWidth.of(row.codePoint(c, 0)) == 1 ? 1 : 0; i < row.codePoints(c); i++) {
                out.putCodePoint(row.codePoint(c, i));
            }
        }
    }

    /** Whether marks of a wide character that found no room at the edge (DECAWM off) have made a narrow one wide. */
    boolean isWidenedAtEdge(Row row) {
        int c = cols - 2;
        return isHalfAtEdge(row) && CharWidth.of(row.codePoint(c, 0)) != 2;
    }

    /** Draws the ASCII that follows a cell in the same attributes; returns the column after it. */
    private int drawAlike(Row row, int c, int end) {
        int t = row.text[c] & (Row.RARE | 7 << Row.UNDERLINE_SHIFT);
        long a = row.attributes[c];
        while (col < end && row.attributes[col] == a && t == (row.text[col] & ~0x7F) - Row.NARROW) {
            int b = row.text[col] & 0x7F;
            if (b < ' ' || (t & Row.RARE) != 0) {
                break;
            }
            out.put(b);
            col++;
        }
        return col;
    }

    private int drawBlanks(Row row, int c, int end) {
        int background = background(row, c);
        int to = c + 1;
        while (to < end && isPlainBlank(row, to) && background(row, to) == background) {
            to++;
        }
        if (background != fresh || c < junk) {
            goTo(c);
            pens.setBackground(background);
            csi(to - c, 'X');
        }
        return to;
    }

    private void drawCell(Row row, int c) {
        row.loadPen(c, pen);
        pens.setVisible(pen, true);
        printText(row, c);
        col = c + row.width(c);
    }

    private void printText(Row row, int c) {
        for (int i = 0; i < row.codePoints(c); i++) {
            out.putCodePoint(row.codePoint(c, i));
        }
    }

    /** Draws a cell that printing alone does not leave behind. */
    private void drawSpecial(Row row, int c) {
        if (isLoneMark(row, c)) {
            // A combining mark with nothing to combine with; going somewhere ends what it could combine with.
            col = -1;
            goTo(c);
            drawCell(row, c);
            col = c + 1;
        } else if (row.isPlaceholder(c)) {
            drawOrphan(row, c);
        } else if (row.width(c) == 1 && !row.hasContent(c)) {
            drawDecoratedBlank(row, c);
        } else if (c + 1 == cols && row.width(c) == 2) {
            // A narrower window has cut its second half off. Nothing that is printed stands there; what follows is
            // right.
            goTo(c);
            pens.setBackground(background(row, c));
            out.put("\033[X");
        } else {
            goTo(c);
            drawCell(row, c);
            col = -1;
        }
    }

    /** A blank with visible flags is what is left of a wide character's half when the other is overwritten. */
    private void drawDecoratedBlank(Row row, int c) {
        if (c + 1 == cols) {
            drawSecondHalfLeft(row, c);
            return;
        }
        drawWide(row, c, c);
        goTo(c + 1);
        out.put(' ');
        junk = Math.max(junk, c + 2);
        col = c + 2;
    }

    /** Draws a blank with visible flags, and what is left of it once more. */
    private void drawSecondHalfLeft(Row row, int c) {
        drawWide(row, c, c - 1);
        goTo(c - 1);
        out.put(' ');
        col = c;
        redraw(row, c - 1);
    }

    private void drawWide(Row row, int look, int at) {
        row.loadPen(look, pen);
        goTo(at);
        pens.setVisible(pen, true);
        out.put(ANY_WIDE);
        col = -1;
    }

    private void redraw(Row row, int c) {
        int from = row.isPlaceholder(c) && c > 0 ? c - 1 : c;
        if (isPlainBlank(row, from)) {
            goTo(from);
            pens.setBackground(background(row, from));
            out.put("\033[X");
        } else if (isPrintable(row, from)) {
            goTo(from);
            drawCell(row, from);
        } else if (isLoneMark(row, from)) {
            drawSpecial(row, from);
        } else if (from > 0 && row.width(from) == 1 && !row.hasContent(from)) {
            drawSecondHalfLeft(row, from);
        }
    }

    /** A second half without a first is what ICH leaves when it splits a wide character; left of it is a blank. */
    private void drawOrphan(Row row, int c) {
        if (c == 0) {
            return;
        }
        int at = c >= 2 ? c - 2 : c - 1;
        pens.setBackground(background(row, c - 1));
        goTo(at);
        out.put(ANY_WIDE);
        col = -1;
        goTo(at + 1);
        out.put("\033[@");
        if (at == c - 1) {
            col = -1;
            goTo(at);
            out.put("\033[P");
        }
        col = -1;
        if (c >= 2) {
            redraw(row, c - 2);
        }
    }

    /** Whether the last column has something else than the second half of the wide character before it. */
    boolean isHalfAtEdge(Row row) {
        return cols > 1 && row.width(cols - 2) == 2 && row.hasContent(cols - 2) && !row.isPlaceholder(cols - 1);
    }

    boolean isPrintable(Row row, int c) {
        int width = row.width(c);
        if (width == 0 || !row.hasContent(c) || CharWidth.of(row.codePoint(c, 0)) != width) {
            return false;
        }
        return width == 1 || c + 1 < cols && row.isPlaceholder(c + 1);
    }

    private boolean isPlainBlank(Row row, int c) {
        if (c >= row.length) {
            return true;
        }
        if ((row.text[c] & (Row.CONTENT | Row.WIDTH)) != Row.BLANK) {
            return false;
        }
        long a = row.attributes[c];
        if ((Pen.fg(a) & DECORATED_FG | Pen.bg(a) & (DECORATED_BG | Pen.EXTENDED)) == 0) {
            return true;
        }
        row.loadPen(c, other);
        return !isDecorated(other);
    }

    private static boolean isDecorated(Pen pen) {
        return (pen.fg & DECORATED_FG) != 0
                || (pen.bg & DECORATED_BG) != 0
                || (pen.bg & Pen.EXTENDED) != 0 && (pen.underline | pen.link) != 0;
    }

    private static int background(Row row, int c) {
        return Pen.bg(row.attributes(c)) & Pen.COLOR_MASK;
    }

    /** Returns the background of the blanks at the end of a line. */
    int tailBackground(Row row) {
        return background(row, cols - 1);
    }

    private int contentEnd(Row row, int tail) {
        int end = row.length;
        while (end > 0 && isPlainBlank(row, end - 1) && background(row, end - 1) == tail) {
            end--;
        }
        return end;
    }

    /** Returns whether a line is as the screen is at first. */
    boolean isUntouched(Row row) {
        return !row.wrapped && tailBackground(row) == 0 && contentEnd(row, 0) == 0;
    }

    /** Returns whether all cells are blanks of one background. */
    boolean isBlank(Row row) {
        return contentEnd(row, tailBackground(row)) == 0;
    }

    /** Prints a first half at the edge again, but for what {@link #widen}s it; the cursor is at it, and DECAWM off. */
    void reprintHalf(Row row) {
        col = cols - 2;
        drawHalf(row, cols - 2);
    }

    /** Prints a cell again; the cursor is at it. */
    void reprint(Row row, int c) {
        drawCell(row, c);
    }

    boolean isLastPrintable(Row row) {
        return isPrintable(row, lastCell(row));
    }

    /** Returns whether a cell is a combining mark by itself. */
    boolean isLoneMark(Row row, int c) {
        return row.width(c) == 0 && row.hasContent(c);
    }

    /** Returns the column of the last character of a full line. */
    int lastCell(Row row) {
        return row.isPlaceholder(cols - 1) ? cols - 2 : cols - 1;
    }

    private void goTo(int c) {
        if (c == col) {
            return;
        }
        if (col >= 0 && col < c && col < cols) {
            csi(c - col, 'C');
        } else {
            csi(c + 1, 'G');
        }
        col = c;
    }

    private void csi(int n, char finalByte) {
        out.put("\033[");
        if (n > 1) {
            out.putNumber(n);
        }
        out.put(finalByte);
    }
}
