package dev.jshare.vt;

import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Reads the lines that a terminal shows, oldest first, for output that people and scripts read. */
final class ScreenReader {
    private final Emulator emulator;
    private final int cols;
    private final int above;

    ScreenReader(Emulator emulator, int scrollbackLines) {
        this.emulator = emulator;
        cols = emulator.screen.cols();
        above = Math.min(Math.max(0, scrollbackLines), emulator.screen.grid.base());
    }

    int cols() {
        return cols;
    }

    Emulator emulator() {
        return emulator;
    }

    /**
     * Hands out each line; the row is used again for the next one.
     *
     * @param written how many characters have come of those so far
     */
    void forEachLine(Consumer<Row> consumer, IntSupplier written) {
        Grid grid = emulator.screen.grid;
        Row row = new Row();
        for (int i = 0; i < above; i++) {
            grid.scrollback.load(grid.base() - above + i, row);
            consumer.accept(row);
            if (written.getAsInt() > TooLargeException.LARGEST) {
                throw new TooLargeException();
            }
        }
        for (int y = 0; y < grid.rowCount(); y++) {
            consumer.accept(grid.row(y));
        }
    }

    /** Appends the text of a cell, a space for a blank; nothing for the second half of a wide character. */
    static void appendText(Row row, int col, StringBuilder out) {
        int count = row.codePoints(col);
        if (count == 0 && row.width(col) > 0) {
            out.append(' ');
        }
        for (int i = 0; i < count; i++) {
            out.appendCodePoint(row.codePoint(col, i));
        }
    }

    /** Returns the text of a line without the blanks at its end. */
    static String text(Row row) {
        StringBuilder line = new StringBuilder();
        int end = row.trimmedLength();
        for (int col = 0; col < end && col < row.length; col++) {
            appendText(row, col, line);
        }
        return line.toString().stripTrailing();
    }
}
