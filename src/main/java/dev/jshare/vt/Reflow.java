package dev.jshare.vt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes the size of a screen as xterm.js does: rows first, then columns, wrapping long lines anew.
 *
 * <p>The group of lines that holds the cursor is not rewrapped (the program will redraw it), the alternate screen never.
 */
final class Reflow {
    private static final Pen DEFAULT_PEN = new Pen();

    private final Screen screen;
    private final int oldCols;
    private final int newCols;
    private final int newRows;
    private final int maxLines;
    private final Scrollback scrollback;
    private List<Row> lines = new ArrayList<>();
    private int base;

    private Reflow(Screen screen, int newCols, int newRows) {
        this.screen = screen;
        this.newCols = newCols;
        this.newRows = newRows;
        oldCols = screen.cols();
        scrollback = screen.grid.scrollback;
        maxLines = newRows + scrollback.maxLines();
    }

    /** Resizes the normal screen. */
    static void resizeNormal(Screen screen, int cols, int rows) {
        Reflow reflow = new Reflow(screen, cols, rows);
        reflow.changeRows();
        reflow.changeCols();
        screen.tabs.resize(cols);
    }

    /** Resizes the alternate screen; while it is not shown it has no lines to keep. */
    static void resizeAlternate(Screen screen, int cols, int rows, boolean shown) {
        if (shown) {
            int oldCols = screen.cols();
            new Reflow(screen, cols, rows).changeRows();
            for (Row row : screen.grid.rows()) {
                row.resize(oldCols, cols);
            }
        } else {
            screen.grid.setRows(new Row[rows], cols);
            Arrays.setAll(screen.grid.rows(), i -> new Row());
            screen.scrollBottom = rows - 1;
        }
        screen.grid.setRows(screen.grid.rows(), cols);
        screen.tabs.resize(cols);
    }

    private void changeRows() {
        ArrayDeque<Row> rows = new ArrayDeque<>(Arrays.asList(screen.grid.rows()));
        int addToY = 0;
        while (rows.size() < newRows) {
            if (scrollback.size() > 0 && rows.size() <= screen.y + addToY + 1) {
                Row row = new Row();
                scrollback.pop(row);
                rows.addFirst(row);
                addToY++;
            } else {
                rows.addLast(new Row());
            }
        }
        while (rows.size() > newRows) {
            if (rows.size() > screen.y + 1) {
                rows.removeLast();
            } else {
                boolean full = scrollback.size() == scrollback.maxLines();
                scrollback.push(rows.removeFirst());
                if (full) {
                    screen.savedY = Math.max(screen.savedY - 1, 0);
                }
            }
        }
        screen.x = Math.min(screen.x, newCols - 1);
        screen.y = Math.min(screen.y, newRows - 1) + addToY;
        screen.savedX = Math.min(screen.savedX, newCols - 1);
        screen.scrollTop = 0;
        screen.scrollBottom = newRows - 1;
        screen.grid.setRows(rows.toArray(new Row[0]), oldCols);
    }

    private void changeCols() {
        if (newCols == oldCols) {
            return;
        }
        base = scrollback.size();
        for (int i = 0; i < base; i++) {
            Row row = new Row();
            scrollback.load(i, row);
            lines.add(row);
        }
        lines.addAll(Arrays.asList(screen.grid.rows()));
        if (newCols > oldCols) {
            lines.forEach(row -> row.resize(oldCols, newCols));
            widen();
        } else {
            narrow();
            lines.forEach(row -> row.resize(oldCols, newCols));
        }
        store();
    }

    private void store() {
        while (lines.size() < base + newRows) {
            lines.add(new Row());
        }
        scrollback.clear();
        int top = lines.size() - newRows;
        for (int i = 0; i < top; i++) {
            scrollback.push(lines.get(i));
        }
        screen.grid.setRows(lines.subList(top, lines.size()).toArray(new Row[0]), newCols);
    }

    /** Returns the lines from {@code first} on that belong together. */
    private List<Row> group(int first) {
        int end = first + 1;
        while (end < lines.size() && lines.get(end).wrapped) {
            end++;
        }
        return lines.subList(first, end);
    }

