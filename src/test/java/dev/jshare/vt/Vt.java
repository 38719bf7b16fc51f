package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A terminal for tests, with its inside in reach, and all that can be told about it as text. */
final class Vt {
    final Emulator emulator;
    private final Parser parser;
    private final int scrollback;

    Vt(int cols, int rows, int scrollback) {
        this.scrollback = scrollback;
        emulator = new Emulator(cols, rows, scrollback);
        emulator.replies.turn(true);
        parser = new Parser(emulator);
    }

    Vt feed(byte[] bytes) {
        parser.feed(bytes, 0, bytes.length);
        return this;
    }

    Vt feed(String text) {
        return feed(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] snapshot(int lines) {
        return new ScreenDump(emulator, parser, lines).write();
    }

    /** What is to be written to the host's own terminal. */
    HostDump host() {
        return new HostDump(emulator, parser);
    }

    /** A fresh terminal that was given this one's snapshot. */
    Vt join() {
        Vt joined = new Vt(emulator.normal.cols(), emulator.normal.rows(), scrollback);
        return joined.feed(snapshot(scrollback));
    }

    Vt savingRows() {
        emulator.normal.saveRows();
        emulator.alternate.saveRows();
        return this;
    }

    /** A fresh terminal that keeps only so many lines above the screen, and was given this one's snapshot. */
    Vt joinWith(int lines) {
        Vt joined = new Vt(emulator.normal.cols(), emulator.normal.rows(), lines).savingRows();
        return joined.feed(snapshot(lines));
    }

    /** Everything a viewer could see now or later, one fact a line. */
    String state() {
        StringBuilder out = new StringBuilder();
        above(out, emulator.normal);
        return out + stateOfScreen();
    }

    private String stateOfScreen() {
        StringBuilder out = new StringBuilder();
        screen(out, "normal", emulator.normal);
        if (emulator.isAlternate()) {
            screen(out, "alternate", emulator.alternate);
        }
        out.append("alternate shown ").append(emulator.isAlternate()).append('\n');
        out.append("cursor ")
                .append(emulator.screen.y)
                .append(' ')
                .append(emulator.screen.x)
                .append('\n');
        Pen pen = emulator.pen;
        out.append(String.format(
                "pen %x %x %d %x %s%n", pen.fg, pen.bg, pen.underline, pen.underlineColor, link(pen.link)));
        for (Mode mode : Mode.values()) {
            out.append(mode).append(' ').append(emulator.modes.isSet(mode)).append('\n');
        }
        out.append("style ").append(emulator.cursorStyle).append(' ').append(emulator.cursorStyleBlink);
        out.append("\ntitle ").append(emulator.title()).append('\n');
        for (int g = 0; g < 4; g++) {
            out.append("G")
                    .append(g)
                    .append(' ')
                    .append(emulator.charsets.designated(g))
                    .append('\n');
        }
        out.append("set ").append(emulator.charsets.current()).append('\n');
        for (int i = 0; i < Palette.SIZE; i++) {
            if (emulator.palette.isChanged(i)) {
                out.append(String.format("color %d %06x%n", i, emulator.palette.get(i)));
            }
        }
        ByteBuilder open = new ByteBuilder(16);
        parser.write(open);
        return out.append("open ")
                .append(new String(open.toByteArray(), StandardCharsets.ISO_8859_1))
                .toString();
    }

    /** Compares two states and tells the first line that differs. */
    static void assertSameState(Vt expected, Vt actual, String what) {
        assertSame(expected.state(), actual.state(), what);
    }

    /** Like {@link #assertSameState}, but for the lines above the screen. */
    static void assertSameScreen(Vt expected, Vt actual, String what) {
        assertSame(expected.stateOfScreen(), actual.stateOfScreen(), what);
    }

    private static void assertSame(String expected, String actual, String what) {
        List<String> left = expected.lines().toList();
        List<String> right = actual.lines().toList();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            assertEquals(left.get(i), right.get(i), what + ", line " + i + " of the state");
        }
        assertEquals(left.size(), right.size(), what + ", size of the state");
    }

    private void above(StringBuilder out, Screen screen) {
        Row row = new Row();
        for (int i = 0; i < screen.grid.base(); i++) {
            screen.grid.scrollback.load(i, row);
            line(out, "above " + i, row);
        }
    }

    private void screen(StringBuilder out, String name, Screen screen) {
        for (int y = 0; y < screen.rows(); y++) {
            line(out, name + " " + y, screen.grid.row(y));
        }
        out.append(name).append(" region ").append(screen.scrollTop).append(' ').append(screen.scrollBottom);
        out.append(" saved ")
                .append(screen.savedX)
                .append(' ')
                .append(screen.savedY)
                .append(' ');
        out.append(String.format("%x %x %s tabs", screen.savedFg, screen.savedBg, screen.savedCharset));
        for (int col = 0; col < screen.cols(); col++) {
            out.append(screen.tabs.isSet(col) ? " " + col : "");
        }
        out.append('\n');
    }

    private void line(StringBuilder out, String name, Row row) {
        Pen pen = new Pen();
        out.append(name).append(row.wrapped ? " wrapped" : "").append('\n');
        for (int col = 0; col < emulator.normal.cols(); col++) {
            row.loadPen(col, pen);
            boolean plain = !row.hasContent(col)
                    && (pen.fg & (Pen.INVERSE | Pen.UNDERLINE | Pen.STRIKE)) == 0
                    && (pen.bg & (Pen.OVERLINE | Pen.PROTECTED)) == 0
                    && ((pen.bg & Pen.EXTENDED) == 0 || (pen.underline | pen.link) == 0);
            if (plain && (pen.bg & Pen.COLOR_MASK) == 0 && row.width(col) == 1) {
                continue;
            }
            out.append("  ").append(col).append(" w").append(row.width(col));
            if (row.width(col) > 0) {
                out.append(String.format(" %x %x", plain ? 0 : pen.fg, plain ? pen.bg & Pen.COLOR_MASK : pen.bg));
                out.append(plain || pen.underline == 0 ? "" : " u" + pen.underline + " " + pen.underlineColor);
                out.append(' ').append(link(pen.link));
            }
            for (int i = 0; i < row.codePoints(col); i++) {
                out.append(' ').append(Integer.toHexString(row.codePoint(col, i)));
            }
            out.append('\n');
        }
    }

    private String link(int number) {
        return number == 0 ? "-" : emulator.links.get(number).toString();
    }
}
