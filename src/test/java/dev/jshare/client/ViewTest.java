package dev.jshare.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.vt.CanvasPart;
import dev.jshare.vt.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which part of the host's screen is looked at. */
class ViewTest {
    private final View view = new View();

    private static Terminal host(String output) {
        Terminal terminal = new Terminal(80, 24, 100);
        feed(terminal, output);
        return terminal;
    }

    private static void feed(Terminal terminal, String output) {
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    @Test
    void aLargerTerminalHasItInTheMiddle() {
        assertEquals(new CanvasPart(0, 0, 10, 3, 80, 24), view.place(host(""), 100, 30));
        assertEquals(new CanvasPart(0, 0, 0, 0, 80, 24), view.place(host(""), 80, 24));
    }

    @Test
    void aSmallerOneFollowsTheCursor() {
        Terminal host = host("\033[20;1H");
        assertEquals(new CanvasPart(0, 10, 0, 0, 40, 10), view.place(host, 40, 10));
        feed(host, "\033[12;60H");
        assertEquals(new CanvasPart(33, 10, 0, 0, 40, 10), view.place(host, 40, 10), "up and down only if it must");
        feed(host, "\033[H");
        assertEquals(new CanvasPart(0, 0, 0, 0, 40, 10), view.place(host, 40, 10));
    }

    @Test
    void theCursorIsAlwaysInSight() {
        Random random = new Random(1);
        Terminal host = host("");
        for (int i = 0; i < 2000; i++) {
            feed(host, "\033[" + (1 + random.nextInt(24)) + ";" + (1 + random.nextInt(80)) + "H");
            int cols = 1 + random.nextInt(100);
            CanvasPart part = view.place(host, cols, 1 + random.nextInt(30));
            int x = host.cursorX() - part.left();
            int y = host.cursorY() - part.top();
            assertTrue(x >= 0 && x < part.cols() && y >= 0 && y < part.rows(), host.cursorX() + " in " + part);
            assertTrue(part.left() + part.cols() <= 80 && part.top() + part.rows() <= 24, part.toString());
        }
    }

    @Test
    void scrollingGoesAsFarAsThereAreLines() {
        Terminal host = host("line\r\n".repeat(30));
        view.place(host, 80, 24);
        view.scroll(host, 0, -3);
        assertEquals(-3, view.place(host, 80, 24).top());
        view.scroll(host, 0, -100);
        assertEquals(-7, view.place(host, 80, 24).top());
        view.scroll(host, 0, 100);
        assertEquals(0, view.place(host, 80, 24).top());
        view.scroll(host, -5, -2);
        view.follow();
        assertEquals(new CanvasPart(0, 0, 0, 0, 80, 24), view.place(host, 80, 24));
    }
}
