package dev.jshare.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPlanTest {
    private static LoadPlan plan(String link) {
        return LoadPlan.of(link, 5, Duration.ofSeconds(1));
    }

    @Test
    void aLinkLeadsToItsSocket() {
        assertEquals(
                new LoadPlan("host", 7373, "/ws/abc", "tok_en-1", 5, Duration.ofSeconds(1)),
                plan("http://host:7373/s/abc#tok_en-1"));
        LoadPlan proxied = plan("http://example.org/term/s/abc#t");
        assertEquals(80, proxied.port());
        assertTrue(proxied.request("KEY", 8192)
                .startsWith("GET /term/ws/abc?name=bench&ack=8192 HTTP/1.1\r\nHost: example.org\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://host/s/abc",
                "http://host/s/abc#",
                "http://host/#t",
                "https://host/s/abc#t",
                "ws://host/s/abc#t",
                "host/s/abc#t",
                "http://host/s/a b#t",
                "http://host/s/abc#t%0d%0aX: y",
                "http://host/a%0d%0aX/s/abc#t"
            })
    void whatIsNoLinkIsRefused(String link) {
        assertThrows(IllegalArgumentException.class, () -> plan(link));
    }
}
