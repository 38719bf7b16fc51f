package dev.jshare.vt;

import java.util.function.Consumer;

/** The screen as plain text and as JSON. */
final class TextFormat {
    private TextFormat() {}

    /** One line a row, each ended by LF; blank lines at the end are left out. */
    static String text(ScreenReader reader) {
        StringBuilder out = new StringBuilder();
        int[] end = {0};
        Consumer<Row> append = row -> {
            String line = ScreenReader.text(row);
            out.append(line).append('\n');
            if (!line.isEmpty()) {
                end[0] = out.length();
            }
        };
        reader.forEachLine(append, out::length);
        return out.substring(0, end[0]);
    }

    /** One JSON object: size, title, cursor (from 0), which screen, and the text of all lines. */
    static String json(ScreenReader reader) {
        Emulator emulator = reader.emulator();
        Screen screen = emulator.screen;
        StringBuilder lines = new StringBuilder();
        int[] count = {0};
        Consumer<Row> append = row -> {
            lines.append(count[0]++ == 0 ? "" : ",");
            quote(ScreenReader.text(row), lines);
        };
        reader.forEachLine(append, lines::length);
        return "{\"cols\":" + screen.cols()
                + ",\"rows\":" + screen.rows()
                + ",\"title\":" + quoted(emulator.title())
                + ",\"cursor\":{\"x\":" + Math.min(screen.x, screen.cols() - 1)
                + ",\"y\":" + screen.y
                + ",\"visible\":" + emulator.modes.isSet(Mode.CURSOR_VISIBLE)
                + "},\"alternate\":" + emulator.isAlternate()
                + ",\"scrollback\":" + (count[0] - screen.rows())
                + ",\"lines\":[" + lines + "]}\n";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        quote(text, out);
        return out.toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
