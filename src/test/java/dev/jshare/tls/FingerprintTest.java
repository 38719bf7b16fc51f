package dev.jshare.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    @ParameterizedTest
    @ValueSource(strings = {"ab", "zz", ""})
    void whatIsNoFingerprintIsExplained(String text) {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(text));
    }

    @Test
    void aFingerprintMayHaveColonsOrNot() {
        String colons = "AB:".repeat(31) + "AB";
        assertEquals(colons, Fingerprint.parse(colons));
        assertEquals(colons, Fingerprint.parse("ab".repeat(32)));
    }

    @Test
    void itIsTheSha256() {
        String nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertEquals(Fingerprint.parse(nothing), Fingerprint.of(new byte[0]));
    }
}
