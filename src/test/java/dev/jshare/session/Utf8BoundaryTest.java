package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8BoundaryTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0", "61, 0", "c3, 1", "c3a9, 0", "e2, 1", "e282, 2", "e282ac, 0", "f0, 1", "f09f, 2", "f09f98, 3",
        "f09f9880, 0", "61e282, 2", "80, 0", "8080, 0", "808080, 0", "c0, 0", "c1, 0", "f5, 0", "ff, 0", "f5808080, 0",
        "c3a980, 0", "e2c3, 1", "f09f61, 0", "e28261, 0"
    })
    void countsTheBytesOfACharacterThatIsNotComplete(String hex, int incomplete) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(incomplete, Utf8Boundary.incomplete(bytes, bytes.length));
    }

    @Test
    void everyCutOfTextLeavesWholeCharacters() {
        byte[] text = "a\u00e9\u20ac\ud83d\ude00\u0800\uffff\udbff\udfff z".getBytes(UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            int whole = cut - Utf8Boundary.incomplete(text, cut);
            assertTrue(new String(text, 0, whole, UTF_8).indexOf('\ufffd') < 0, "cut at " + cut);
            assertTrue(cut - whole <= 3);
        }
    }

    @Test
    void randomBytesHoldBackThreeAtMost() {
        Random random = new Random(3);
        byte[] bytes = new byte[6];
        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(bytes);
            int incomplete = Utf8Boundary.incomplete(bytes, bytes.length);
            assertTrue(incomplete >= 0 && incomplete <= 3);
        }
    }
}
