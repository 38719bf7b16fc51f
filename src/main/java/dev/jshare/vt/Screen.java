package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/**
 * One of the two screens (normal and alternate) with what belongs to it: cursor, scroll region, tab stops, saved cursor.
 *
 * <p>Rows and columns count from 0. A cursor at {@code x == cols} stands behind the last column, where the next character
 * wraps; xterm.js can even bring it to {@code cols + 1}, by a combining mark that has nothing to combine with.
 */
final class Screen {
    final Grid grid;
    final TabStops tabs;
    int x;
    int y;
    int scrollTop;
    int scrollBottom;

    int savedX;
    /** Row of the saved cursor, counted from {@link #savedBase}. */
    int savedY;

    private boolean savesRows;

    int savedFg;
    int savedBg;

    @Nullable
    Charset savedCharset;

    Screen(int cols, int rows, int maxScrollback) {
        grid = new Grid(cols, rows, maxScrollback);
        tabs = new TabStops(cols);
        scrollBottom = rows - 1;
    }

    int cols() {
        return grid.cols();
    }

    int rows() {
        return grid.rowCount();
    }

    Row cursorRow() {
        return grid.row(y);
    }

    /** Returns the screen to its first state, with the saved cursor only if {@code all}. */
    void reset(long attributes, boolean all) {
        grid.clear(attributes);
        tabs.reset(cols());
        x = 0;
        y = 0;
        scrollTop = 0;
        scrollBottom = rows() - 1;
        if (all) {
            savedX = 0;
            savedY = 0;
            savedFg = 0;
            savedBg = 0;
            savedCharset = null;
        }
    }

    void save(Pen pen, @Nullable Charset charset) {
        savedX = x;
        savedY = y + savedBase();
        savedFg = pen.fg;
        savedBg = pen.bg;
        savedCharset = charset;
    }

    /** Returns where DECRC puts the cursor, before it is confined to the screen. */
    int restoredY() {
        return Math.max(savedY - savedBase(), 0);
    }

    /** Has the saved cursor keep its row on the screen while lines scroll away, see {@link Terminal#saveRows}. */
    void saveRows() {
        savesRows = true;
    }

    boolean savesRows() {
        return savesRows;
    }

    /** Returns what the first row of the screen counts as for the saved cursor. */
    int savedBase() {
        return savesRows ? 0 : grid.base();
    }

    /** Brings the cursor back onto the screen, or with origin mode into the scroll region. */
    void restrictCursor(int maxX, boolean origin) {
        x = Math.min(maxX, Math.max(0, x));
        y = origin ? Math.min(scrollBottom, Math.max(scrollTop, y)) : Math.min(rows() - 1, Math.max(0, y));
    }

    /** Scrolls the region by one line: a line feed at its bottom. */
    Row scroll(long attributes, boolean wrapped) {
        grid.scrollUp(scrollTop, scrollBottom, attributes);
        Row fresh = grid.row(scrollBottom);
        fresh.wrapped = wrapped;
        return fresh;
    }

    /** Returns whether the cursor's row is in the scroll region. */
    boolean isInRegion() {
        return y >= scrollTop && y <= scrollBottom;
    }

    boolean hasFullRegion() {
        return scrollTop == 0 && scrollBottom == rows() - 1;
    }

    /** Sets the scroll region (DECSTBM), lines counted from 1; one of less than two lines is ignored. */
    void setRegion(int top, int bottom, boolean origin) {
        int last = bottom == 0 || bottom > rows() ? rows() : bottom;
        if (last > top) {
            scrollTop = top - 1;
            scrollBottom = last - 1;
            moveTo(0, 0, origin);
        }
    }

    void moveTo(int newX, int newY, boolean origin) {
        x = newX;
        // The bound keeps the sum in range; nothing is that far away.
        y = origin ? scrollTop + Math.min(newY, Limits.MAX_ROWS) : newY;
        restrictCursor(cols() - 1, origin);
    }

    /** Moves the cursor. Deviation: with origin mode xterm.js counts the new row from the top of the region once more. */
    void moveBy(int columns, int lines, boolean origin) {
        restrictCursor(cols() - 1, origin);
        moveTo(x + bound(columns, Limits.MAX_COLS), y + bound(lines, Limits.MAX_ROWS), origin);
    }

