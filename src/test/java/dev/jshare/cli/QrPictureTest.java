package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal shows of the picture is read by an independent reader. */
class QrPictureTest {
    private static final String LINK = "http://127.0.0.1:7373/s/abcdefghjk#" + "Zz-_0".repeat(6) + "ab";
    private static final TerminalSize ROOM = new TerminalSize(80, 24);
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;

    /** Pixels to a module; a camera moves, too, until its reader is content. */
    private static final int[] SCALES = {6, 4, 9, 5, 13};

    @ParameterizedTest
    @ValueSource(ints = {BLACK, WHITE})
    void withColoursItIsReadInDarkAndLightTerminals(int background) throws Exception {
        List<String> lines = new QrPicture(LINK).lines(true, ROOM).orElseThrow();
        assertEquals(LINK, read(lines, background, background ^ WHITE));
    }

    @Test
    void withoutColoursItIsDarkOnLightInADarkTerminal() throws Exception {
        List<String> lines = new QrPicture(LINK).lines(false, ROOM).orElseThrow();
        assertFalse(String.join("", lines).contains("\u001b"));
        assertEquals(LINK, read(lines, BLACK, WHITE));
    }

    @Test
    void withoutColoursALightTerminalShowsTheNegativeWhichReadersInvert() throws Exception {
        List<String> lines = new QrPicture(LINK).lines(false, ROOM).orElseThrow();
        assertEquals(LINK, read(lines, WHITE, BLACK, WHITE));
        assertThrows(NotFoundException.class, () -> read(List.of("no picture"), WHITE, BLACK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::1]:7373/s/", "https://share.example.org/a/path/in/front/of/it/s/", ""})
    void otherLinksAreReadToo(String base) throws Exception {
        String link = base + LINK.substring(LINK.indexOf("/s/") + 3);
        for (boolean colour : new boolean[] {true, false}) {
            List<String> lines = new QrPicture(link)
                    .lines(colour, new TerminalSize(200, 100))
                    .orElseThrow();
            assertEquals(link, read(lines, BLACK, WHITE));
        }
    }

    @ParameterizedTest
    @CsvSource({"80, 24, 41, 21", "41, 21, 41, 21", "40, 21, 37, 19", "37, 19, 37, 19"})
    void theMarginShrinksBeforeThePictureIsGivenUp(int cols, int rows, int width, int height) throws Exception {
        List<String> lines =
                new QrPicture(LINK).lines(true, new TerminalSize(cols, rows)).orElseThrow();
        assertEquals(height, lines.size());
        assertEquals(width, plain(lines.get(0)).length());
        assertEquals(LINK, read(lines, BLACK, WHITE));
    }

    @ParameterizedTest
    @CsvSource({"36, 19", "37, 18", "20, 5"})
    void whereThereIsNoRoomALineSaysSo(int cols, int rows) {
        List<String> lines = QrPicture.card(LINK, true, new TerminalSize(cols, rows));
        assertEquals(List.of("No QR code: it takes 37x19, and the terminal has " + cols + "x" + rows + "."), lines);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:7373/s/x#y, true",
        "https://[::1]:7373/s/x#y, true",
        "http://localhost:7373/s/x#y, true",
        "http://192.0.2.2:7373/s/x#y, false",
        "https://localhost.example/s/x#y, false"
    })
    void aLinkThatNoPhoneCanFollowIsPointedOut(String link, boolean hint) {
        List<String> lines = QrPicture.card(link, true, ROOM);
        assertEquals(hint, lines.get(lines.size() - 1).contains("--listen"));
        assertTrue(lines.size() > 10);
    }

    private static String plain(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private static int width(List<String> lines) {
        return (plain(lines.get(0)).length() + 8);
    }

    private static String read(List<String> lines, int background, int foreground) throws Exception {
        return read(lines, background, foreground, 0);
    }

    /** @param inverted what the reader looks through: {@code WHITE} makes a negative */
    private static String read(List<String> lines, int background, int foreground, int inverted) throws Exception {
        ReaderException last = NotFoundException.getNotFoundInstance();
        for (int scale : SCALES) {
            int[] pixels = paint(lines, background, foreground, scale);
            Arrays.setAll(pixels, i -> pixels[i] ^ inverted);
            try {
                return decode(pixels, width(lines) * scale);
            } catch (ReaderException e) {
                last = e;
            }
        }
        throw last;
    }

    /** The terminal's pixels: the lines in its colours, or in their own, with its background around. */
    private static int[] paint(List<String> lines, int background, int foreground, int scale) {
        int width = width(lines) * scale;
        int[] pixels = new int[width * (2 * lines.size() + 8) * scale];
        Arrays.fill(pixels, background);
        for (int row = 0; row < lines.size(); row++) {
            boolean own = lines.get(row).startsWith("\u001b[38;5;16;48;5;231m")
                    && lines.get(row).endsWith("\u001b[0m");
            String text = plain(lines.get(row));
            for (int col = 0; col < text.length(); col++) {
                char cell = text.charAt(col);
                boolean upper = cell == '█' || cell == '▀';
                boolean lower = cell == '█' || cell == '▄';
                int ink = own ? BLACK : foreground;
                int paper = own ? WHITE : background;
                fill(pixels, width, scale, col + 4, 2 * row + 4, upper ? ink : paper);
                fill(pixels, width, scale, col + 4, 2 * row + 5, lower ? ink : paper);
            }
        }
        return pixels;
    }

    private static void fill(int[] pixels, int width, int scale, int x, int y, int colour) {
        for (int i = 0; i < scale * scale; i++) {
            pixels[(y * scale + i / scale) * width + x * scale + i % scale] = colour;
        }
    }

    private static String decode(int[] pixels, int width) throws Exception {
        RGBLuminanceSource source = new RGBLuminanceSource(width, pixels.length / width, pixels);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(source));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