    private boolean holdsCursor(int first, int count) {
        int cursor = base + screen.y;
        return cursor >= first && cursor < first + count;
    }

    private void widen() {
        List<Row> kept = new ArrayList<>(lines.size());
        int removed = 0;
        for (int first = 0; first < lines.size(); ) {
            List<Row> group = group(first);
            int count = group.size();
            int left = count > 1 && !holdsCursor(first, count) ? join(group) : count;
            kept.addAll(group.subList(0, left));
            removed += count - left;
            first += count;
        }
        lines = kept;
        for (int i = 0; i < removed; i++) {
            if (base > 0) {
                base--;
            } else {
                screen.y = Math.max(screen.y - 1, 0);
                if (lines.size() < newRows) {
                    lines.add(new Row());
                }
            }
        }
        screen.savedY = Math.max(screen.savedY - removed, 0);
    }

    /** Fills each line of a group from the ones after it; returns how many lines are left. */
    private int join(List<Row> group) {
        int to = 0;
        int toCol = contentLength(group, 0);
        int from = 1;
        int fromCol = 0;
        while (from < group.size()) {
            int available = contentLength(group, from);
            int cells = Math.min(available - fromCol, newCols - toCol);
            copy(group.get(from), fromCol, group.get(to), toCol, cells);
            toCol += cells;
            if (toCol == newCols) {
                to++;
                toCol = 0;
            }
            fromCol += cells;
            if (fromCol == available) {
                from++;
                fromCol = 0;
            }
            if (toCol == 0 && to != 0 && group.get(to - 1).width(newCols - 1) == 2) {
                copy(group.get(to - 1), newCols - 1, group.get(to), toCol++, 1);
                group.get(to - 1).set(newCols - 1, Row.BLANK, DEFAULT_PEN);
            }
        }
        int last = to;
        if (last < group.size()) {
            group.get(last).erase(toCol, newCols, newCols, DEFAULT_PEN);
        }
        int left = group.size();
        while (left > 1 && (left - 1 > last || group.get(left - 1).trimmedLength() == 0)) {
            left--;
        }
        return left;
    }

    private static void copy(Row from, int fromCol, Row to, int toCol, int cells) {
        for (int i = 0; i < cells; i++) {
            to.copyCell(toCol + i, from, fromCol + i);
        }
    }

    /** Returns how much of a line counts: all but a last cell left blank because a wide character did not fit. */
    private int contentLength(List<Row> group, int i) {
        Row row = group.get(i);
        if (i == group.size() - 1) {
            return row.trimmedLength();
        }
        boolean endsBlank = !row.hasContent(oldCols - 1) && row.width(oldCols - 1) == 1;
        return endsBlank && group.get(i + 1).width(0) == 2 ? oldCols - 1 : oldCols;
    }

    /** New lines that a split group needs, and the index after them in the list that has all new lines below. */
    private record Insertion(int start, List<Row> rows) {}

    private void narrow() {
        List<Insertion> insertions = new ArrayList<>();
        int inserted = 0;
        int size = lines.size();
        int first;
        for (int last = lines.size() - 1; last >= 0; last = first - 1) {
            first = last;
            while (first > 0 && lines.get(first).wrapped) {
                first--;
            }
            Row lastRow = lines.get(last);
            if (!lastRow.wrapped && lastRow.trimmedLength() <= newCols || holdsCursor(first, last + 1 - first)) {
                continue;
            }
            List<Row> group = new ArrayList<>(lines.subList(first, last + 1));
            // What has no room any more is counted, and not made: it could be more than the memory holds.
            boolean kept = lines.size() - 1 - last + inserted < maxLines + newRows;
            int extra = kept ? split(group) : splitLengths(group).length - group.size();
            int filled = base == 0 && screen.y != size - 1 ? screen.y : size;
            int trimmed = Math.max(0, filled - maxLines + extra);
            if (kept && extra > 0) {
                insertions.add(new Insertion(last + 1 + inserted, group.subList(last + 1 - first, group.size())));
                inserted += extra;
            }
            size -= makeRoom(extra - trimmed, size + inserted);
            screen.savedY = Math.min(screen.savedY + extra, base + newRows - 1);
        }
        insert(insertions, size, inserted);
    }

