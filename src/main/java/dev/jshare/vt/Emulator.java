package dev.jshare.vt;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives control functions their meaning and keeps the whole state of the terminal.
 *
 * <p>This is the dispatcher: {@link Printer} puts text on the screen, {@link Screen} moves, erases and scrolls, {@link Osc}
 * handles commands to the system around the terminal and {@link Reports} answers queries.
 */
final class Emulator implements ParserHandler {
    /** Repetitions by one REP. Programs repeat within a line; without a bound nine bytes could print two billion. The page keeps the same limit (guard.ts). */
    static final int MAX_REPEAT = 4096;

    final Modes modes = new Modes();
    final Pen pen = new Pen();
    final Charsets charsets = new Charsets();
    final Palette palette = new Palette();
    final Links links = new Links();
    final Replies replies = new Replies();
    WindowTitle window = new WindowTitle();
    Foreign foreign = new Foreign();
    /** How often the screens were exchanged. */
    int switches;
    /** How often the normal screen was cleared. */
    int clears;
    /** How often the bell rang. */
    int bells;

    final Screen normal;
    final Screen alternate;
    Screen screen;

    /** DECSCUSR: 0 none set, 1 block, 2 underline, 3 bar. */
    int cursorStyle;
    /** DECSCUSR: -1 none set, 0 steady, 1 blinking. */
    int cursorStyleBlink = -1;

    /** DECSET 1005, 1015: no terminal of ours sends such reports, but those of others may once a program asks. */
    int otherMouse;

    private final Sgr sgr = new Sgr();
    private final Printer printer = new Printer(this);
    private final Osc osc = new Osc(this);
    private final Reports reports = new Reports(this);
    private final Pen blankPen = new Pen();

    Emulator(int cols, int rows, int scrollback) {
        normal = new Screen(cols, rows, scrollback);
        alternate = new Screen(cols, rows, 0);
        screen = normal;
    }

    String title() {
        return osc.title();
    }

    /** Returns what is to be reported beside keys: bits of {@link Terminal}. */
    int reporting() {
        boolean mouse = modes.isSet(Mode.MOUSE_X10)
                || modes.isSet(Mode.MOUSE_BUTTONS)
                || modes.isSet(Mode.MOUSE_DRAG)
                || modes.isSet(Mode.MOUSE_MOTION);
        boolean sgr = modes.isSet(Mode.MOUSE_SGR) || modes.isSet(Mode.MOUSE_SGR_PIXELS);
        return (modes.isSet(Mode.FOCUS_EVENTS) ? Terminal.FOCUS : 0)
                | (mouse ? Terminal.MOUSE : 0)
                | (sgr ? Terminal.MOUSE_SGR : 0)
                | otherMouse;
    }

    /** Returns how wide the last printed character is if REP and combining marks can still refer to it, else 0. */
    int lastWidth() {
        return printer.lastWidth();
    }

    boolean isAlternate() {
        return screen == alternate;
    }

    /** Returns a pen which has nothing but the background colour (xterm's "bce" erase). */
    Pen blankPen() {
        blankPen.set(0, pen.bg & Pen.COLOR_MASK, 0, 0, 0);
        return blankPen;
    }

    long blankAttributes() {
        return pen.bg & Pen.COLOR_MASK;
    }

    boolean originMode() {
        return modes.isSet(Mode.ORIGIN);
    }

    void resize(int cols, int rows) {
        int normalRow = normal.savedY;
        int alternateRow = alternate.savedY;
        Reflow.resizeNormal(normal, cols, rows);
        Reflow.resizeAlternate(alternate, cols, rows, isAlternate());
        if (normal.savesRows()) {
            normal.savedY = Math.min(normalRow, rows - 1);
            alternate.savedY = Math.min(alternateRow, rows - 1);
        }
    }

    void markUsedLinks(BitSet used) {
        used.set(pen.link);
        normal.grid.markLinks(used);
        alternate.grid.markLinks(used);
    }

    @Override
    public int print(byte[] data, int from, int to) {
        return printer.print(data, from, to);
    }

    @Override
    public void print(int codePoint) {
        printer.print(codePoint);
    }

    @Override
    public void endPrint() {
        printer.end();
    }

    @Override
    public void execute(int code) {
        switch (code) {
            case 7 -> bells++;
            case '\b' -> screen.backspace(modes.isSet(Mode.REVERSE_WRAP), originMode());
            case '\t' -> screen.tab(1);
            case '\n', 0x0B, '\f' -> screen.lineFeed(modes.isSet(Mode.NEW_LINE), blankAttributes());
            case '\r' -> screen.x = 0;
            case 0x0E -> charsets.invoke(1);
            case 0x0F -> charsets.invoke(0);
            case 0x84 -> screen.index(originMode(), blankAttributes());
            case 0x85 -> nextLine();
            case 0x88 -> screen.tabs.set(screen.x);
            default -> {
                // Controls without a meaning.
            }
        }
        printer.endRepeat();
    }

    private void nextLine() {
        screen.x = 0;
        screen.index(originMode(), blankAttributes());
    }

