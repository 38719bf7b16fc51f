package dev.jshare.vt;

import org.jspecify.annotations.Nullable;

/**
 * A terminal emulator without a display: takes what a program writes, knows what its screen shows, and can write it down.
 *
 * <p>Behaves as xterm.js 6 does with Unicode 11 widths, which is what viewers run. Not thread-safe: one thread at a time.
 * No input makes it throw, hang or grow without bound.
 */
public final class Terminal {
    /** The program wants to know when the terminal gets and loses the focus (DECSET 1004). */
    public static final int FOCUS = 1;

    /** It wants to know of the mouse (DECSET 9, 1000, 1002, 1003). */
    public static final int MOUSE = 2;

    /** Reports of the mouse are to be in the SGR encoding (DECSET 1006, 1016). */
    public static final int MOUSE_SGR = 4;

    /** They are to have coordinates in UTF-8 (DECSET 1005). */
    public static final int MOUSE_UTF8 = 8;

    /** They are to be in urxvt's encoding (DECSET 1015). */
    public static final int MOUSE_URXVT = 16;

    private final Emulator emulator;
    private final Parser parser;

    /**
     * Creates a blank terminal.
     *
     * @param cols width in columns; kept between 2 and 2000
     * @param rows height in lines; kept between 1 and 1000
     * @param scrollback lines kept above the screen, at most 100,000
     */
    public Terminal(int cols, int rows, int scrollback) {
        emulator = new Emulator(
                Limits.cols(cols), Limits.rows(rows), Math.max(0, Math.min(scrollback, Limits.MAX_SCROLLBACK)));
        parser = new Parser(emulator);
    }

    /** Returns another terminal with this one's screen, and nothing of what has left it. */
    public Terminal withoutHistory() {
        Terminal terminal = new Terminal(cols(), rows(), emulator.normal.grid.scrollback.maxLines());
        if (emulator.normal.savesRows()) {
            terminal.saveRows();
        }
        byte[] snapshot = snapshot(0);
        terminal.feed(snapshot, 0, snapshot.length);
        terminal.emulator.window = emulator.window;
        terminal.emulator.foreign = emulator.foreign;
        terminal.emulator.switches = emulator.switches;
        terminal.emulator.clears = emulator.clears;
        terminal.emulator.bells = emulator.bells;
        terminal.emulator.otherMouse = emulator.otherMouse;
        terminal.emulator.normal.grid.countFrom(emulator.normal.grid);
        terminal.answerQueries(emulator.replies.isOn());
        return terminal;
    }

    Emulator emulator() {
        return emulator;
    }

    /** Takes output of a program, cut anywhere. */
    public void feed(byte[] data, int offset, int length) {
        parser.feed(data, offset, length);
    }

    /**
     * Returns whether nothing is in force with which plain text could do more than fill lines and scroll: the normal screen
     * scrolls as a whole, and no sequence is open.
     */
    boolean canSkim() {
        Modes modes = emulator.modes;
        return parser.isAtRest()
                && !emulator.isAlternate()
                && emulator.screen.hasFullRegion()
                && !modes.isSet(Mode.ORIGIN)
                && !modes.isSet(Mode.REVERSE_WRAP);
    }

    /** Returns how many line feeds in the last row leave nothing of what is on the screen and above it. */
    int linesToForget() {
        return emulator.normal.grid.scrollback.maxLines() + rows();
    }

    /** Changes the size; long lines of the normal screen are wrapped anew. */
    public void resize(int cols, int rows) {
        int newCols = Limits.cols(cols);
        int newRows = Limits.rows(rows);
        if (newCols != cols() || newRows != rows()) {
            emulator.resize(newCols, newRows);
        }
    }

    /**
     * Returns escape sequences which bring a fresh xterm.js of this size into the state of this terminal, what it has read
     * of an unfinished sequence or character included.
     *
     * @param scrollbackLines how many of the newest lines above the screen to include; fewer if all would be larger than 4 MiB
     */
    public byte[] snapshot(int scrollbackLines) {
        return TooLargeException.fit(
                above(scrollbackLines),
                lines -> new ScreenDump(emulator, parser, lines, TooLargeException.most(lines)).write());
    }

    private int above(int scrollbackLines) {
        return Math.max(0, Math.min(scrollbackLines, emulator.normal.grid.base()));
    }

