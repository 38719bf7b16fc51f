package dev.jshare.vt;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The cells of another terminal: what it shows, and what it is to show next. A picture is drawn anew each time, from parts of
 * {@link Terminal}s and from words; what is written are the cells that differ. That terminal may be any: it is told nothing but
 * positions, colours and characters, and no text is trusted to take as many columns there as here. One thread at a time.
 */
public final class Canvas {
    private static final String BEGIN = "\033[?2026h";
    private static final String END = "\033[?2026l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String HIDE_CURSOR = "\033[?25l";

    /** From so many blanks on, erasing the rest of a line is shorter. */
    private static final int WORTH_ERASING = 4;

    private static final int NOWHERE = -1;
    private static final int HIGHEST_CONTROL = 0x9F;
    private static final int DELETE = 0x7F;

    private final ByteBuilder out = new ByteBuilder(4096);
    private final CanvasPen writer;
    private final CellLook look;
    private final Pen pen = new Pen();
    private final Row above = new Row();

    private int cols;
    private Row[] shown = {};
    private Row[] next = {};
    private boolean unknown = true;
    private int atX = NOWHERE;
    private int atY = NOWHERE;
    private boolean cursorShown;
    private int cursorX = NOWHERE;
    private int cursorY = NOWHERE;
    private int cursorStyle;
    private int shownStyle;
    private int wroteX = NOWHERE;
    private int wroteY = NOWHERE;

    /** @param trueColour whether that terminal has 24-bit colours; else the nearest of 256 is taken */
    public Canvas(int cols, int rows, boolean trueColour) {
        Links links = new Links();
        look = new CellLook(links, trueColour, this::markLinks);
        writer = new CanvasPen(out, links);
        resize(cols, rows);
    }

    public int cols() {
        return cols;
    }

    public int rows() {
        return next.length;
    }

    /** Says that the other terminal has this size now, and that what it shows is not known. */
    public void resize(int newCols, int newRows) {
        cols = Math.max(1, newCols);
        shown = new Row[Math.max(1, newRows)];
        next = new Row[shown.length];
        Arrays.setAll(shown, i -> new Row());
        Arrays.setAll(next, i -> new Row());
        forget();
    }

    /** Has the next picture written whole. */
    public void forget() {
        unknown = true;
    }

    private void markLinks(BitSet used) {
        for (int y = 0; y < next.length; y++) {
            shown[y].markLinks(used);
            next[y].markLinks(used);
        }
    }

    /** Begins a picture: nothing, and no cursor. */
    public void clear() {
        for (Row row : next) {
            row.clear(0);
        }
        cursorX = NOWHERE;
        cursorY = NOWHERE;
        cursorStyle = 0;
    }

    /**
     * Draws a part of a terminal's screen with its cursor, if that is within and not hidden.
     *
     * @param part what to draw, and where
     */
    public void draw(Terminal terminal, CanvasPart part) {
        Emulator emulator = terminal.emulator();
        look.take(emulator);
        Grid grid = emulator.screen.grid;
        for (int i = 0; i < part.rows() && part.y() + i < next.length; i++) {
            int y = part.top() + i;
            if (y < 0 && grid.base() + y >= 0) {
                grid.scrollback.load(grid.base() + y, above);
                copy(above, part, next[part.y() + i]);
            } else if (y >= 0 && y < grid.rowCount()) {
                copy(grid.row(y), part, next[part.y() + i]);
            }
        }
        int x = Math.min(emulator.screen.x, emulator.screen.cols() - 1) - part.left();
        int y = emulator.screen.y - part.top();
        if (emulator.modes.isSet(Mode.CURSOR_VISIBLE) && x >= 0 && x < part.cols() && y >= 0 && y < part.rows()) {
            cursorX = part.x() + x;
            cursorY = part.y() + y;
            cursorStyle = style(emulator);
        }
    }

    /** DECSCUSR, 0 for the terminal's own. */
    private static int style(Emulator emulator) {
        int shape = emulator.cursorStyle;
        return emulator.cursorStyleBlink < 0 || shape == 0 ? 0 : 2 * shape - emulator.cursorStyleBlink;
    }

    private void copy(Row source, CanvasPart part, Row target) {
        int end = Math.min(part.cols(), cols - part.x());
        target.extend(part.x());
        for (int i = 0; i < end; i++) {
            int from = part.left() + i;
            source.loadPen(from, pen);
            look.apply(pen);
            int width = source.width(from);
            if (width == 2 && i + 1 < end) {
                target.set(part.x() + i, first(source, from) | 2 << Row.WIDTH_SHIFT, pen);
                combine(source, from, target, part.x() + i, 2);
                target.set(part.x() + ++i, 0, pen);
            } else if (width == 1) {
                target.set(part.x() + i, first(source, from) | Row.NARROW, pen);
                combine(source, from, target, part.x() + i, 1);
            } else {
                target.set(part.x() + i, Row.BLANK, pen); // A half of a wide character.
            }
        }
    }

    /** A cell's character; a space is a blank. */
    private static int first(Row source, int col) {
        int codePoint = source.codePoints(col) == 0 ? 0 : source.codePoint(col, 0);
        return codePoint <= ' ' || codePoint >= DELETE && codePoint <= HIGHEST_CONTROL ? 0 : codePoint;
    }

    private static void combine(Row source, int col, Row target, int at, int width) {
        for (int i = 1; i < source.codePoints(col) && target.hasContent(at); i++) {
            if (!CellLook.isBidi(source.codePoint(col, i))) {
                target.combine(at, source.codePoint(col, i), width);
            }
        }
    }

    /** Draws a line of words in inverse, from the left edge to the right; what is no visible character is left out. */
    public void bar(int y, String text) {
        Row row = next[y];
        row.clear(0);
        pen.set(Pen.INVERSE, 0, 0, 0, 0);
        int x = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            int width = CharWidth.of(codePoint);
            if (width > 0 && !CellLook.isBidi(codePoint) && x + width <= cols) {
                row.set(x, first(codePoint) | width << Row.WIDTH_SHIFT, pen);
                if (width == 2) {
                    row.set(x + 1, 0, pen);
                }
                x += width;
            }
        }
        while (x < cols) {
            row.set(x++, Row.BLANK, pen);
        }
        if (cursorY == y) {
            cursorY = NOWHERE;
        }
    }