    @Override
    public void escDispatch(int id) {
        switch (id) {
            case '7' -> screen.save(pen, charsets.current());
            case '8' -> restoreCursor();
            case 'D' -> screen.index(originMode(), blankAttributes());
            case 'E' -> nextLine();
            case 'H' -> screen.tabs.set(screen.x);
            case 'M' -> screen.reverseIndex(originMode(), blankAttributes());
            case '=' -> modes.set(Mode.APPLICATION_KEYPAD, true);
            case '>' -> modes.set(Mode.APPLICATION_KEYPAD, false);
            case 'c' -> fullReset();
            case 'n', '}' -> charsets.invoke(2);
            case 'o', '|' -> charsets.invoke(3);
            case '~' -> charsets.invoke(1);
            case '%' << 8 | '@', '%' << 8 | 'G' -> {
                charsets.invoke(0);
                charsets.designate(0, null);
            }
            case '#' << 8 | '8' -> screen.align(pen, originMode());
            default -> designate(id);
        }
        printer.endRepeat();
    }

    private void designate(int id) {
        int code = id & 0xFF;
        int g = switch (id >>> 8) {
            case '(' -> 0;
            case ')', '-' -> 1;
            case '*', '.' -> 2;
            case '+' -> 3;
            default -> -1;
        };
        if (g >= 0 && Charset.isDesignator(code)) {
            charsets.designate(g, Charset.find(code));
        }
    }

    private void restoreCursor() {
        screen.x = screen.savedX;
        screen.y = screen.restoredY();
        pen.fg = screen.savedFg;
        pen.bg = screen.savedBg;
        charsets.restore(screen.savedCharset);
        screen.restrictCursor(screen.cols() - 1, originMode());
    }

    /** RIS. Deviation: title, palette, LNM, cursor blink and visibility survive, as in xterm.js. */
    private void fullReset() {
        pen.reset();
        normal.reset(0, true);
        alternate.reset(0, true);
        switches++;
        clears++;
        screen = normal;
        charsets.reset();
        modes.fullReset();
        otherMouse = 0;
        resetCursorStyle();
    }

    /** DECSTR. */
    private void softReset() {
        screen.scrollTop = 0;
        screen.scrollBottom = screen.rows() - 1;
        pen.reset();
        modes.softReset();
        resetCursorStyle();
        charsets.reset();
        screen.savedX = 0;
        screen.savedY = screen.savedBase();
        screen.savedFg = 0;
        screen.savedBg = 0;
        screen.savedCharset = null;
    }

    private void resetCursorStyle() {
        cursorStyle = 0;
        cursorStyleBlink = -1;
    }

    @Override
    public void oscDispatch(int id, String text) {
        osc.dispatch(id, text);
        printer.endRepeat();
    }

    @Override
    public void dcsDispatch(int id, String text) {
        if (id == ('$' << 8 | 'q')) {
            reports.statusString(text);
        }
        printer.endRepeat();
    }

    @Override
    public void csiDispatch(int id, Params params) {
        if (id == 'm') {
            sgr.apply(params, pen);
        } else if (!moveCursor(id, params) && !edit(id, params)) {
            control(id, params);
        }
        printer.endRepeat();
    }

