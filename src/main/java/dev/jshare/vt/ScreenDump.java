package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/**
 * The snapshot: writes the state of a terminal as escape sequences for a fresh xterm.js of the same size.
 *
 * <p>Order matters. What the viewer cannot be told directly is reached the way the program reached it: wrapped lines by
 * wrapping, a saved cursor by saving one, a pending wrap by printing in the last column. Last comes the character printed
 * last, so that REP and combining marks find it, and then whatever the parser holds unfinished.
 */
final class ScreenDump {
    private static final String COMBINING_MARK = "\u0301";

    private final Emulator emulator;
    private final Parser parser;
    final ByteBuilder out;
    final PenWriter pens;
    final RowWriter lines;
    final CharsetWriter charsets;
    private final int cols;
    private final int rows;
    /** Lines of scrollback to write, and how many older ones are left out. */
    final int above;

    private final int omitted;
    private final Pen pen = new Pen();
    private boolean saveInNormalDone;

    ScreenDump(Emulator emulator, Parser parser, int scrollbackLines) {
        this(emulator, parser, scrollbackLines, Integer.MAX_VALUE);
    }

    /** @param most how many bytes it may have; {@link #write} fails with a {@link TooLargeException} if there are more */
    ScreenDump(Emulator emulator, Parser parser, int scrollbackLines, int most) {
        this.emulator = emulator;
        this.parser = parser;
        cols = emulator.normal.cols();
        rows = emulator.normal.rows();
        int base = emulator.normal.grid.base();
        above = Math.min(scrollbackLines, base);
        omitted = base - above;
        out = new ByteBuilder(4096 + 40 * above, most);
        pens = new PenWriter(out, emulator.links);
        lines = new RowWriter(out, pens, cols);
        charsets = new CharsetWriter(out);
    }

    byte[] write() {
        writeTitle();
        writePalette();
        writeNormalScreen();
        if (emulator.isAlternate()) {
            writeAlternateScreen();
        } else {
            writeHiddenSavedCursor();
        }
        new CursorDump(emulator, out, pens, lines, charsets).write();
        parser.write(out);
        return out.toByteArray();
    }

    private void writeTitle() {
        if (!emulator.title().isEmpty()) {
            out.put("\033]2;");
            out.put(emulator.title());
            out.put(7);
        }
    }

    void writePalette() {
        for (int i = 0; i < Palette.SIZE; i++) {
            if (emulator.palette.isChanged(i)) {
                out.put("\033]");
                if (i < Palette.INDEXED) {
                    out.put("4;");
                    out.putNumber(i);
                } else {
                    out.putNumber(10 + i - Palette.INDEXED);
                }
                out.put(";#");
                int color = emulator.palette.get(i);
                for (int shift = 20; shift >= 0; shift -= 4) {
                    out.put(Character.forDigit(color >> shift & 15, 16));
                }
                out.put(7);
            }
        }
    }

    private void writeNormalScreen() {
        Screen screen = emulator.normal;
        pens.setOnNormal(true);
        writeFarSavedCursor(screen);
        writeLines(screen, above);
        writeTabs(screen);
        writeRegion(screen);
        if (!isSavedCursorRight(screen)) {
            writeSavedCursor(screen, savedLine(screen) - omitted - above);
        }
    }

    private void writeLines(Screen screen, int history) {
        writeLines(screen, history, line(screen, 0, history, new Row()).wrapped);
    }

    /**
     * Draws lines on a blank screen.
     *
     * @param continued whether the first continues a line that is not there, for which the viewer's scrollback is erased
     */
    void writeLines(Screen screen, int history, boolean continued) {
        lines.begin(screen == emulator.normal);
        Row[] buffers = {new Row(), new Row()};
        Row line = line(screen, 0, history, buffers[0]);
        int total = history + rows;
        while (history == 0 && !continued && total > 0 && lines.isUntouched(screen.grid.row(total - 1))) {
            total--;
        }
        int y = 0;
        if (continued) {
            y = goOn(screen, line, 0);
        }
        for (int i = 0; i < total; i++) {
            lines.draw(line);
            if (i + 1 < total) {
                Row next = line(screen, i + 1, history, buffers[i + 1 & 1]);
                boolean scrolls = y + 1 >= rows;
                if (next.wrapped) {
                    lines.wrap(line, next, scrolls);
                } else {
                    lines.feed(next, scrolls);
                }
                y++;
                if (continued && y == rows) {
                    eraseScrollback(screen);
                }
                line = next;
            }
        }
    }

    /** Makes the first line continue one that is soon erased: it decides how lines are wrapped anew. */
    private int goOn(Screen screen, Row line, int y) {
        lines.wrapFromNothing(line, y + 1 >= rows);
        if (y + 1 == rows) {
            eraseScrollback(screen);
        }
        return y + 1;
    }

    private void eraseScrollback(Screen screen) {
        if (screen == emulator.normal) {
            out.put("\033[3J"); // The alternate screen has none.
        }
    }

    private Row line(Screen screen, int index, int history, Row buffer) {
        if (index >= history) {
            return screen.grid.row(index - history);
        }
        screen.grid.scrollback.load(screen.grid.base() - history + index, buffer);
        return buffer;
    }