    private static int bound(int n, int max) {
        return Math.max(-max, Math.min(n, max));
    }

    /** CUU: stops at the top of the region if it starts within or below. */
    void up(int n, boolean origin) {
        int room = y - scrollTop;
        moveBy(0, -(room >= 0 ? Math.min(room, n) : n), origin);
    }

    /** CUD: stops at the bottom of the region if it starts within or above. */
    void down(int n, boolean origin) {
        int room = scrollBottom - y;
        moveBy(0, room >= 0 ? Math.min(room, n) : n, origin);
    }

    void lineFeed(boolean newLineMode, long attributes) {
        if (newLineMode) {
            x = 0;
        }
        y++;
        if (y == scrollBottom + 1) {
            y--;
            scroll(attributes, false);
        } else if (y >= rows()) {
            y = rows() - 1;
        } else {
            cursorRow().wrapped = false;
        }
        if (x >= cols()) {
            x--;
        }
    }

    /** IND. Deviation: unlike a line feed it leaves the wrapped flag of the next line, as in xterm.js. */
    void index(boolean origin, long attributes) {
        restrictCursor(cols() - 1, origin);
        y++;
        if (y == scrollBottom + 1) {
            y--;
            scroll(attributes, false);
        }
        restrictCursor(cols() - 1, origin);
    }

    /** RI. */
    void reverseIndex(boolean origin, long attributes) {
        restrictCursor(cols() - 1, origin);
        if (y == scrollTop) {
            grid.rotateDown(scrollTop, scrollBottom, attributes);
        } else {
            y--;
            restrictCursor(cols() - 1, origin);
        }
    }

    void backspace(boolean reverseWrap, boolean origin) {
        restrictCursor(reverseWrap ? cols() : cols() - 1, origin);
        if (x > 0) {
            x--;
        } else if (reverseWrap && y > scrollTop && y <= scrollBottom && cursorRow().wrapped) {
            cursorRow().wrapped = false;
            y--;
            x = cols() - 1;
            if (cursorRow().width(x) > 0 && !cursorRow().hasContent(x)) {
                // A wide character did not fit here and was wrapped early.
                x--;
            }
        }
        restrictCursor(cols() - 1, origin);
    }

    /** HT, CHT. */
    void tab(int n) {
        for (int i = Math.min(n, cols()); i > 0 && x < cols(); i--) {
            x = tabs.next(x, cols());
        }
    }

    /** CBT. */
    void backTab(int n) {
        if (x < cols()) {
            for (int i = Math.min(n, cols()); i > 0; i--) {
                x = tabs.previous(x, cols());
            }
        }
    }

    /** ED, DECSED. */
    void eraseInDisplay(int what, boolean keepProtected, Pen blank, boolean origin) {
        restrictCursor(cols(), origin);
        switch (what) {
            case 0 -> {
                eraseInRow(x, cols(), keepProtected, blank);
                if (x == 0) {
                    cursorRow().wrapped = false;
                }
                eraseRows(y + 1, rows(), keepProtected, blank);
            }
            case 1 -> {
                eraseInRow(0, x + 1, keepProtected, blank);
                cursorRow().wrapped = false;
                if (x + 1 >= cols()) {
                    // xterm.js counts this line from the top of the scrollback.
                    grid.clearWrapped(y + 1);
                }
                eraseRows(0, y, keepProtected, blank);
            }
            case 2 -> eraseRows(0, rows(), keepProtected, blank);
            case 3 -> grid.eraseScrollback();
            default -> {
                // Not supported by the reference.
            }
        }
    }

    private void eraseRows(int from, int to, boolean keepProtected, Pen blank) {
        for (int i = from; i < to; i++) {
            Row row = grid.row(i);
            if (keepProtected) {
                row.fillUnprotected(0, cols(), blank);
                row.wrapped = false;
            } else {
                row.clear(blank.attributes());
            }
        }
    }

