package dev.jshare.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinUrlTest {
    @Test
    void aLinkIsTakenApart() {
        JoinUrl url = JoinUrl.parse("http://127.0.0.1:7373/s/abc_1-2#Tok-en_9");
        assertEquals("abc_1-2", url.session());
        assertEquals("Tok-en_9", url.token());
        assertFalse(url.secure());
        assertEquals(
                "ws://127.0.0.1:7373/ws/abc_1-2?ack=16384", url.socket(-1, null).toString());
        assertEquals(
                "ws://127.0.0.1:7373/ws/abc_1-2?ack=16384&from=7&name=J%C3%BCrg+%26+Co",
                url.socket(7, "Jürg & Co").toString());
    }

    @Test
    void aProxysPathAndOtherHostsStay() {
        assertEquals(
                "wss://share.example.org/term/ws/x?ack=16384",
                JoinUrl.parse("HTTPS://share.example.org/term/s/x#t")
                        .socket(-1, null)
                        .toString());
        assertEquals("[::1]:80", JoinUrl.parse("http://[::1]:80/s/x#t").place());
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/s/x, no '#'",
        "http://h/s/x#, no '#'",
        "http://h/s/x#a b, no secret",
        "http://h/x#t, no /s/",
        "http://h#t, no /s/",
        "h/s/x#t, begins with http",
        "ws://h/s/x#t, not with ws://",
        "http:///s/x#t, no",
        "http://h h/s/x#t, characters"
    })
    void whatIsNoLinkIsExplained(String link, String words) {
        String message = assertThrows(IllegalArgumentException.class, () -> JoinUrl.parse(link))
                .getMessage();
        assertTrue(message.contains(words), message);
        assertTrue(message.endsWith(".") || message.endsWith("with its secret behind it."), message);
    }

    @Test
    void theSecretIsInNoMessage() {
        String message = assertThrows(IllegalArgumentException.class, () -> JoinUrl.parse("ftp://h/s/x#verysecret"))
                .getMessage();
        assertFalse(message.contains("verysecret"), message);
    }
}
