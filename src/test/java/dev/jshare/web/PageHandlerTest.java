package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageHandlerTest {
    /** Anybody who reaches the port may ask for it, as often as connections are let in, and read slowly. */
    @Test
    void trap09WhoAsksForThePageAndDoesNotReadItTakesNoMemoryForIt() {
        assertSame(PageHandler.bytes(false), PageHandler.bytes(false));
        assertSame(PageHandler.bytes(true), PageHandler.bytes(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gzip                        | true
                    br, GZip                    | true
                    gzip;q=0.5, br              | true
                    gzip;q=0.01                 | true
                    deflate,gzip;q=1.0,*;q=0    | true
                    gzip;q=0                    | false
                    gzip ; q=0.000 , br         | false
                    br;q=1, gzip;Q=0            | false
                    x-gzipped                   | false
                    identity                    | false
                    """)
    void gzipIsForWhoTakesIt(String accepted, boolean gzipped) {
        assertEquals(gzipped, PageHandler.takesGzip(accepted));
    }

    @Test
    void noneIsForWhoSaysNothing() {
        assertFalse(PageHandler.takesGzip(null));
    }
}
