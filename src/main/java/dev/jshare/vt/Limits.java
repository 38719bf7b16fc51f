package dev.jshare.vt;

/** Bounds of a terminal's size. */
final class Limits {
    /** xterm.js refuses fewer columns, so a viewer has two where a pty has one. */
    static final int MIN_COLS = 2;

    static final int MIN_ROWS = 1;

    /** More than any display shows; a pty may claim 65,535 of both, which as cells would be gigabytes. */
    static final int MAX_COLS = 2000;

    static final int MAX_ROWS = 1000;

    /** Most lines of scrollback a caller may ask for. */
    static final int MAX_SCROLLBACK = 100_000;

    private Limits() {}

    static int cols(int cols) {
        return Math.max(MIN_COLS, Math.min(cols, MAX_COLS));
    }

    static int rows(int rows) {
        return Math.max(MIN_ROWS, Math.min(rows, MAX_ROWS));
    }
}
