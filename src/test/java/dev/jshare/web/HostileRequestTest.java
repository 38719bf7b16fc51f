package dev.jshare.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.protocol.Json;
import dev.jshare.session.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and frames of people who want more than their link gives them. */
class HostileRequestTest {

    @Test
    void trap11AnOffsetIsNoTicket() throws Exception {
        try (House house = new House()) {
            Links.Issued type = house.issue(Role.TYPE);
            String token = type.token().reveal();
            String from = house.ws() + "?from=0";
            try (RawHttp typist = house.join("jshare.v1", token)) {
                assertEquals("type", role(typist));
            }
            try (RawHttp watcher = new RawHttp(house.port)) {
                String watch = "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + house.watch + "\r\n";
                assertEquals(101, watcher.upgrade(house.port, from, watch).status());
                assertEquals("watch", role(watcher), "the role is the token's, whatever is continued");
            }
            house.stage.links.revoke(type.link().id());
            house.stage.session.linksChanged();
            for (String wrong : List.of("jshare.token." + token, "jshare.token.x", "")) {
                try (RawHttp again = new RawHttp(house.port)) {
                    String offered =
                            "Sec-WebSocket-Protocol: jshare.v1" + (wrong.isEmpty() ? "" : ", " + wrong) + "\r\n";
                    assertEquals(401, again.upgrade(house.port, from, offered).status());
                }
            }
        }
    }

    private static String role(RawHttp viewer) throws IOException {
        byte[] welcome = viewer.read().payload();
        byte[] json = new String(welcome, StandardCharsets.UTF_8).substring(1).getBytes(StandardCharsets.UTF_8);
        return String.valueOf(Json.object(json).get("role"));
    }

    /** RSV1 marks a message as compressed (RFC 7692 §6); nobody agreed on that. */
    @Test
    void trap22WhatClaimsToBeCompressedIsRefused() throws Exception {
        try (House house = new House()) {
            for (int first : new int[] {0xc2, 0xc1, 0xa2, 0x92}) {
                try (RawHttp typist = house.join("jshare.v1", house.type)) {
                    typist.read();
                    typist.frame(first, new byte[] {0x10, 'x'});
                    assertNotEquals(1000, typist.readClose());
                }
            }
            Stage.await(() -> house.stage.session.facts().watching() == 0);
            assertEquals("", house.stage.pty.typed());
        }
    }

    /** Whatever is wrong with a token, its refusal takes as long: within what the machine's noise lets one see. */
    @Test
    void trap07NoRefusalIsQuickerThanAnother() throws Exception {
        try (House house = new House()) {
            Links.Issued revoked = house.issue(Role.TYPE);
            house.stage.links.revoke(revoked.link().id());
            List<String> tokens = List.of(revoked.token().reveal(), "x".repeat(32), house.watch + "x");
            long[] fastest = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
            for (int i = 0; i < 2_000; i++) {
                for (int kind = 0; kind < tokens.size(); kind++) {
                    long before = System.nanoTime();
                    assertTrue(house.stage.links.find(tokens.get(kind)).isEmpty());
                    fastest[kind] = Math.min(fastest[kind], System.nanoTime() - before);
                }
            }
            long most = Math.max(fastest[0], Math.max(fastest[1], fastest[2]));
            long least = Math.min(fastest[0], Math.min(fastest[1], fastest[2]));
            assertTrue(most - least < Duration.ofNanos(20_000).toNanos(), most - least + " ns apart");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\nContent-Length: 5\r\n",
                "GET /health HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
                "POST /health HTTP/1.1\r\nContent-Length: 5\r\n",
                "GET WS HTTP/1.1\r\nContent-Length: 5\r\n" + RawHttp.UPGRADE
            })
    void trap09WhoAnnouncesABodyAndSendsNoneIsCutOff(String head) throws Exception {
        Duration day = Duration.ofDays(1);
        Patience patience = new Patience(Duration.ofMillis(300), day, day, day, day);
        try (House house = new House(10, patience, null);
                RawHttp silent = new RawHttp(house.port)) {
            silent.send(head.replace("WS", house.ws() + "?token=" + house.watch) + "Host: localhost\r\n\r\n");
            silent.readToEnd();
            assertEquals(0, house.stage.session.facts().watching());
        }
    }

    /** What was announced has come: the viewer stays when somebody who came later is cut off. */
    @Test
    void aBodyThatComesCutsNobodyOff() throws Exception {
        Duration day = Duration.ofDays(1);
        try (House house = new House(10, new Patience(Duration.ofSeconds(2), day, day, day, day), null);
                RawHttp viewer = new RawHttp(house.port)) {
            String token = "Sec-WebSocket-Protocol: jshare.v1, jshare.token." + house.watch + "\r\n";
            viewer.send("GET " + house.ws() + " HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.UPGRADE + token
                    + "Content-Length: 5\r\n\r\nhello");
            Stage.await(() -> house.stage.session.facts().watching() == 1);
            try (RawHttp later = new RawHttp(house.port)) {
                later.readToEnd();
            }
            assertEquals(1, house.stage.session.facts().watching());
        }
    }

    @Test
    void trap09ACrowdInTheLobbyKeepsNobodyOutAndIsCutOff() throws Exception {
        Duration day = Duration.ofDays(1);
        Patience endless = new Patience(day, day, day, day, day);
        List<RawHttp> crowd = new ArrayList<>();
        try (House house = new House(10, endless, null);
                RawHttp early = house.join("jshare.v1", house.watch)) {
            early.read();
            for (int i = 0; i < Lobby.ROOM + 100; i++) {
                RawHttp loiterer = new RawHttp(house.port);
                loiterer.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(1000));
                crowd.add(loiterer);
            }
            Stage.await(() -> crowd.stream().filter(RawHttp::isCutOff).count() == 100);
            try (RawHttp late = house.join("jshare.v1", house.type)) {
                late.read();
                late.binary(new byte[] {0x10, 'x'});
                house.stage.pty.awaitTyped("x");
            }
            house.stage.pty.print("still here");
            while (!new String(early.read().payload(), StandardCharsets.ISO_8859_1).contains("still here")) {
                // Events.
            }
        } finally {
            for (RawHttp loiterer : crowd) {
                loiterer.close();
            }
        }
    }
}