    private void writeAlternateScreen() {
        Screen normal = emulator.normal;
        Screen screen = emulator.alternate;
        out.putPosition(normal.y, Math.min(normal.x, cols - 1));
        pen.reset();
        pens.set(pen, false);
        charsets.designate(0, null);
        out.put("\033[?47h\033[H");
        writeLines(screen, 0);
        writeTabs(screen);
        writeRegion(screen);
        if (pens.takeSavedCursorUsed() || !hasDefaultSaved(screen) || screen.savedY != 0) {
            writeSavedCursor(screen, screen.savedY);
        }
    }

    void writeTabs(Screen screen) {
        if (screen.tabs.isDefault(cols)) {
            return;
        }
        out.put("\033[3g");
        for (int col = 0; col < cols; col++) {
            if (screen.tabs.isSet(col)) {
                out.put("\033[");
                out.putNumber(col + 1);
                out.put("G\033H");
            }
        }
    }

    void writeRegion(Screen screen) {
        if (!screen.hasFullRegion()) {
            out.put("\033[");
            out.putNumber(screen.scrollTop + 1);
            out.put(';');
            out.putNumber(screen.scrollBottom + 1);
            out.put('r');
        }
    }

    private boolean hasDefaultSaved(Screen screen) {
        return screen.savedX == 0 && screen.savedFg == 0 && screen.savedBg == 0 && charsetToSave(screen) == null;
    }

    /** A set that was restored on the other screen is saved on this one: what is printed next counts for more than DECRC. */
    private @Nullable Charset charsetToSave(Screen screen) {
        return screen == emulator.screen && emulator.charsets.isRestored()
                ? emulator.charsets.current()
                : screen.savedCharset;
    }

    /**
     * Saves a cursor that is no longer on the screen, or that stands where only a blank screen lets it stand: the row
     * counts from the top of the scrollback, so it is saved before the screen is drawn, over lines that are then erased.
     */
    private void writeFarSavedCursor(Screen screen) {
        int savedY = Math.max(0, savedLine(screen) - omitted);
        if (isSavedCursorRight(screen)) {
            return;
        }
        boolean visible = savedY >= above && savedY < above + rows;
        if (visible && (screen.savedX < cols || lines.isLastPrintable(screen.grid.row(savedY - above)))) {
            return;
        }
        int row = screen.savesRows() ? screen.savedY : savedY;
        int scrolled = Math.max(0, row - rows + 1);
        if (scrolled > 0) {
            out.putPosition(rows - 1, 0);
            for (int i = 0; i < scrolled; i++) {
                out.put('\n');
            }
        }
        out.putPosition(row - scrolled, Math.min(screen.savedX, cols - 1));
        if (screen.savedX >= cols) {
            out.put(' ');
            beyondLast(screen.savedX);
        }
        save(screen);
        charsets.designate(0, null);
        pen.reset();
        pens.set(pen, false);
        out.put("\033[H\033[2J\033[3J");
        saveInNormalDone = true;
    }

    private void beyondLast(int x) {
        if (x > cols) {
            // A mark with nothing to combine with moves the cursor even beyond the last column.
            out.put("\033[m");
            pens.restored(0, 0);
            out.put(COMBINING_MARK);
        }
    }

    /** Saves the cursor where it is, with the flags and the character set the program saved. */
    private void save(Screen screen) {
        pens.setFlagsToSave(screen.savedFg, screen.savedBg);
        charsets.designate(0, charsetToSave(screen));
        out.put("\0337");
    }

    /** Returns whether the viewer's saved cursor is that of a new screen, or was saved beforehand. */
    private boolean isSavedCursorRight(Screen screen) {
        return saveInNormalDone || hasDefaultSaved(screen) && savedLine(screen) <= omitted;
    }

    /** The saved cursor's row, counted from the oldest line; the first row of the screen is the first of any screen. */
    private static int savedLine(Screen screen) {
        return screen.savesRows() && screen.savedY > 0 ? screen.grid.base() + screen.savedY : screen.savedY;
    }

    void writeSavedCursor(Screen screen, int y) {
        int row = Math.max(0, Math.min(y, rows - 1));
        if (screen.savedX >= cols && lines.isLastPrintable(screen.grid.row(row))) {
            atLastCell(screen, row);
            beyondLast(screen.savedX);
        } else if (screen.savedX >= cols && screen == emulator.alternate) {
            out.putPosition(row, cols - 1);
        } else {
            out.putPosition(row, Math.min(screen.savedX, cols - 1));
        }
        save(screen);
    }

    /** Prints the last cell of a row again, so that the cursor stands behind it. */
    private void atLastCell(Screen screen, int y) {
        Row row = screen.grid.row(y);
        int last = lines.lastCell(row);
        out.putPosition(y, last);
        lines.reprint(row, last);
    }

    /** The saved cursor of the alternate screen outlives it; to save there the viewer must go there. */
    private void writeHiddenSavedCursor() {
        Screen screen = emulator.alternate;
        boolean used = pens.takeSavedCursorUsed();
        if (hasDefaultSaved(screen) && screen.savedY == 0 && !used) {
            return;
        }
        pens.setOnNormal(false);
        out.put("\033[?47h");
        out.putPosition(Math.min(screen.savedY, rows - 1), Math.min(screen.savedX, cols - 1));
        if (screen.savedX >= cols) {
            out.put(' ');
            beyondLast(screen.savedX);
        }
        save(screen);
        out.put("\033[?47l");
        pens.setOnNormal(true);
    }
}
