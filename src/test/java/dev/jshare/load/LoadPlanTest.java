package dev.jshare.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.LinkUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPlanTest {
    private static LoadPlan plan(String link) {
        return new LoadPlan(LinkUrl.parse(link), 5, Duration.ofSeconds(1));
    }

    @Test
    void aLinkLeadsToItsSocket() {
        LoadPlan near = plan("http://host:7373/s/abc#tok_en-1");
        assertEquals(7373, near.port());
        String request = near.request("KEY", 8192);
        assertTrue(request.startsWith("GET /ws/abc?name=bench&ack=8192 HTTP/1.1\r\nHost: host:7373\r\n"), request);
        assertTrue(request.endsWith("-Protocol: jshare.v1, jshare.token.tok_en-1\r\n\r\n"), request);
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
