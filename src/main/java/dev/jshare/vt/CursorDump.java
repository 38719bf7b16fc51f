package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/** The end of a snapshot: modes, character sets, cursor, pen, and the character printed last. */
final class CursorDump {
    private static final String COMBINING_MARK = "\u0301";

    private final Emulator emulator;
    private final Screen screen;
    private final ByteBuilder out;
    private final PenWriter pens;
    private final RowWriter lines;
    private final CharsetWriter charsets;
    private final int cols;
    private final Pen pen;
    private final Pen cell = new Pen();
    /** Whether the pen's flags do not fit what they extend to; only a restored cursor brings such a pen. */
    private final boolean restoresPen;

    CursorDump(Emulator emulator, ByteBuilder out, PenWriter pens, RowWriter lines, CharsetWriter charsets) {
        this.emulator = emulator;
        this.out = out;
        this.pens = pens;
        this.lines = lines;
        this.charsets = charsets;
        screen = emulator.screen;
        cols = screen.cols();
        pen = emulator.pen;
        restoresPen =
                !PenWriter.isConsistent(pen) && PenWriter.isReachableOverSaved(pen, screen.savedFg, screen.savedBg);
    }

    void write() {
        writeModes();
        writeCursorStyle();
        charsets.designate(0, null);
        boolean restoresCharset = emulator.charsets.isRestored();
        if (restoresCharset) {
            charsets.set(emulator.charsets);
        }
        if (restoresPen) {
            pens.setOverSaved(pen, screen.savedFg, screen.savedBg);
            if (!restoresCharset) {
                out.put(0x0F); // The set that was saved has come with it; G0 has none here.
            }
        } else if (restoresCharset) {
            out.put("\0338");
            pens.restored(screen.savedFg, screen.savedBg);
        }
        int width = emulator.lastWidth();
        if (width == 0 || !isLastPrinted(width) && !isLastDropped(width)) {
            writePosition(restoresCharset);
            width = 0;
        }
        if (!restoresCharset) {
            charsets.set(emulator.charsets);
        }
        if (width > 0) {
            printLast(width);
        } else {
            writePen();
            writeBeyondEdge();
        }
    }

    private void writeModes() {
        for (Mode mode : Mode.all()) {
            boolean on = emulator.modes.isSet(mode);
            if (on != mode.initial) {
                mode.write(on, out);
            }
        }
    }

    private void writeCursorStyle() {
        if (emulator.cursorStyleBlink >= 0) {
            int style = emulator.cursorStyle;
            out.put("\033[");
            // 7 and 8 are no styles, but xterm.js takes from them whether to blink.
            out.putNumber((style == 0 ? 8 : 2 * style) - emulator.cursorStyleBlink);
            out.put(" q");
        }
    }

    private int originTop() {
        return emulator.originMode() ? screen.scrollTop : 0;
    }

    private void writePosition(boolean charsetInUse) {
        if (screen.x >= cols) {
            writePendingWrap(charsetInUse);
        } else {
            goTo(screen.x);
        }
    }

    private void goTo(int x) {
        if (isOutOfReach()) {
            hop(x, "");
        } else {
            out.putPosition(screen.y - originTop(), x);
        }
    }

    /** Returns whether the cursor stands where CUP does not let it go; the other screen brings it there. */
    private boolean isOutOfReach() {
        return emulator.originMode() && !screen.isInRegion() && !emulator.isAlternate();
    }

    /** Brings the cursor along from the other screen, to where this one does not let it go. */
    private void hop(int x, String text) {
        out.put("\033[?47h");
        out.putPosition(screen.y, x);
        out.put(text);
        out.put("\033[?47l");
    }

    private void writePendingWrap(boolean charsetInUse) {
        Row row = screen.cursorRow();
        int last = lines.lastCell(row);
        boolean printable = lines.isPrintable(row, last) || lines.isLoneMark(row, last);
        boolean keepsPen = !restoresPen || printable && looksLikePen(row, last);
        if (!emulator.isAlternate() && !(printable && keepsPen && !charsetInUse)) {
            hop(cols - 1, " ");
        } else if (printable) {
            if (last == cols - 1 && lines.isHalfAtEdge(row)) {
                out.put("\033[?7l");
                reprintHalf(row);
                row.loadPen(last, cell);
                pens.setVisible(cell, true);
                lines.widen(row);
            } else {
                out.putPosition(screen.y - originTop(), last);
            }
            if (restoresPen && keepsPen) {
                printCell(row, last, null);
            } else {
                lines.reprint(row, last);
                writeLookOfPen();
            }
        } else {
            out.putPosition(screen.y - originTop(), cols - 1);
            if (lines.isBlank(row)) {
                out.put(' ');
                pens.setBackground(lines.tailBackground(row));
                out.put("\033[1K");
                writeLookOfPen();
            }
        }
    }

