package dev.jshare.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.vt.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lines become on a terminal. */
class PanelPainterTest {
    private final Terminal terminal = new Terminal(20, 4, 0);
    private final PanelPainter painter = new PanelPainter(true);

    private String paint(PanelLine... lines) {
        byte[] bytes = painter.paint(List.of(lines), 20, 4);
        terminal.feed(bytes, 0, bytes.length);
        return new String(bytes, UTF_8);
    }

    @Test
    void linesAreCutAndFilled() {
        paint(
                new PanelLine("left", "right", PanelLine.Look.BAR),
                new PanelLine("a line that is much too long", "r", PanelLine.Look.PLAIN),
                new PanelLine("世界世界世界世界世界世界", PanelLine.Look.ALERT));
        assertEquals("left          right\na line that is much\n世界世界世界世界世\n", terminal.text(0));
    }

    @Test
    void onlyWhatHasChangedIsPainted() {
        PanelLine one = new PanelLine("one", PanelLine.Look.PLAIN);
        paint(one, new PanelLine("two", PanelLine.Look.HEAD), one);
        assertEquals("", paint(one, new PanelLine("two", PanelLine.Look.HEAD), one));
        String change = paint(one, new PanelLine("new", PanelLine.Look.HEAD));
        assertFalse(change.contains("one"), change);
        assertEquals("one\nnew\n", terminal.text(0));
        assertTrue(new String(painter.paint(List.of(one), 21, 4), UTF_8).contains("one"), "another size");
    }

    @Test
    void othersWordsCannotControlTheTerminal() {
        paint(new PanelLine("a\033[2Jb\u009b3Jc\n", PanelLine.Look.PLAIN));
        assertEquals("a?[2Jb?3Jc?\n", terminal.text(0));
    }

    @Test
    void withoutColourThereIsNone() {
        PanelPainter plain = new PanelPainter(false);
        PanelLine[] lines = new PanelLine[PanelLine.Look.values().length];
        for (PanelLine.Look look : PanelLine.Look.values()) {
            lines[look.ordinal()] = new PanelLine("x", look);
        }
        String painted = new String(plain.paint(List.of(lines), 20, lines.length), UTF_8);
        assertFalse(painted.matches("(?s).*\033\\[[0-9;]*[34]8[0-9;]*m.*"), painted);
    }
}