    private static int first(int codePoint) {
        return codePoint == ' ' ? 0 : codePoint;
    }

    /** Draws words in the middle of the picture. */
    public void sign(String text) {
        int y = next.length / 2;
        Row row = next[y];
        row.clear(0);
        int x = Math.max(0, (cols - text.length()) / 2);
        pen.reset();
        for (int i = 0; i < text.length() && x + i < cols; i++) {
            row.set(x + i, first(text.charAt(i)) | Row.NARROW, pen);
        }
    }

    /** Ends a picture; what brings the other terminal to show it, empty if it does. */
    public byte[] flush() {
        out.clear();
        out.put(BEGIN);
        int start = out.size();
        if (unknown) {
            writer.reset();
            out.put(HIDE_CURSOR);
            out.put("\033[2J");
            for (Row row : shown) {
                row.clear(0);
            }
            cursorShown = false;
            shownStyle = 0;
            wroteX = NOWHERE;
            unknown = false;
        }
        atX = NOWHERE;
        for (int y = 0; y < next.length; y++) {
            writeRow(y);
        }
        writer.plain();
        boolean changed = out.size() > start;
        Row[] old = shown;
        shown = next;
        next = old;
        return writeCursor(changed) || changed ? end() : new byte[0];
    }

    private byte[] end() {
        out.put(END);
        return out.toByteArray();
    }

    private boolean writeCursor(boolean moved) {
        boolean wanted = cursorX >= 0 && cursorY >= 0;
        boolean changed = wanted != cursorShown || wanted && cursorStyle != shownStyle;
        if (wanted && (moved || !cursorShown || cursorX != wroteX || cursorY != wroteY)) {
            out.putPosition(cursorY, cursorX);
            wroteX = cursorX;
            wroteY = cursorY;
            changed = true;
        }
        if (wanted && cursorStyle != shownStyle) {
            out.put("\033[");
            out.putNumber(cursorStyle);
            out.put(" q");
            shownStyle = cursorStyle;
        }
        if (wanted != cursorShown) {
            out.put(wanted ? SHOW_CURSOR : HIDE_CURSOR);
            cursorShown = wanted;
        }
        return changed;
    }

    private void writeRow(int y) {
        Row row = next[y];
        Row old = shown[y];
        int blankFrom = blankFrom(row);
        for (int x = 0; x < cols; x++) {
            if (same(row, old, x)) {
                continue;
            }
            if (x >= blankFrom && cols - x >= WORTH_ERASING) {
                moveTo(x, y);
                writer.plain();
                out.put("\033[K");
                return;
            }
            writeCell(row, x, y);
        }
    }

    /** The column from which on there is nothing. */
    private int blankFrom(Row row) {
        int x = Math.min(row.length, cols);
        while (x > 0 && row.attributes[x - 1] == 0 && (row.text[x - 1] & ~Row.NARROW) == 0 && row.width(x - 1) == 1) {
            x--;
        }
        return x;
    }

    private void writeCell(Row row, int x, int y) {
        int width = row.width(x);
        if (width == 0) {
            return; // Written with the first half.
        }
        moveTo(x, y);
        row.loadPen(x, pen);
        writer.set(pen);
        int count = row.codePoints(x);
        if (count == 0) {
            out.put(' ');
        }
        for (int i = 0; i < count; i++) {
            out.putCodePoint(row.codePoint(x, i));
        }
        // Other terminals have other widths for what is not plain, and stop in the last column.
        boolean plain = count == 0 || count == 1 && row.codePoint(x, 0) < DELETE;
        atX = plain && x + width < cols ? x + width : NOWHERE;
        atY = y;
    }

    private void moveTo(int x, int y) {
        if (atX != x || atY != y) {
            out.putPosition(y, x);
            atX = x;
            atY = y;
        }
    }

    private static boolean same(Row a, Row b, int x) {
        if (a.attributes(x) != b.attributes(x)
                || a.width(x) != b.width(x)
                || a.underline(x) != b.underline(x)
                || a.underlineColor(x) != b.underlineColor(x)
                || a.link(x) != b.link(x)
                || a.codePoints(x) != b.codePoints(x)) {
            return false;
        }
        for (int i = 0; i < a.codePoints(x); i++) {
            if (a.codePoint(x, i) != b.codePoint(x, i)) {
                return false;
            }
        }
        return true;
    }
}
