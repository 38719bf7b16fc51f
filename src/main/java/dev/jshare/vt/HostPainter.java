package dev.jshare.vt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a terminal on the host's own, whose last row is for something else: what has changed since the last time, row by row,
 * as a terminal multiplexer does. Lines that leave the top of the normal screen scroll into the scrollback of the host's
 * terminal. The shell is not heard there at all, so that nothing it prints can touch that row.
 *
 * <p>At first some lines of ours stand above the screen, as what was printed before a shell does; they scroll away when
 * the screen needs their room. Not thread-safe.
 */
public final class HostPainter {
    private static final byte[] BLANK = {};

    /** A row into which the one above it wraps. */
    private static final byte[] CONTINUED = {0};

    private final List<String> header;
    private List<byte[]> headerRows = List.of();
    private final Modes modes = new Modes(); // As the host's terminal has them.
    private final List<DrawnRow> drawn = new ArrayList<>();
    private final Palette palette = new Palette();
    private List<byte @Nullable []> shown =
            new ArrayList<>(); // Rows of the host's terminal; null for what is not known.
    private byte @Nullable [] status; // Null if it is not known.
    private int offset; // Rows of the header that are still there.
    private boolean alternate;
    private int cols;
    private long scrolled;
    private int clears;
    private int bells;
    private int titleChanges;
    private int style = -1;
    private int cursorX = -1;
    private int cursorY = -1;
    private ByteBuilder out = new ByteBuilder(4096);

    /** @param header lines above the screen, as text without colours */
    public HostPainter(Terminal terminal, List<String> header) {
        this.header = List.copyOf(header);
        Emulator emulator = terminal.emulator();
        offset = layOutHeader(terminal.cols());
        scrolled = emulator.normal.grid.scrolled();
        clears = emulator.clears;
        bells = emulator.bells;
        titleChanges = emulator.window.changes();
    }

    /**
     * Forgets what the host's terminal shows, and has it in the modes of a fresh one.
     *
     * @param onAlternate which screen it shows
     */
    public void forget(boolean onAlternate) {
        alternate = onAlternate;
        cols = 0;
        style = -1;
        for (Mode mode : Mode.all()) {
            modes.set(mode, mode.initial);
        }
        for (int i = 0; i < Palette.SIZE; i++) {
            palette.restore(i);
        }
    }

    /** Returns whether the host's terminal shows its alternate screen. */
    public boolean isAlternate() {
        return alternate;
    }

    /**
     * Returns what brings the host's terminal to this screen; nothing if it is there.
     *
     * @param bottom the last row, as text with its colours, that fits; null if there is no row for it
     */
    public byte[] paint(Terminal terminal, @Nullable String bottom) {
        out = new ByteBuilder(4096);
        Emulator emulator = terminal.emulator();
        writeEvents(emulator);
        boolean anew = emulator.screen.cols() != cols || emulator.screen.rows() != shown.size();
        if (emulator.isAlternate() != alternate) {
            alternate = !alternate;
            out.put(alternate ? "\033[?1049h" : "\033[?1049l");
            anew = true;
        }
        if (anew) {
            begin(emulator);
        }
        emulator.foreign.write(alternate, out);
        emulator.foreign.writeToWindow(out);
        emulator.foreign.keep(true);
        if (!alternate) {
            scroll(emulator);
        }
        for (int y = shown.size() - 1; y >= 0; y--) { // Upwards: a row is blank before the one above wraps into it.
            put(y, row(emulator, y));
        }
        byte @Nullable [] wanted = bottom == null ? null : render(bottom);
        if (wanted != null && !Arrays.equals(wanted, status)) {
            status = wanted;
            write(shown.size(), wanted);
        }
        writeModes(emulator);
        return out.toByteArray();
    }

    /** Bells, titles and colours are the whole window's, wherever the cursor is. */
    private void writeEvents(Emulator emulator) {
        if (emulator.bells != bells) {
            bells = emulator.bells;
            out.put(7);
        }
        String title = emulator.window.current();
        if (emulator.window.changes() != titleChanges && title != null) {
            out.put("\033]2;");
            out.put(title.replaceAll("\\p{Cc}", ""));
            out.put("\033\\");
        }
        titleChanges = emulator.window.changes();
        for (int i = 0; i < Palette.SIZE; i++) {
            if (!palette.isSame(i, emulator.palette)) {
                palette.copy(i, emulator.palette);
                palette.write(i, out);
            }
        }
    }

    /** A line that is too long is left to the terminal to wrap, which knows then that it is one: links are copied from it. */
    private int layOutHeader(int width) {
        headerRows = new ArrayList<>();
        for (String line : header) {
            headerRows.add(render(line));
            for (int at = width; at < line.length(); at += width) {
                headerRows.add(CONTINUED);
            }
        }
        return headerRows.size();
    }

    private void begin(Emulator emulator) {
        boolean whole = offset == headerRows.size();
        cols = emulator.screen.cols();
        int rows = emulator.screen.rows();
        int size = layOutHeader(cols);
        offset = whole && size < rows ? size : 0;
        drawn.clear(); // What is drawn depends on the width.
        shown = new ArrayList<>();
        for (int y = 0; y < rows; y++) {
            shown.add(null);
        }
        out.put("\033[m\033[1;");
        out.putNumber(rows);
        out.put('r');
        status = null;
    }

