package dev.jshare.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.session.Stage;
import dev.jshare.vt.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code GET /api/v1/sessions/{id}/screen}. */
class ScreenRouteTest {
    private static final String PRINTED = "one\r\n\u001b[1;31mtwo <b>\u001b[0m\r\n" + "more\r\n".repeat(30) + "end";

    private static RawHttp.Answer screen(House house, String query) throws IOException {
        return RawHttp.get(
                house.port, house.api() + "/screen" + query, "Authorization: Bearer " + house.watch + "\r\n");
    }

    private static House printed() throws InterruptedException {
        House house = new House();
        house.stage.pty.print(PRINTED);
        Stage.await(() -> house.stage.session.facts().offset() == PRINTED.length());
        return house;
    }

    @Test
    void textIsWhatIsSeen() throws Exception {
        try (House house = printed()) {
            RawHttp.Answer answer = screen(house, "");
            assertEquals(200, answer.status());
            assertTrue(answer.text().startsWith("more\nmore\n"), answer.text());
            assertTrue(answer.text().stripTrailing().endsWith("end"), answer.text());
            assertEquals("80", answer.header("X-Jshare-Cols"));
            assertEquals("24", answer.header("X-Jshare-Rows"));
            assertEquals(String.valueOf(PRINTED.length()), answer.header("X-Jshare-Offset"));
        }
    }

    @Test
    void linesFromAboveTheScreenOnlyWhenAskedFor() throws Exception {
        try (House house = printed()) {
            assertFalse(screen(house, "?format=text").text().contains("two"));
            assertTrue(screen(house, "?format=text&lines=1000").text().startsWith("one\ntwo <b>\n"));
        }
    }

    @Test
    void ansiRebuildsTheTerminal() throws Exception {
        try (House house = printed()) {
            byte[] body = screen(house, "?format=ansi&lines=50").body();
            Terminal fresh = new Terminal(80, 24, 100);
            fresh.feed(body, 0, body.length);
            Terminal host = new Terminal(80, 24, 100);
            host.feed(PRINTED.getBytes(StandardCharsets.UTF_8), 0, PRINTED.length());
            assertArrayEquals(host.snapshot(50), fresh.snapshot(50));
        }
    }

    @Test
    void trap17WhatTheShellPrintsNeverBecomesMarkup() throws Exception {
        try (House house = printed()) {
            RawHttp.Answer answer = screen(house, "?format=html&lines=50");
            assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
            assertTrue(answer.text().contains("two &lt;b&gt;"), answer.text());
            assertTrue(answer.header("Content-Security-Policy").contains("sandbox"));
        }
    }

    @Test
    void jsonHasCells() throws Exception {
        try (House house = printed()) {
            RawHttp.Answer answer = screen(house, "?format=json");
            assertEquals("application/json", answer.header("Content-Type"));
            assertTrue(new String(answer.body(), ISO_8859_1).startsWith("{"));
        }
    }

    @Test
    void anUnknownFormatIsRefusedAndSoIsNoToken() throws Exception {
        try (House house = printed()) {
            assertEquals(400, screen(house, "?format=png").status());
            assertEquals(400, screen(house, "?lines=-1").status());
            assertEquals(
                    401, RawHttp.get(house.port, house.api() + "/screen", "").status());
        }
    }
}
