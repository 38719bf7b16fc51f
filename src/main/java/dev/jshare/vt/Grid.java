package dev.jshare.vt;

import java.util.Arrays;

/** The lines of one screen: what is visible, and above it the scrollback, if this screen has one. */
final class Grid {
    final Scrollback scrollback;
    private Row[] rows;
    private int cols;
    private long scrolled;
    private int erasures;

    Grid(int cols, int rowCount, int maxScrollback) {
        this.cols = cols;
        scrollback = new Scrollback(maxScrollback);
        rows = new Row[rowCount];
        Arrays.setAll(rows, i -> new Row());
    }

    int cols() {
        return cols;
    }

    int rowCount() {
        return rows.length;
    }

    Row row(int y) {
        return rows[y];
    }

    /** Returns how many lines stand above the screen: xterm.js's {@code ybase}. */
    int base() {
        return scrollback.size();
    }

    /** Returns how many lines ever left the top, but for those that a new size drove out. */
    long scrolled() {
        return scrolled;
    }

    /** Returns how often the scrollback was erased by a program. */
    int erasures() {
        return erasures;
    }

    /** Goes on counting from another one's numbers. */
    void countFrom(Grid other) {
        scrolled = other.scrolled;
        erasures = other.erasures;
    }

    /** Forgets the scrollback, as a program wants. */
    void eraseScrollback() {
        scrollback.clear();
        erasures++;
    }

    /** Makes every line blank and forgets the scrollback. */
    void clear(long attributes) {
        scrollback.clear();
        for (Row row : rows) {
            row.clear(attributes);
        }
    }

    /** Moves lines {@code top} to {@code bottom} up by one; a blank line comes in. The line from row 0 is kept. */
    void scrollUp(int top, int bottom, long attributes) {
        Row out = rows[top];
        if (top == 0) {
            scrollback.push(out);
            scrolled++;
        }
        rotateUp(top, bottom, attributes);
    }

    /** Like {@link #scrollUp}, but the line that leaves is lost (SU, DL). */
    void rotateUp(int top, int bottom, long attributes) {
        Row out = rows[top];
        System.arraycopy(rows, top + 1, rows, top, bottom - top);
        rows[bottom] = out;
        out.clear(attributes);
    }

    /** Moves lines {@code top} to {@code bottom} down by one; a blank line comes in (SD, IL, RI). */
    void rotateDown(int top, int bottom, long attributes) {
        Row out = rows[bottom];
        System.arraycopy(rows, top, rows, top + 1, bottom - top);
        rows[top] = out;
        out.clear(attributes);
    }

    /**
     * Clears the wrapped flag of line {@code index}, counted from the oldest in the scrollback. Past the end of a full
     * list xterm.js comes round to its first line.
     */
    void clearWrapped(int index) {
        int at = index;
        if (at >= base() + rows.length && base() == scrollback.maxLines()) {
            at -= base() + rows.length;
        }
        if (at < base()) {
            scrollback.clearWrapped(at);
        } else if (at < base() + rows.length) {
            rows[at - base()].wrapped = false;
        }
    }

    /** Replaces the visible lines, whatever their number. */
    void setRows(Row[] newRows, int newCols) {
        rows = newRows;
        cols = newCols;
    }

    /** Adds the numbers of all hyperlinks on these lines. */
    void markLinks(java.util.BitSet used) {
        for (Row row : rows) {
            row.markLinks(used);
        }
        Row row = new Row();
        for (int i = 0; i < scrollback.size(); i++) {
            scrollback.load(i, row);
            row.markLinks(used);
        }
    }

    Row[] rows() {
        return rows;
    }
}
