package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharWidthTest {
    /** First and last of ranges, and what stands next to them. */
    @ParameterizedTest
    @CsvSource({
        "20, 1",
        "7e, 1",
        "a0, 1",
        "ad, 1",
        "2ff, 1",
        "300, 0",
        "36f, 0",
        "370, 1",
        "10ff, 1",
        "1100, 2",
        "115f, 2",
        "1160, 0",
        "11ff, 0",
        "1200, 1",
        "200b, 0",
        "200d, 0",
        "2010, 1",
        "231a, 2",
        "2329, 2",
        "2500, 1",
        "263a, 1",
        "2764, 1",
        "2e80, 2",
        "303f, 1",
        "3041, 2",
        "4e00, 2",
        "a48c, 2",
        "ac00, 2",
        "d7a3, 2",
        "d7a4, 1",
        "e0b0, 1",
        "fe0e, 0",
        "fe0f, 0",
        "feff, 0",
        "ff01, 2",
        "ff60, 2",
        "ff61, 1",
        "1f004, 2",
        "1f1e6, 1",
        "1f3fb, 2",
        "1f600, 2",
        "1f680, 2",
        "1f900, 1",
        "1f90d, 2",
        "1fa70, 2",
        "1fffd, 1",
        "20000, 2",
        "2fffd, 2",
        "2fffe, 1",
        "30000, 2",
        "3fffd, 2",
        "40000, 1",
        "e0001, 0",
        "e007f, 0",
        "e0100, 0",
        "e01ef, 0",
        "10ffff, 1",
    })
    void widths(String codePoint, int width) {
        assertEquals(width, CharWidth.of(Integer.parseInt(codePoint, 16)), "U+" + codePoint);
    }
}