    /** Moves the cursor down, or the screen, by new lines above; returns how many lines fall off the bottom. */
    private int makeRoom(int count, int size) {
        int popped = 0;
        for (int i = 0; i < count; i++) {
            if (base > 0) {
                base = Math.max(base, Math.min(base + 1, Math.min(maxLines, size - popped) - newRows));
            } else if (screen.y < newRows - 1) {
                screen.y++;
                popped++;
            } else {
                base++;
            }
        }
        return popped;
    }

    /** Puts the new lines in, from the bottom up; the list keeps its newest lines if it gets too long. */
    private void insert(List<Insertion> insertions, int size, int inserted) {
        ArrayDeque<Row> result = new ArrayDeque<>();
        int old = size - 1;
        int done = 0;
        int next = 0;
        int total = Math.min(maxLines, size + inserted);
        while (result.size() < total) {
            if (next < insertions.size() && insertions.get(next).start > old + done) {
                List<Row> rows = insertions.get(next++).rows;
                for (int i = rows.size() - 1; i >= 0 && result.size() < total; i--) {
                    result.addFirst(rows.get(i));
                }
                done += rows.size();
            } else {
                result.addFirst(lines.get(old--));
            }
        }
        lines = new ArrayList<>(result);
    }

    /** Distributes a group over more lines, which it appends; returns how many. */
    private int split(List<Row> group) {
        int old = group.size();
        int lastLength = group.get(old - 1).trimmedLength();
        int[] lengths = splitLengths(group);
        int extra = lengths.length - old;
        int[] contentLengths = new int[old];
        for (int i = 0; i < old; i++) {
            contentLengths[i] = contentLength(group, i);
        }
        for (int i = 0; i < extra; i++) {
            Row row = new Row();
            row.wrapped = true;
            group.add(row);
        }
        int to = lengths.length - 1;
        int toCol = to < 0 ? 0 : lengths[to];
        if (toCol == 0 && --to >= 0) {
            toCol = lengths[to];
        }
        int from = old - 1;
        int fromCol = lastLength;
        while (from >= 0 && to >= 0) {
            int cells = Math.min(fromCol, toCol);
            Row target = group.get(to);
            Row source = group.get(from);
            for (int i = cells - 1; i >= 0; i--) {
                target.copyCell(toCol - cells + i, source, fromCol - cells + i);
            }
            toCol -= cells;
            if (toCol == 0 && --to >= 0) {
                toCol = lengths[to];
            }
            fromCol -= cells;
            if (fromCol == 0) {
                from--;
                fromCol = contentLengths[Math.max(from, 0)];
            }
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < newCols) {
                group.get(i).set(lengths[i], Row.BLANK, DEFAULT_PEN);
            }
        }
        return extra;
    }

    /** Returns the lengths of the lines a group takes at the new width; a wide character is never cut. */
    private int[] splitLengths(List<Row> group) {
        int needed = 0;
        for (int i = 0; i < group.size(); i++) {
            needed += contentLength(group, i);
        }
        int[] lengths = new int[needed / (newCols - 1) + 2];
        int count = 0;
        int fromCol = 0;
        int from = 0;
        int available = 0;
        while (available < needed) {
            if (needed - available < newCols) {
                lengths[count++] = needed - available;
                break;
            }
            fromCol += newCols;
            int oldLength = contentLength(group, from);
            if (fromCol > oldLength) {
                fromCol -= oldLength;
                from++;
            }
            boolean endsWide = group.get(from).width(fromCol - 1) == 2;
            if (endsWide) {
                fromCol--;
            }
            lengths[count] = endsWide ? newCols - 1 : newCols;
            available += lengths[count++];
        }
        return Arrays.copyOf(lengths, count);
    }
}