    /** Brings lines that have left the screen into the scrollback of the host's terminal. */
    private void scroll(Emulator emulator) {
        Grid grid = emulator.normal.grid;
        int gone = (int) Math.min(grid.scrolled() - scrolled, grid.base());
        scrolled = grid.scrolled();
        boolean cleared = emulator.clears != clears;
        clears = emulator.clears;
        while (offset > 0 && (gone > 0 || cleared || offset + lastUsed(emulator) >= shown.size())) {
            put(0, header(0));
            scrollOne();
            offset--;
        }
        Row line = new Row();
        for (int i = grid.base() - gone; i < grid.base(); i++) {
            grid.scrollback.load(i, line);
            put(0, render(line, emulator));
            scrollOne();
        }
    }

    /** The last row of the screen that has to be seen. */
    private static int lastUsed(Emulator emulator) {
        Screen screen = emulator.normal;
        int y = screen.rows() - 1;
        while (y > screen.y && screen.grid.row(y).trimmedLength() == 0) {
            y--;
        }
        return y;
    }

    private void scrollOne() {
        out.putPosition(shown.size() - 1, 0);
        out.put("\033[m\n");
        shown.remove(0);
        shown.add(BLANK);
    }

    /** What a row of the host's terminal is to show. */
    private byte[] row(Emulator emulator, int y) {
        int above = alternate ? 0 : offset;
        return y < above ? header(y) : drawn(emulator, y - above);
    }

    private byte[] drawn(Emulator emulator, int y) {
        while (drawn.size() <= y) {
            drawn.add(new DrawnRow());
        }
        Row row = emulator.screen.grid.row(y);
        byte[] bytes = drawn.get(y).of(row);
        if (bytes == null) {
            bytes = render(row, emulator);
            drawn.get(y).keep(row, bytes);
        }
        return bytes;
    }

    private byte[] header(int y) {
        return headerRows.get(headerRows.size() - offset + y);
    }

    private static byte[] render(String text) {
        ByteBuilder line = new ByteBuilder(128);
        line.put(text);
        return line.toByteArray();
    }

    private static byte[] render(Row row, Emulator emulator) {
        ByteBuilder line = new ByteBuilder(128);
        PenWriter pens = new PenWriter(line, emulator.links);
        pens.neverSave();
        RowWriter writer = new RowWriter(line, pens, emulator.screen.cols());
        writer.begin(false);
        writer.draw(row);
        if (line.size() > 0) {
            pens.set(new Pen(), false);
        }
        return line.toByteArray();
    }

    private void put(int y, byte[] wanted) {
        if (!Arrays.equals(wanted, shown.get(y))) {
            shown.set(y, wanted);
            write(y, wanted == CONTINUED ? BLANK : wanted);
        }
    }

    private void write(int y, byte[] line) {
        hideCursor();
        out.putPosition(y, 0);
        out.put("\033[m\033[2K");
        out.put(line, 0, line.length);
    }

    private void hideCursor() {
        if (modes.isSet(Mode.CURSOR_VISIBLE)) {
            modes.set(Mode.CURSOR_VISIBLE, false);
            Mode.CURSOR_VISIBLE.write(false, out);
        }
    }

    /** What the program set that keys and the cursor depend on; the others have done their part in the emulator. */
    private void writeModes(Emulator emulator) {
        int above = alternate ? 0 : offset;
        int y = emulator.screen.y + above;
        int x = Math.min(emulator.screen.x, cols - 1);
        if (out.size() > 0 || y != cursorY || x != cursorX) {
            out.putPosition(y, x);
            cursorY = y;
            cursorX = x;
        }
        for (Mode mode : Mode.all()) {
            boolean on = emulator.modes.isSet(mode);
            if (isForHost(mode) && on != modes.isSet(mode)) {
                modes.set(mode, on);
                mode.write(on, out);
            }
        }
        int wanted = emulator.cursorStyleBlink < 0 ? -1 : 2 * emulator.cursorStyle - emulator.cursorStyleBlink;
        if (wanted != style) {
            style = wanted;
            out.put("\033[");
            out.putNumber(Math.max(0, wanted));
            out.put(" q");
        }
    }

    private static boolean isForHost(Mode mode) {
        return switch (mode) {
            case INSERT, ORIGIN, AUTO_WRAP, REVERSE_WRAP, SYNCHRONIZED_OUTPUT -> false;
            default -> true;
        };
    }

    /** Returns what gives the host's terminal back: all rows are the shell's, the modes are those of a fresh terminal. */
    public byte[] leave(Terminal terminal) {
        out = new ByteBuilder(256);
        while (offset > 0 && !alternate) {
            scrollOne();
            offset--;
        }
        for (Mode mode : Mode.all()) {
            if (modes.isSet(mode) != mode.initial) {
                mode.write(mode.initial, out);
            }
        }
        Palette fresh = new Palette();
        for (int i = 0; i < Palette.SIZE; i++) {
            if (palette.isChanged(i)) {
                fresh.write(i, out);
            }
        }
        out.put("\033[m\033[r");
        out.putPosition(terminal.rows(), 0);
        out.put("\033[2K");
        return out.toByteArray();
    }
}
