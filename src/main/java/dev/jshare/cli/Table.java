package dev.jshare.cli;

import dev.jshare.vt.CharWidth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of text in columns as wide as they need to be. */
final class Table {
    /** All characters below this take one column; most texts have no others, and load no tables. */
    private static final int FIRST_OTHER = 0x300;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    /** Adds a row with as many cells as the heading; null is an empty one. */
    void row(@Nullable String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(plain(cell));
        }
        rows.add(row);
    }

    /** The heading and the rows, without blanks at their ends. */
    List<String> lines(boolean coloured) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
            }
            String text = line.toString().stripTrailing();
            lines.add(coloured && lines.isEmpty() ? "\u001b[2m" + text + "\u001b[0m" : text);
        }
        return lines;
    }

    /** In columns of a terminal. */
    private static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            length += codePoint < FIRST_OTHER ? 1 : CharWidth.of(codePoint);
        }
        return length;
    }

    /** Fit for a terminal: without what would control it (a name may come from a viewer). */
    static String plain(@Nullable String text) {
        StringBuilder plain = new StringBuilder();
        (text == null ? "" : text).codePoints().forEach(c -> plain.appendCodePoint(controls(c) ? '?' : c));
        return plain.toString();
    }

    private static boolean controls(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.FORMAT;
    }
}