    /**
     * Returns what is shown as plain text: a line for each row, without blanks at the end.
     *
     * @param scrollbackLines as in {@link #snapshot}
     */
    public String text(int scrollbackLines) {
        return TooLargeException.fit(
                above(scrollbackLines), lines -> TextFormat.text(new ScreenReader(emulator, lines)));
    }

    /** Returns what is shown as JSON, with size, title and cursor; parameter as in {@link #text}. */
    public String json(int scrollbackLines) {
        return TooLargeException.fit(
                above(scrollbackLines), lines -> TextFormat.json(new ScreenReader(emulator, lines)));
    }

    /** Returns what is shown as an HTML fragment with colours, all text escaped; parameter as in {@link #text}. */
    public String html(int scrollbackLines) {
        return TooLargeException.fit(
                above(scrollbackLines), lines -> HtmlFormat.html(new ScreenReader(emulator, lines)));
    }

    public int cols() {
        return emulator.normal.cols();
    }

    public int rows() {
        return emulator.normal.rows();
    }

    /** Returns the window title, empty if none was set (OSC 0, OSC 2). */
    public String title() {
        return emulator.title();
    }

    /**
     * Has saved cursors (DECSC) keep their row on the screen, as terminals do. xterm.js by itself counts it from the oldest
     * line of the scrollback, so that where a cursor is restored depends on how many lines somebody happens to have there.
     */
    public void saveRows() {
        emulator.normal.saveRows();
        emulator.alternate.saveRows();
    }

    /**
     * Returns the title that the program's own terminal shows, or null if no program has set one: unlike {@link #title} it
     * knows of titles that were saved and restored (XTWINOPS 22 and 23).
     */
    public @Nullable String windowTitle() {
        return emulator.window.current();
    }

    /** Returns how many titles are saved. */
    public int savedTitles() {
        return emulator.window.depth();
    }

    /** Returns how often the window title was set or restored, be it to what it was. */
    public int titleChanges() {
        return emulator.window.changes();
    }

    /** Returns whether what was fed ends between sequences and characters, so that others may write there. */
    public boolean isAtRest() {
        return parser.isAtRest();
    }

    /** Returns what the program wants to be told of beside keys: {@link #FOCUS}, {@link #MOUSE} and their like, added up. */
    public int reporting() {
        return emulator.reporting();
    }

    /** Turns on answers to queries, for when no other terminal gives them, or off. */
    public void answerQueries(boolean on) {
        emulator.replies.turn(on);
    }

    /** Returns sequences which return a terminal that shows this one's screen to the modes and the pen of a fresh one. */
    public byte[] plain() {
        return new HostDump(emulator, parser).plain();
    }

    /** Returns what has a terminal made {@link #plain}, on the normal screen, scroll away what stands above this one's first line. */
    public byte[] scrollToTop() {
        return new HostDump(emulator, parser).scrollToTop();
    }

    /** Begins a time in which the program's own terminal does not hear the program. */
    public HostMark mark() {
        emulator.foreign.keep(true);
        return new HostDump(emulator, parser).mark();
    }

    /**
     * Ends that time.
     *
     * @param mark what began it
     * @return sequences that bring that terminal, made {@link #plain} then and showing the same screen, to the state of this one
     */
    public byte[] catchUp(HostMark mark) {
        byte[] bytes = new HostDump(emulator, parser).repaint(mark);
        emulator.foreign.keep(false);
        return bytes;
    }

    /** Returns the answers to queries since the last call, to be sent to the program; empty if there are none. */
    public byte[] takeReplies() {
        return emulator.replies.take();
    }

    /** Returns how keys and the mouse are to be reported. */
    public KeyModes keyModes() {
        return KeyModes.of(emulator);
    }

    /** Returns the column of the cursor, from 0; it may stand behind the last one. */
    public int cursorX() {
        return emulator.screen.x;
    }

    /** Returns the row of the cursor, from 0. */
    public int cursorY() {
        return emulator.screen.y;
    }

    /** Returns how many lines are kept above the normal screen, be that shown or not. */
    public int linesKept() {
        return emulator.normal.grid.base();
    }

    /** Returns how many lines are kept above what is shown. */
    public int linesAbove() {
        return emulator.screen.grid.base();
    }
}