    private boolean moveCursor(int id, Params params) {
        boolean origin = originMode();
        int n = params.atLeastOne(0);
        switch (id) {
            case 'A' -> screen.up(n, origin);
            case 'B' -> screen.down(n, origin);
            case 'C', 'a' -> screen.moveBy(n, 0, origin);
            case 'D' -> screen.moveBy(-n, 0, origin);
            case 'E' -> {
                screen.down(n, origin);
                screen.x = 0;
            }
            case 'F' -> {
                screen.up(n, origin);
                screen.x = 0;
            }
            // HPA and CHA stay in the row; origin mode adds the top of the region to it again, as in xterm.js.
            case 'G', '`' -> screen.moveTo(n - 1, screen.y, origin);
            case 'H', 'f' -> screen.moveTo(params.atLeastOne(1) - 1, n - 1, origin);
            case 'I' -> screen.tab(n);
            case 'Z' -> screen.backTab(n);
            case 'd' -> screen.moveTo(screen.x, n - 1, origin);
            case 'e' -> screen.moveBy(0, n, origin);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean edit(int id, Params params) {
        int n = params.atLeastOne(0);
        Pen blank = blankPen();
        switch (id) {
            case '@' -> screen.insertChars(n, blank, originMode());
            case 'J' -> erase(params.get(0), blank);
            case '?' << 8 | 'J' -> screen.eraseInDisplay(params.get(0), true, blank, originMode());
            case 'K' -> screen.eraseInLine(params.get(0), false, blank, originMode());
            case '?' << 8 | 'K' -> screen.eraseInLine(params.get(0), true, blank, originMode());
            case 'L' -> screen.insertLines(n, blank.attributes(), originMode());
            case 'M' -> screen.deleteLines(n, blank.attributes(), originMode());
            case 'P' -> screen.deleteChars(n, blank, originMode());
            case 'S' -> screen.scrollUp(n, blank.attributes());
            case 'T' -> screen.scrollDown(n);
            case 'X' -> screen.eraseChars(n, blank, originMode());
            case ' ' << 8 | '@' -> screen.deleteColumns(0, n, blank);
            case ' ' << 8 | 'A' -> screen.insertColumns(0, n, blank);
            case '\'' << 8 | '}' -> screen.insertColumns(screen.x, n, blank);
            case '\'' << 8 | '~' -> screen.deleteColumns(screen.x, n, blank);
            case 'b' -> printer.repeat(Math.min(n, MAX_REPEAT));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void erase(int what, Pen blank) {
        if (!isAlternate() && (what == 2 || what == 0 && screen.x == 0 && screen.y == 0)) {
            clears++;
        }
        screen.eraseInDisplay(what, false, blank, originMode());
    }

    private void control(int id, Params params) {
        switch (id) {
            case 'c' -> reports.primaryAttributes(params);
            case '>' << 8 | 'c' -> reports.secondaryAttributes(params);
            case 'g' -> clearTabs(params.get(0));
            case 'h' -> setModes(params, false, true);
            case 'l' -> setModes(params, false, false);
            case '?' << 8 | 'h' -> setModes(params, true, true);
            case '?' << 8 | 'l' -> setModes(params, true, false);
            case 'n' -> reports.deviceStatus(params.get(0), false);
            case '?' << 8 | 'n' -> reports.deviceStatus(params.get(0), true);
            case '!' << 8 | 'p' -> softReset();
            case '$' << 8 | 'p' -> reports.mode(params.get(0), false);
            case '?' << 16 | '$' << 8 | 'p' -> reports.mode(params.get(0), true);
            case ' ' << 8 | 'q' -> setCursorStyle(params.get(0));
            case '"' << 8 | 'q' -> selectProtected(params.get(0));
            case 'r' -> screen.setRegion(params.atLeastOne(0), params.get(1), originMode());
            case 's' -> screen.save(pen, charsets.current());
            case 't' -> window.window(params);
            case 'u' -> restoreCursor();
            default -> foreign.csi(id, params, isAlternate()); // Not supported by the reference.
        }
    }

    private void clearTabs(int what) {
        if (what == 0) {
            screen.tabs.clear(screen.x);
        } else if (what == 3) {
            screen.tabs.clearAll();
        }
    }

    /** DECSCUSR. */
    private void setCursorStyle(int style) {
        if (style == 0) {
            resetCursorStyle();
            return;
        }
        if (style <= 6) {
            cursorStyle = (style + 1) / 2;
        }
        cursorStyleBlink = style % 2;
    }

    /** DECSCA. */
    private void selectProtected(int what) {
        if (what == 1) {
            pen.bg |= Pen.PROTECTED;
        } else if (what == 0 || what == 2) {
            pen.bg &= ~Pen.PROTECTED;
        }
    }

    private void setModes(Params params, boolean dec, boolean on) {
        for (int i = 0; i < params.count(); i++) {
            int number = params.get(i);
            Mode mode = Mode.find(number, dec);
            if (mode != null) {
                modes.set(mode, on);
                if (mode == Mode.ORIGIN) {
                    screen.moveTo(0, 0, on);
                }
            } else if (dec) {
                setSpecialMode(number, on);
            }
        }
    }

    /** Modes that do something rather than being set. */
    private void setSpecialMode(int number, boolean on) {
        switch (number) {
            case 2 -> {
                for (int g = 0; on && g < 4; g++) {
                    charsets.designate(g, null);
                }
            }
            case 1005 -> otherMouse = on ? otherMouse | Terminal.MOUSE_UTF8 : otherMouse & ~Terminal.MOUSE_UTF8;
            case 1015 -> otherMouse = on ? otherMouse | Terminal.MOUSE_URXVT : otherMouse & ~Terminal.MOUSE_URXVT;
            case 47, 1047 -> showAlternate(on);
            case 1048 -> saveOrRestore(on);
            case 1049 -> {
                if (on) {
                    saveOrRestore(true);
                }
                showAlternate(on);
                if (!on) {
                    saveOrRestore(false);
                }
            }
            default -> foreign.mode(number, on, isAlternate()); // Not supported by the reference.
        }
    }

    private void saveOrRestore(boolean save) {
        if (save) {
            screen.save(pen, charsets.current());
        } else {
            restoreCursor();
        }
    }

    /** Switches screens. Deviation: the cursor goes with it both ways; the alternate screen is cleared when it is left. */
    private void showAlternate(boolean on) {
        if (on == isAlternate()) {
            return;
        }
        switches++;
        Screen other = on ? alternate : normal;
        other.x = screen.x;
        other.y = screen.y;
        if (on) {
            alternate.grid.clear(blankAttributes());
        } else {
            alternate.reset(0, false);
        }
        screen = other;
    }

    @Nullable
    Charset charset() {
        return charsets.current();
    }
}
