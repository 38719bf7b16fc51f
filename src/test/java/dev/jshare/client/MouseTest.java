package dev.jshare.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.vt.CanvasPart;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** Reports of the mouse, from the own terminal's places to the host's. */
class MouseTest {
    /** The host's screen from column 3 and row 1 on, drawn at column 10 and row 5. */
    private static final CanvasPart PART = new CanvasPart(3, 1, 10, 5, 40, 10);

    private static String translate(String report, CanvasPart part, int encoding) {
        Matcher matcher = Mouse.REPORT.matcher(report);
        assertTrue(matcher.matches());
        byte[] bytes = Mouse.translate(matcher, part, encoding);
        return bytes == null ? "nothing" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void placesAreTheHosts() {
        assertEquals("\033[<0;4;2M", translate("\033[<0;11;6M", PART, 1006));
        assertEquals("\033[<35;43;11m", translate("\033[<35;50;15m", PART, 1006));
    }

    @Test
    void outsideOfTheHostsScreenThereIsNothing() {
        assertEquals("nothing", translate("\033[<0;10;6M", PART, 1006));
        assertEquals("nothing", translate("\033[<0;11;5M", PART, 1006));
        assertEquals("nothing", translate("\033[<0;51;6M", PART, 1006));
        assertEquals("nothing", translate("\033[<0;11;16M", PART, 1006));
        assertEquals("nothing", translate("\033[<0;1;1M", new CanvasPart(0, -2, 0, 0, 80, 24), 1006));
    }

    @Test
    void theFormIsThatOfTheProgram() {
        CanvasPart whole = new CanvasPart(0, 0, 0, 0, 300, 100);
        assertEquals("\033[M #$", translate("\033[<0;3;4M", whole, 0));
        assertEquals("\033[M##$", translate("\033[<0;3;4m", whole, 0), "a button let go has no number there");
        assertEquals("\033[M0#$", translate("\033[<16;3;4M", whole, 0), "with the control key");
        assertEquals("nothing", translate("\033[<0;224;4M", whole, 0), "too far for a byte");
        assertEquals("\033[32;224;4M", translate("\033[<0;224;4M", whole, 1015));
        assertEquals("\033[M \u00c4\u0080$", translate("\033[<0;224;4M", whole, 1005), "in UTF-8");
        assertEquals("nothing", translate("\033[<0;3;4M", whole, 1016), "pixels are not known");
    }
}
