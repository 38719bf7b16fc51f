package dev.jshare.vt;

/**
 * What a program told its own terminal that means nothing here, kept while that terminal does not hear it: keyboard protocols,
 * modes that xterm.js does not have, the clipboard, the directory. Each screen has its own, since keyboard protocols do; what
 * is the whole window's is said whichever screen is shown by then. Queries and what belongs to a place on the screen are not among them.
 */
final class Foreign {
    /** The most that is kept for a screen, and for the window; what comes then is lost. Room for the largest clipboard. */
    private static final int MAX_BYTES = Parser.MAX_CLIPBOARD + 64;

    private final ByteBuilder normal = new ByteBuilder(64);
    private final ByteBuilder alternate = new ByteBuilder(64);
    private final ByteBuilder window = new ByteBuilder(64);
    private boolean keeping;

    void keep(boolean on) {
        keeping = on;
        normal.clear();
        alternate.clear();
        window.clear();
    }

    /** Writes what was said on a screen, in order. */
    void write(boolean onAlternate, ByteBuilder out) {
        append(screen(onAlternate), out);
    }

    /** Writes what was said on either screen and is for the whole window, in order. */
    void writeToWindow(ByteBuilder out) {
        append(window, out);
    }

    private ByteBuilder screen(boolean alternateOne) {
        return alternateOne ? alternate : normal;
    }

    private static void append(ByteBuilder said, ByteBuilder out) {
        out.put(said.toByteArray(), 0, said.size());
    }

    void csi(int id, Params params, boolean onAlternate) {
        int marker = id >> 8;
        int end = id & 0xFF;
        boolean keyboard = end == 'u' && (marker == '<' || marker == '=' || marker == '>');
        boolean resource = marker == '>' && "mnpt".indexOf(end) >= 0;
        if (keeping && (keyboard || resource)) {
            ByteBuilder out = new ByteBuilder(16);
            out.put("\033[");
            out.put(marker);
            if (params.count() > 1 || params.get(0) != 0) {
                params.write(out); // A missing one may mean 1.
            }
            out.put(end);
            add(out, screen(onAlternate));
        }
    }

    /** A DEC private mode: of those, what is about keys and reports. Others, such as DECCOLM, clear the screen. */
    void mode(int number, boolean on, boolean onAlternate) {
        boolean kept = switch (number) {
            case 1005, 1007, 1015, 1034, 1035, 1036, 1039, 2031, 9001 -> true;
            default -> false;
        };
        if (keeping && kept) {
            ByteBuilder out = new ByteBuilder(16);
            out.put("\033[?");
            out.putNumber(number);
            out.put(on ? 'h' : 'l');
            add(out, screen(onAlternate));
        }
    }

    void osc(int id, String text) {
        boolean kept = switch (id) {
            case 1, 7, 9, 22, 52, 99, 777 -> !text.endsWith("?");
            default -> false;
        };
        if (keeping && kept) {
            ByteBuilder out = new ByteBuilder(16 + text.length());
            out.put("\033]");
            out.putNumber(id);
            out.put(';');
            out.put(text);
            out.put("\033\\");
            add(out, window);
        }
    }

    private static void add(ByteBuilder sequence, ByteBuilder out) {
        if (out.size() + sequence.size() <= MAX_BYTES) {
            append(sequence, out);
        }
    }
}
