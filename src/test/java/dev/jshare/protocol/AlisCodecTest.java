package dev.jshare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The live stream of asciinema's player, byte for byte. */
class AlisCodecTest {
    private static final Codec ALIS = Dialect.ALIS.codec();
    private static final String MAGIC = "414c695301";
    private static final ServerMessage.Welcome WELCOME =
            new ServerMessage.Welcome("abc", "ann@box", 3, "watch", 132, 50, 300, null, null, false);

    @Test
    void itsNameIsThatOfThePlayers() {
        assertSame(Dialect.ALIS, Dialect.of(List.of("v1.alis", "v2.asciicast", "v3.asciicast", "raw")));
        assertFalse(Dialect.ALIS.acknowledges());
    }

    @Test
    void aStreamBeginsWithTheMagicAndTheScreen() {
        // 01, last id 300, time 0, 132 columns, 50 rows, no theme, 3 bytes.
        assertEquals(
                List.of(MAGIC, hex("01 ac02 00 8401 32 00 03 e282ac")),
                shown(ALIS.greet(WELCOME, new ServerMessage.Snapshot(300, 132, 50, utf8("\u20ac")))));
    }

    @Test
    void withoutAScreenTheStreamBeginsBlank() {
        assertEquals(List.of(MAGIC, hex("01 ac02 00 8401 32 00 00")), shown(ALIS.greet(WELCOME, null)));
    }

    @Test
    void outputHasItsEndForAnIdAndTheMicrosecondsSinceTheLast() {
        ByteBuffer bytes = utf8("xls\rx").position(1).limit(4);
        assertEquals(hex("6f 8001 8827 03 6c730d"), shown(ALIS.encode(new ServerMessage.Output(125, bytes, 99, 5))));
        assertEquals(1, bytes.position());
        byte[] much = new byte[20_000];
        Frame frame = ALIS.encode(new ServerMessage.Output(0, ByteBuffer.wrap(much), 0, 1L << 40));
        assertEquals(1 + 3 + 8 + 3 + much.length, frame.length());
    }

    @Test
    void sizesAndTheEnd() {
        assertEquals(hex("72 05 e807 8002 18"), shown(ALIS.encode(new ServerMessage.Resize(5, 256, 24, 1))));
        assertEquals(List.of(hex("78 ac02 00 8901"), "04"), shown(ALIS.farewell(new ServerMessage.Ended(137), 300)));
    }

    @Test
    void aPauseEndsTheStreamAndAScreenTakesItUp() {
        assertEquals("04", shown(ALIS.encode(new ServerMessage.Paused())));
        assertNull(ALIS.encode(new ServerMessage.Resumed()));
        assertEquals(
                hex("01 07 00 50 18 00 01 61"), shown(ALIS.encode(new ServerMessage.Snapshot(7, 80, 24, utf8("a")))));
    }

    @Test
    void whoWatchesHearsNothingElseAndSaysNothing() {
        assertNull(ALIS.encode(new ServerMessage.Title("t")));
        assertNull(ALIS.encode(WELCOME));
        assertThrows(BadMessageException.class, () -> ALIS.decode(false, utf8("i")));
        assertThrows(BadMessageException.class, () -> ALIS.decode(true, utf8("")));
    }

    private static String shown(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.bytes().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the blanks between the fields. */
    private static String hex(String fields) {
        return fields.replace(" ", "");
    }

    private static List<String> shown(List<Frame> frames) {
        return frames.stream().map(AlisCodecTest::shown).toList();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
