package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/**
 * Puts characters on the screen: wrapping, wide and combining characters, insert mode, REP.
 *
 * <p>Text comes in runs, ended by any control or the end of a chunk. As in xterm.js a wide character cut in two by a run
 * is mended only at the run's two ends.
 */
final class Printer {
    private final Emulator emulator;
    private boolean inRun;
    private Row row = new Row();
    private int lastWidth;
    private int[] repeated = new int[Row.MAX_CLUSTER];

    Printer(Emulator emulator) {
        this.emulator = emulator;
    }

    int lastWidth() {
        return lastWidth;
    }

    /** A control was handled: REP and combining marks no longer refer to what was printed before. */
    void endRepeat() {
        lastWidth = 0;
    }

    private void begin() {
        inRun = true;
        Screen screen = emulator.screen;
        row = screen.cursorRow();
        if (screen.x > 0 && row.width(screen.x - 1) == 2) {
            row.set(screen.x - 1, Row.BLANK, emulator.pen);
        }
    }

    /** Ends a run. */
    void end() {
        if (!inRun) {
            return;
        }
        inRun = false;
        Screen screen = emulator.screen;
        if (screen.x < screen.cols() && row.isPlaceholder(screen.x)) {
            row.set(screen.x, Row.BLANK, emulator.pen);
        }
    }

    int print(byte[] data, int from, int to) {
        if (!inRun) {
            begin();
        }
        if (emulator.charset() != null || emulator.modes.isSet(Mode.INSERT) || emulator.pen.isRare()) {
            return printSlowly(data, from, to);
        }
        Screen screen = emulator.screen;
        int cols = screen.cols();
        long attributes = emulator.pen.attributes();
        int bits = Row.NARROW | emulator.pen.underlineBits();
        int i = from;
        while (i < to) {
            if (screen.x >= cols) {
                if (data[i] < ' ' || data[i] == 0x7F) {
                    break;
                }
                wrapOrStay(screen, screen.x);
            }
            int limit = Math.min(to, i + cols - screen.x);
            int count = row.putAscii(screen.x, data, i, limit, bits, attributes);
            screen.x += count;
            i += count;
            if (i < limit) {
                break;
            }
        }
        lastWidth = 1;
        return i;
    }

    private int printSlowly(byte[] data, int from, int to) {
        Charset charset = emulator.charset();
        int i = from;
        for (; i < to; i++) {
            int b = data[i];
            if (b < ' ' || b == 0x7F) {
                break;
            }
            put(charset == null ? b : charset.translate(b));
        }
        return i;
    }

    void print(int codePoint) {
        if (!inRun) {
            begin();
        }
        put(codePoint);
    }

    private void put(int codePoint) {
        Screen screen = emulator.screen;
        int width = CharWidth.of(codePoint);
        if (width == 0 && lastWidth > 0) {
            combine(screen, codePoint);
            return;
        }
        lastWidth = width;
        int cols = screen.cols();
        if (screen.x + width > cols && !wrapOrStay(screen, screen.x) && width == 2) {
            return;
        }
        Pen pen = emulator.pen;
        if (emulator.modes.isSet(Mode.INSERT)) {
            row.insertCells(screen.x, width, cols, pen);
            if (row.width(cols - 1) == 2) {
                row.set(cols - 1, Row.BLANK, pen);
            }
        }
        if (screen.x < cols) {
            row.set(screen.x, codePoint | width << Row.WIDTH_SHIFT, pen);
        }
        screen.x++;
        if (width == 2) {
            row.set(screen.x++, 0, pen);
        }
    }

    /** Adds a mark to the character before the cursor, or two before if that one is wide. */
    private void combine(Screen screen, int codePoint) {
        int col = screen.x - 1;
        if (screen.x == 0) {
            return;
        }
        int base = row.width(col) == 0 ? col - 1 : col;
        if (base >= 0) {
            row.combine(base, codePoint, lastWidth);
        }
    }

    /** The next character does not fit: goes to the next line (DECAWM) or back to the last column; returns which. */
    private boolean wrapOrStay(Screen screen, int from) {
        int cols = screen.cols();
        if (!emulator.modes.isSet(Mode.AUTO_WRAP)) {
            screen.x = cols - 1;
            return false;
        }
        Row old = row;
        blankRest(old, from, cols);
        screen.x = 0;
        screen.y++;
        if (screen.y == screen.scrollBottom + 1) {
            screen.y--;
            row = screen.scroll(emulator.blankAttributes(), true);
        } else {
            screen.y = Math.min(screen.y, screen.rows() - 1);
            row = screen.cursorRow();
            row.wrapped = true;
        }
        if (row == old && screen.grid.scrollback.maxLines() == 0) {
            // xterm.js recycles a single line and mends it once more when it is already the next one.
            blankRest(old, from, cols);
        }
        return true;
    }

    private void blankRest(Row old, int from, int cols) {
        for (int col = from; col < cols; col++) {
            old.set(col, Row.BLANK, emulator.pen);
        }
    }

    /** Prints the last character again (REP), marks and all; through the character set once more, as in xterm.js. */
    void repeat(int count) {
        Screen screen = emulator.screen;
        int col = screen.x - lastWidth;
        Row cursorRow = screen.cursorRow();
        if (lastWidth == 0 || col < 0 || col >= screen.cols()) {
            return;
        }
        int size = cursorRow.codePoints(col);
        if (size == 0) {
            return;
        }
        for (int i = 0; i < size; i++) {
            repeated[i] = cursorRow.codePoint(col, i);
        }
        Charset charset = emulator.charset();
        begin();
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < size; k++) {
                put(translate(charset, repeated[k]));
            }
        }
        end();
    }

    private static int translate(@Nullable Charset charset, int codePoint) {
        return charset == null ? codePoint : charset.translate(codePoint);
    }
}
