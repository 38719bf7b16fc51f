package dev.jshare.vt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of escape scripts: tests as data. A line is a comment ({@code #}), begins a test ({@code TEST name}), does
 * something ({@code SIZE cols rows [scrollback]}, {@code PUSH "bytes"}, {@code RESIZE cols rows}) or says what must be
 * true: {@code ROW y "text"}, {@code ABOVE n "text"} (scrollback, 0 is the oldest), {@code WRAPPED y true},
 * {@code CURSOR y x}, {@code TITLE "text"}, {@code MODE name true}, {@code REPLY "bytes"}, {@code PEN y x "attributes"}.
 */
final class Script {
    /** One test: where it stands and its lines. */
    record Case(String file, int line, String name, List<String> steps) {}

    private Script() {}

    static List<Case> read(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Script.class.getResourceAsStream("/vt/scripts/" + file)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith("TEST ")) {
                    cases.add(new Case(file, i + 1, line.substring(5), new ArrayList<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    cases.get(cases.size() - 1).steps().add(line);
                }
            }
        }
        return cases;
    }

    /** Reads a quoted string with \e \n \r \t \b \a \" \\ and \xHH for bytes. */
    static byte[] bytes(String quoted) {
        if (!quoted.startsWith("\"") || !quoted.endsWith("\"")) {
            throw new IllegalArgumentException("not in quotes: " + quoted);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = quoted.substring(1, quoted.length() - 1);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c != '\\') {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            } else if (text.charAt(i) == 'x') {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                out.write("\033\n\r\t\b\007\"\\".charAt("enrtba\"\\".indexOf(text.charAt(i++))));
            }
        }
        return out.toByteArray();
    }

    static String text(String quoted) {
        return new String(bytes(quoted), StandardCharsets.UTF_8);
    }
}