    /** EL, DECSEL. */
    void eraseInLine(int what, boolean keepProtected, Pen blank, boolean origin) {
        restrictCursor(cols(), origin);
        switch (what) {
            case 0 -> {
                eraseInRow(x, cols(), keepProtected, blank);
                if (x == 0) {
                    cursorRow().wrapped = false;
                }
            }
            case 1 -> eraseInRow(0, x + 1, keepProtected, blank);
            case 2 -> {
                eraseInRow(0, cols(), keepProtected, blank);
                cursorRow().wrapped = false;
            }
            default -> {
                // Not supported by the reference.
            }
        }
    }

    private void eraseInRow(int from, int to, boolean keepProtected, Pen blank) {
        if (keepProtected) {
            cursorRow().eraseUnprotected(from, to, cols(), blank);
        } else {
            cursorRow().erase(from, to, cols(), blank);
        }
    }

    /** ECH. */
    void eraseChars(int n, Pen blank, boolean origin) {
        restrictCursor(cols() - 1, origin);
        cursorRow().erase(x, x + Math.min(n, cols()), cols(), blank);
    }

    /** ICH. */
    void insertChars(int n, Pen blank, boolean origin) {
        restrictCursor(cols() - 1, origin);
        cursorRow().insertCells(x, Math.min(n, cols()), cols(), blank);
    }

    /** DCH. */
    void deleteChars(int n, Pen blank, boolean origin) {
        restrictCursor(cols() - 1, origin);
        cursorRow().deleteCells(x, Math.min(n, cols()), cols(), blank);
    }

    /** DECIC, SR. Deviation: they end wrapping of every line of the region, as in xterm.js. */
    void insertColumns(int col, int n, Pen blank) {
        for (int i = scrollTop; i <= scrollBottom && isInRegion(); i++) {
            grid.row(i).insertCells(col, Math.min(n, cols()), cols(), blank);
            grid.row(i).wrapped = false;
        }
    }

    /** DECDC, SL. */
    void deleteColumns(int col, int n, Pen blank) {
        for (int i = scrollTop; i <= scrollBottom && isInRegion(); i++) {
            grid.row(i).deleteCells(col, Math.min(n, cols()), cols(), blank);
            grid.row(i).wrapped = false;
        }
    }

    /** IL. */
    void insertLines(int n, long attributes, boolean origin) {
        restrictCursor(cols() - 1, origin);
        if (isInRegion()) {
            for (int i = Math.min(n, scrollBottom - y + 1); i > 0; i--) {
                grid.rotateDown(y, scrollBottom, attributes);
            }
            x = 0;
        }
    }

    /** DL. */
    void deleteLines(int n, long attributes, boolean origin) {
        restrictCursor(cols() - 1, origin);
        if (isInRegion()) {
            for (int i = Math.min(n, scrollBottom - y + 1); i > 0; i--) {
                grid.rotateUp(y, scrollBottom, attributes);
            }
            x = 0;
        }
    }

    /** SU. Deviation: the lines are lost, they do not go to the scrollback. */
    void scrollUp(int n, long attributes) {
        for (int i = Math.min(n, scrollBottom - scrollTop + 1); i > 0; i--) {
            grid.rotateUp(scrollTop, scrollBottom, attributes);
        }
    }

    /** SD. Deviation: the new lines have the default background. */
    void scrollDown(int n) {
        for (int i = Math.min(n, scrollBottom - scrollTop + 1); i > 0; i--) {
            grid.rotateDown(scrollTop, scrollBottom, 0);
        }
    }

    /** DECALN. Deviation: in xterm.js the letters have the pen's colours and flags, and origin mode moves where they start. */
    void align(Pen pen, boolean origin) {
        moveTo(0, 0, origin);
        Pen letters = new Pen();
        letters.set(pen.fg, pen.bg, 0, 0, 0);
        // A list of lines that is always full comes round, so there no line is left out.
        for (int i = grid.scrollback.maxLines() == 0 ? 0 : y; i < rows(); i++) {
            Row row = grid.row(i);
            row.clear(0);
            for (int col = 0; col < cols(); col++) {
                row.set(col, 'E' | Row.NARROW, letters);
            }
        }
        moveTo(0, 0, origin);
    }
}
