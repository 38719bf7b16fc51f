package dev.jshare.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private final List<String> messages = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Frames frames = new Frames((opcode, part, first, last) -> {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (opcode >= Frames.CLOSE) {
            messages.add(opcode + " " + new String(bytes, ISO_8859_1));
            return;
        }
        assertEquals(data.size() == 0, first);
        data.writeBytes(bytes);
        if (last) {
            messages.add(opcode + " " + data.toString(ISO_8859_1));
            data.reset();
        }
    });

    /** A binary message, one in two parts with a ping between them, an empty one, and a close frame. */
    private static final String STREAM = "8203414243" + "020144" + "890150" + "80024546" + "8200" + "8801ff";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void messagesAreTheSameHoweverTheyCome(int step) throws IOException {
        byte[] stream = HexFormat.of().parseHex(STREAM);
        for (int i = 0; i < stream.length; i += step) {
            frames.read(ByteBuffer.wrap(stream, i, Math.min(step, stream.length - i)));
        }
        assertEquals(List.of("2 ABC", "9 P", "2 DEF", "2 ", "8 \u00ff"), messages);
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 65_535, 65_536, 300_000})
    void lengthsOfAllForms(int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(10 + length).put((byte) 0x82);
        if (length <= 125) {
            frame.put((byte) length);
        } else if (length < 65_536) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        frame.put("x".repeat(length).getBytes(ISO_8859_1)).flip();
        frames.read(frame);
        assertEquals(List.of("2 " + "x".repeat(length)), messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"82830000000041", "8001", "82ffffffffffffffffff"})
    void whatAServerMayNotSayIsRefused(String hex) {
        assertThrows(
                IOException.class,
                () -> frames.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex))));
    }

    @Test
    void whatIsWrittenIsMasked() {
        ByteBuffer frame = Frames.write(Frames.BINARY, new byte[] {1, 2, 3, 4, 5});
        assertEquals(0x82, frame.get(0) & 0xff);
        assertEquals(0x80 | 5, frame.get(1) & 0xff);
        for (int i = 0; i < 5; i++) {
            assertEquals(i + 1, frame.get(6 + i) ^ frame.get(2 + i % 4));
        }
        assertEquals(11, frame.remaining());
        assertThrows(IllegalArgumentException.class, () -> Frames.write(Frames.BINARY, new byte[126]));
    }
}
