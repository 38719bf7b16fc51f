package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6455 §4.2, with a real server. */
class HandshakeTest {

    @Test
    void section1Dot3TheExampleOfTheRfc() {
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Handshake.accept("dGhlIHNhbXBsZSBub25jZQ=="));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Upgrade, websocket, 13, dGhlIHNhbXBsZSBub25jZQ==, 101",
        "GET, 'keep-alive, upgrade', WebSocket, 13, dGhlIHNhbXBsZSBub25jZQ==, 101",
        "HEAD, Upgrade, websocket, 13, dGhlIHNhbXBsZSBub25jZQ==, 400",
        "GET, keep-alive, websocket, 13, dGhlIHNhbXBsZSBub25jZQ==, 400",
        "GET, Upgrade, websocket, 13, dGhlIHNhbXBsZSBub25jZQ, 400",
        "GET, Upgrade, websocket, 13, c2hvcnQ=, 400",
        "GET, Upgrade, websocket, 8, dGhlIHNhbXBsZSBub25jZQ==, 426",
        "GET, Upgrade, h2c, 13, dGhlIHNhbXBsZSBub25jZQ==, 426"
    })
    void section4Dot2Dot1WhatAClientHasToSay(
            String method, String connection, String upgrade, String version, String key, int status) throws Exception {
        try (House house = new House();
                RawHttp http = new RawHttp(house.port)) {
            http.send(
                    method + " " + house.ws() + "?token=" + house.watch + " HTTP/1.1\r\nHost: localhost\r\nConnection: "
                            + connection + "\r\nUpgrade: " + upgrade + "\r\nSec-WebSocket-Version: " + version
                            + "\r\nSec-WebSocket-Key: " + key + "\r\n\r\n");
            RawHttp.Answer answer = http.answer(method.equals("HEAD"));
            assertEquals(status, answer.status());
            assertEquals(status == 101 ? "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" : "", answer.header("Sec-WebSocket-Accept"));
            assertEquals(
                    status == 426 && upgrade.equals("websocket") ? "13" : "",
                    answer.header("Sec-WebSocket-Version"),
                    "section 4.4");
        }
    }

    @Test
    void framesMayComeAlongWithTheHandshake() throws Exception {
        try (House house = new House();
                RawHttp http = new RawHttp(house.port)) {
            // "hi", masked with zeros, in the same write as the request.
            http.send("GET " + house.ws() + "?token=" + house.type + " HTTP/1.1\r\nHost: localhost\r\n"
                    + RawHttp.UPGRADE + "\r\n\u0082\u0082\0\0\0\0hi");
            assertEquals(101, http.answer(false).status());
            house.stage.pty.awaitTyped("hi");
        }
    }
}
