package dev.jshare.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A screen in a form in which terminals can be compared: the text, with {@code {...}} wherever its look changes. What
 * cannot be seen does not count: the text colour of a blank, and blanks in the terminal's own colour at the end of a line.
 */
final class StyledScreen {
    /** The text of one character and how it looks, such as {@code bold,fg=2}. */
    private record Cell(String text, String style) {}

    private static final List<String> SEEN_ON_BLANKS = List.of("inverse", "underline", "strikethrough", "overline");

    private final List<List<Cell>> lines;
    private final String text;

    private StyledScreen(List<List<Cell>> lines) {
        this.lines = lines;
        this.text = lines.stream().map(StyledScreen::canonical).collect(Collectors.joining("\n"));
    }

    /** From {@code tmux capture-pane -p -e -N}: text, SGR sequences, and shifts to the line drawing characters. */
    static StyledScreen ofTmux(String captured) {
        List<List<Cell>> lines = new ArrayList<>();
        Look look = new Look();
        for (String line : captured.split("\n", -1)) {
            lines.add(tmuxLine(line, look));
        }
        lines.remove(lines.size() - 1); // After the last line feed.
        return new StyledScreen(lines);
    }

    private static List<Cell> tmuxLine(String line, Look look) {
        List<Cell> cells = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            int character = line.codePointAt(i);
            if (character == 0x1b) {
                int end = line.indexOf('m', i);
                look.select(line.substring(i + 2, end));
                i = end;
            } else if (character == 0x0e || character == 0x0f) {
                look.lineDrawing = character == 0x0e;
            } else if (isCombining(character) && !cells.isEmpty()) {
                Cell last = cells.remove(cells.size() - 1);
                cells.add(new Cell(last.text + Character.toString(character), last.style));
            } else {
                cells.add(cell(look.shown(character), look.fg, look.bg, look.attributes));
            }
            i += Character.charCount(line.codePointAt(i));
        }
        return cells;
    }

    private static boolean isCombining(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** From what the page's {@code jshare.screen()} gives. */
    static StyledScreen ofPage(Json screen) {
        List<List<Cell>> lines = new ArrayList<>();
        for (Json line : screen.get("lines").list()) {
            List<Cell> cells = new ArrayList<>();
            for (Json cell : line.get("cells").list()) {
                if (cell.get("width").number() > 0) {
                    Set<String> attributes = new TreeSet<>();
                    cell.get("attributes").list().forEach(each -> attributes.add(each.text()));
                    cells.add(cell(
                            cell.get("text").text(),
                            cell.get("fg").text(),
                            cell.get("bg").text(),
                            attributes));
                }
            }
            lines.add(cells);
        }
        return new StyledScreen(lines);
    }

    /**
     * This screen without what tmux does not tell of another: the background of blanks past the last character that was
     * printed into a line, where the line was erased in a colour.
     */
    StyledScreen asFarAs(StyledScreen tmux) {
        List<List<Cell>> cut = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Cell> line = lines.get(i);
            int known = i < tmux.lines.size() ? tmux.lines.get(i).size() : 0;
            int end = line.size();
            while (end > known && line.get(end - 1).text.equals(" ")) {
                end--;
            }
            cut.add(line.subList(0, end));
        }
        return new StyledScreen(cut);
    }

    private static Cell cell(String text, String fg, String bg, Set<String> attributes) {
        boolean blank = text.isBlank();
        Set<String> look = new TreeSet<>(attributes);
        if (blank) {
            look.retainAll(SEEN_ON_BLANKS);
        }
        if (!fg.equals("default") && (!blank || look.contains("inverse"))) {
            look.add("fg=" + fg);
        }
        if (!bg.equals("default")) {
            look.add("bg=" + bg);
        }
        return new Cell(blank ? " " : text, String.join(",", look));
    }

    private static String canonical(List<Cell> line) {
        int end = line.size();
        while (end > 0 && line.get(end - 1).equals(new Cell(" ", ""))) {
            end--;
        }
        StringBuilder text = new StringBuilder();
        String style = "";
        for (Cell cell : line.subList(0, end)) {
            if (!cell.style.equals(style)) {
                style = cell.style;
                text.append('{').append(style).append('}');
            }
            text.append(cell.text);
        }
        return text.toString();
    }

    /** Whether a character of the screen has a colour of its own. */
    boolean colourful() {
        return text.contains("fg=");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StyledScreen that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The rendition that SGR sequences build up (ECMA-48 §8.3.117). */
    private static final class Look {
        /** By SGR parameter; what 21 to 29 switch off is not needed, since tmux resets and starts again. */
        private static final List<String> ATTRIBUTES = Arrays.asList(
                "", "bold", "dim", "italic", "underline", "blink", "", "inverse", "invisible", "strikethrough");

        /** DEC's line drawing characters from 0x60 on. */
        private static final String DRAWING = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

        private String fg = "default";
        private String bg = "default";
        private final Set<String> attributes = new TreeSet<>();
        private boolean lineDrawing;

        String shown(int character) {
            boolean drawn = lineDrawing && character >= 0x60 && character < 0x60 + DRAWING.length();
            return drawn ? DRAWING.substring(character - 0x60, character - 0x5f) : Character.toString(character);
        }

        void select(String parameters) {
            int[] codes = Arrays.stream(parameters.split("[;:]"))
                    .mapToInt(code -> code.isEmpty() ? 0 : Integer.parseInt(code))
                    .toArray();
            for (int i = 0; i < codes.length; i++) {
                int code = codes[i];
                if (code == 38 || code == 48) {
                    boolean indexed = codes[i + 1] == 5;
                    set(code, indexed ? String.valueOf(codes[i + 2]) : rgb(codes, i + 2));
                    i += indexed ? 2 : 4;
                } else {
                    selectPlain(code);
                }
            }
        }

        private static String rgb(int[] codes, int i) {
            return String.format("#%02x%02x%02x", codes[i], codes[i + 1], codes[i + 2]);
        }

        private void set(int ground, String colour) {
            if (ground < 40 || ground >= 90 && ground < 100) {
                fg = colour;
            } else {
                bg = colour;
            }
        }

        private void selectPlain(int code) {
            if (code == 0) {
                fg = "default";
                bg = "default";
                attributes.clear();
            } else if (code < ATTRIBUTES.size()) {
                attributes.add(ATTRIBUTES.get(code));
            } else if (code == 53) {
                attributes.add("overline");
            } else if (code == 39 || code == 49) {
                set(code, "default");
            } else if (code >= 90) {
                set(code, String.valueOf(code % 10 + 8));
            } else if (code >= 30 && code < 50) {
                set(code, String.valueOf(code % 10));
            } else {
                throw new IllegalArgumentException("tmux gives an SGR that is not known here: " + code);
            }
        }
    }
}
