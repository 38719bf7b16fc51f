package dev.jshare.vt;

import java.util.HexFormat;

/** The screen as a fragment of HTML: one {@code pre} with styled spans, everything escaped, no script and no link. */
final class HtmlFormat {
    private static final String[] UNDERLINES = {"", "solid", "double", "wavy", "dotted", "dashed"};

    private final Palette palette;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private final Pen pen = new Pen();
    private final Pen now = new Pen();

    private HtmlFormat(Palette palette) {
        this.palette = palette;
    }

    static String html(ScreenReader reader) {
        HtmlFormat format = new HtmlFormat(reader.emulator().palette);
        format.out.append("<pre style=\"color:").append(format.color(Palette.FOREGROUND));
        format.out
                .append(";background:")
                .append(format.color(Palette.BACKGROUND))
                .append("\">");
        reader.forEachLine(row -> format.line(row, reader.cols()), format.out::length);
        return format.out.append("</pre>\n").toString();
    }

    private void line(Row row, int cols) {
        int end = cols;
        while (end > 0 && isUnseen(row, end - 1)) {
            end--;
        }
        now.reset();
        boolean open = false;
        for (int col = 0; col < end; col++) {
            if (row.isPlaceholder(col)) {
                continue;
            }
            row.loadPen(col, pen);
            if (!pen.sameAs(now)) {
                open = restyle(open);
            }
            cell.setLength(0);
            ScreenReader.appendText(row, col, cell);
            escape(cell);
        }
        out.append(open ? "</span>\n" : "\n");
    }

    private static boolean isUnseen(Row row, int col) {
        return !row.hasContent(col) && row.attributes(col) == 0;
    }

    private boolean restyle(boolean open) {
        now.set(pen);
        if (open) {
            out.append("</span>");
        }
        String style = style();
        if (style.isEmpty()) {
            return false;
        }
        out.append("<span style=\"").append(style).append("\">");
        return true;
    }

    private String style() {
        StringBuilder css = new StringBuilder();
        boolean inverse = (pen.fg & Pen.INVERSE) != 0;
        int fg = pen.fg & Pen.COLOR_MASK;
        int bg = pen.bg & Pen.COLOR_MASK;
        if (inverse || fg != 0) {
            css.append("color:")
                    .append(inverse ? css(bg, Palette.BACKGROUND) : css(fg, Palette.FOREGROUND))
                    .append(';');
        }
        if (inverse || bg != 0) {
            css.append("background:").append(inverse ? css(fg, Palette.FOREGROUND) : css(bg, Palette.BACKGROUND));
            css.append(';');
        }
        flag(css, pen.fg & Pen.BOLD, "font-weight:bold;");
        flag(css, pen.bg & Pen.DIM, "opacity:.5;");
        flag(css, pen.bg & Pen.ITALIC, "font-style:italic;");
        flag(css, pen.fg & Pen.INVISIBLE, "visibility:hidden;");
        decoration(css);
        return css.toString();
    }

    private static void flag(StringBuilder css, int set, String rule) {
        if (set != 0) {
            css.append(rule);
        }
    }

    private void decoration(StringBuilder css) {
        String lines = ((pen.fg & Pen.UNDERLINE) != 0 ? " underline" : "")
                + ((pen.fg & Pen.STRIKE) != 0 ? " line-through" : "")
                + ((pen.bg & Pen.OVERLINE) != 0 ? " overline" : "");
        if (!lines.isEmpty()) {
            css.append("text-decoration:").append(lines.substring(1));
            if (pen.underline > 1) {
                css.append(' ').append(UNDERLINES[pen.underline]);
            }
            css.append(';');
        }
    }

    private String css(int color, int otherwise) {
        return switch (color & Pen.MODE_MASK) {
            case Pen.DEFAULT -> color(otherwise);
            case Pen.RGB -> hex(color & Pen.VALUE_MASK);
            default -> color(color & 0xFF);
        };
    }

    private String color(int index) {
        return hex(palette.get(index));
    }

    private static String hex(int rgb) {
        return "#" + HexFormat.of().toHexDigits(rgb, 6);
    }

    private void escape(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
