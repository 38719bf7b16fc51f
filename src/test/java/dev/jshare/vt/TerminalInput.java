package dev.jshare.vt;

import java.util.Random;

/** Output as programs write it, at random: text, controls, sequences, and now and then nonsense. */
final class TerminalInput {
    private static final String[] TEXT = {
        "x",
        "ab",
        "hello",
        "The quick brown",
        "  ",
        "0123456789",
        "lqk~`",
        "世",
        "界漢字",
        "한글",
        "😀",
        "e\u0301",
        "é",
        "│─┼",
        "👍🏽",
        "a世b",
        "----------------",
    };
    private static final String[] CONTROLS = {
        "\r\n", "\r\n", "\r\n", "\n", "\r", "\b", "\t", "\007", "\033D", "\033E", "\033M", "\u0085",
    };
    private static final String[] FIXED = {
        "\033[m",
        "\033[K",
        "\033[1K",
        "\033[2K",
        "\033[J",
        "\033[1J",
        "\033[2J",
        "\033[3J",
        "\033[H",
        "\0337",
        "\0338",
        "\033[?1049h",
        "\033[?1049l",
        "\033[?47h",
        "\033[?47l",
        "\033(0",
        "\033(B",
        "\033)0",
        "\016",
        "\017",
        "\033H",
        "\033[g",
        "\033[3g",
        "\033=",
        "\033>",
        "\033[!p",
        "\033c",
        "\033#8",
        "\033[1\"q",
        "\033[\"q",
        "\033[?K",
        "\033[?J",
        "\033]2;title\007",
        "\033]8;;http://a/\007",
        "\033]8;id=k;http://b/\007",
        "\033]8;;\007",
        "\033]4;3;#123456\007",
        "\033]104\007",
        "\033[r",
        "\033[?6h",
        "\033[?6l",
        "\033[4h",
        "\033[4l",
        "\033[20h",
        "\033[20l",
        "\033_x\033\\",
    };
    private static final String MODES = "1 12 25 45 66 1000 1002 1003 1004 1006 1016 2004 2026 9";
    private static final int[] SGR = {
        0, 0, 1, 2, 3, 5, 7, 8, 9, 53, 22, 23, 25, 27, 28, 29, 55, 31, 34, 39, 42, 47, 49, 92, 105
    };

    private final Random random;
    private final int cols;
    private final int rows;

    private TerminalInput(Random random, int cols, int rows) {
        this.random = random;
        this.cols = cols;
        this.rows = rows;
    }

    static String of(Random random, int cols, int rows) {
        TerminalInput input = new TerminalInput(random, cols, rows);
        StringBuilder out = new StringBuilder();
        for (int i = 3 + random.nextInt(40); i > 0; i--) {
            out.append(input.next());
        }
        return out.toString();
    }

    private String next() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> pick(TEXT);
            case 5, 6, 7 -> pick(CONTROLS);
            case 8 -> pick(FIXED);
            case 9 -> "abcdefghij".repeat(1 + random.nextInt(1 + cols / 5));
            case 10 -> "\033[" + number(rows) + ";" + number(cols) + "H";
            case 11 -> "\033[" + number(cols) + pick("ABCDEFGXPLMSTb@dZI`ae".split(""));
            case 12 -> "\033[" + number(rows) + ";" + number(rows) + "r";
            case 13 -> "\033[?" + pick(MODES.split(" ")) + pick("h", "l");
            default -> "\033[" + sgr() + ";" + sgr() + "m";
        };
    }

    private String sgr() {
        return switch (random.nextInt(8)) {
            case 0 -> "38;5;" + random.nextInt(256);
            case 1 -> "48;2;" + random.nextInt(256) + ";" + random.nextInt(256) + ";7";
            case 2 -> "4:" + random.nextInt(6);
            default -> String.valueOf(SGR[random.nextInt(SGR.length)]);
        };
    }

    private String number(int high) {
        return random.nextInt(4) == 0 ? "" : String.valueOf(random.nextInt(high + 2));
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