    /** Begins with the wide character whose second half the last cell stands on: to go there blanks the first. */
    private void reprintHalf(Row row) {
        out.putPosition(screen.y - originTop(), cols - 2);
        lines.reprintHalf(row);
    }

    /** Prints the half at the edge and the marks that make it wide, if there are such; DECAWM is off. */
    private void widenHalf(Row row) {
        reprintHalf(row);
        writePen();
        lines.widen(row);
    }

    private boolean looksLikePen(Row row, int col) {
        row.loadPen(col, cell);
        return cell.attributes() == pen.attributes()
                && ((pen.bg & Pen.EXTENDED) == 0
                        || cell.underline == pen.underline
                                && cell.underlineColor == pen.underlineColor
                                && cell.link == pen.link);
    }

    private boolean isLastPrinted(int width) {
        int col = screen.x - width;
        Row row = screen.cursorRow();
        return col >= 0
                && col + width <= cols
                && !(emulator.modes.isSet(Mode.INSERT) && isOutOfReach()) // DCH would bring it into the region.
                && row.width(col) == width
                && lines.isPrintable(row, col)
                && looksLikePen(row, col);
    }

    /** Returns whether the last character was a wide one that found no room at the edge (DECAWM off). */
    private boolean isLastDropped(int width) {
        return width == 2
                && screen.x == cols - 1
                && !emulator.modes.isSet(Mode.AUTO_WRAP)
                && (screen.cursorRow().width(cols - 2) != 2 || canReprintBeforeDropped());
    }

    /** Returns whether the half at the edge, before a character that found no room, can be printed in one go with that. */
    private boolean canReprintBeforeDropped() {
        Row row = screen.cursorRow();
        return !emulator.modes.isSet(Mode.INSERT)
                && !isOutOfReach()
                && (lines.isWidenedAtEdge(row)
                        ? emulator.charsets.current() == null
                        : lines.isHalfAtEdge(row)
                                && !row.hasContent(cols - 1)
                                && looksLikePen(row, cols - 2)
                                && looksLikePen(row, cols - 1));
    }

    private void printLast(int width) {
        Row row = screen.cursorRow();
        if (!isLastPrinted(width)) {
            printDropped(row);
            return;
        }
        int col = screen.x - width;
        if (col == cols - 1 && lines.isHalfAtEdge(row)) {
            widenHalf(row);
        } else {
            goTo(col);
            if (emulator.modes.isSet(Mode.INSERT)) {
                // The character will be inserted, so it goes first.
                out.put("\033[");
                out.putNumber(width);
                out.put('P');
            }
            writePen();
        }
        printCell(row, col, emulator.charsets.current());
    }

    private void printDropped(Row row) {
        if (lines.isWidenedAtEdge(row)) {
            widenHalf(row);
            return;
        }
        boolean behindWide = row.width(cols - 2) == 2;
        goTo(behindWide ? cols - 2 : cols - 1);
        writePen();
        if (behindWide) {
            printCell(row, cols - 2, emulator.charsets.current());
        }
        out.put(RowWriter.ANY_WIDE);
    }

    private void printCell(Row row, int col, @Nullable Charset charset) {
        for (int i = 0; i < row.codePoints(col); i++) {
            int cp = row.codePoint(col, i);
            int source = charset == null ? cp : charset.reverse(cp);
            out.putCodePoint(source < 0 ? cp : source);
        }
    }

    private void writePen() {
        if (!restoresPen) {
            pens.set(pen, false);
        }
    }

    /** To restore the pen would bring the cursor back from behind the edge, so that it has its colours and no hidden bits. */
    private void writeLookOfPen() {
        if (restoresPen) {
            pens.setVisible(pen, false);
        }
    }

    private void writeBeyondEdge() {
        if (screen.x >= cols) {
            // Any control sequence ends what a combining mark or REP can refer to; this one changes nothing.
            out.put(emulator.modes.isSet(Mode.AUTO_WRAP) ? "\033[?7h" : "\033[?7l");
        }
        if (screen.x > cols) {
            // A mark with nothing to combine with moves the cursor even beyond the last column.
            out.put(COMBINING_MARK);
        }
    }
}
