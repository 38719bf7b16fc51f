package dev.jshare.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Turns lines into bytes for a terminal, only those that have changed since the last time. One thread at a time. */
public final class PanelPainter {
    private static final int COLOURS = 256;
    private static final int BLACK = 16; // Of the colour cube, which themes leave alone.
    private static final int WHITE = 231;

    private final boolean colour;
    private List<String> shown = List.of();
    private int cols;

    /** @param colour whether there may be colours beside bold, faint and inverse */
    public PanelPainter(boolean colour) {
        this.colour = colour;
    }

    /**
     * What shows these lines from the top on, and blanks below.
     *
     * @param newCols the terminal's width
     * @param rows the terminal's height; lines beyond it are left out
     */
    public byte[] paint(List<PanelLine> lines, int newCols, int rows) {
        List<String> next = new ArrayList<>();
        for (int y = 0; y < rows; y++) {
            next.add(y < lines.size() ? render(lines.get(y), newCols) : "");
        }
        boolean anew = newCols != cols || next.size() != shown.size();
        StringBuilder out = new StringBuilder();
        for (int y = 0; y < rows; y++) {
            if (anew || !next.get(y).equals(shown.get(y))) {
                // The last column is left free, so that nothing wraps, where a terminal and we disagree about a width.
                out.append("\033[").append(y + 1).append(";1H\033[m\033[2K").append(next.get(y));
            }
        }
        shown = next;
        cols = newCols;
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One line by itself, as text with its colours. */
    public String line(PanelLine line, int width) {
        return render(line, width);
    }

    private String render(PanelLine line, int width) {
        AttributedStyle style = style(line.look());
        boolean filled = EnumSet.of(PanelLine.Look.BAR, PanelLine.Look.CALL, PanelLine.Look.CHOSEN)
                .contains(line.look());
        AttributedString right = new AttributedString(plain(line.right()), style);
        int room = Math.max(0, width - 1);
        AttributedString text = new AttributedString(plain(line.text()), style).columnSubSequence(0, room);
        AttributedStringBuilder all = new AttributedStringBuilder().append(text);
        int gap = room - text.columnLength() - right.columnLength();
        if (!line.right().isEmpty() && gap > 0) {
            all.append(" ".repeat(gap), style).append(right);
        } else if (filled) {
            all.append(" ".repeat(Math.max(0, room - text.columnLength())), style);
        }
        return all.toAnsi(COLOURS, ForceMode.None);
    }

    /** Names and labels are others' words. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }

    private AttributedStyle style(PanelLine.Look look) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        return switch (look) {
            case BAR, CHOSEN -> plain.inverse();
            case CALL ->
                colour
                        ? plain.bold().foreground(BLACK).background(AttributedStyle.YELLOW)
                        : plain.inverse().bold();
            case HEAD -> plain.bold();
            case PLAIN -> plain;
            case ALERT -> colour ? plain.bold().foreground(AttributedStyle.YELLOW) : plain.bold();
            case FAINT -> plain.faint();
            case PICTURE -> colour ? plain.foreground(WHITE).background(BLACK) : plain;
        };
    }
}
