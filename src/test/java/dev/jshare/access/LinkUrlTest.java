package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkUrlTest {
    @Test
    void aLinkIsTakenApart() {
        LinkUrl url = LinkUrl.parse("http://127.0.0.1:7373/s/abc_1-2#Tok-en_9");
        assertEquals("abc_1-2", url.session());
        assertEquals("Tok-en_9", url.token());
        assertFalse(url.secure());
        assertEquals(
                "ws://127.0.0.1:7373/ws/abc_1-2?ack=1&name=J%C3%BCrg",
                url.socket("ack=1&name=J%C3%BCrg").toString());
    }

    @Test
    void aProxysPathAndOtherHostsStay() {
        assertEquals(
                "wss://share.example.org/term/ws/x?ack=1",
                LinkUrl.parse("HTTPS://share.example.org/term/s/x#t")
                        .socket("ack=1")
                        .toString());
        assertEquals("[::1]:80", LinkUrl.parse("http://[::1]:80/s/x#t").place());
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
        String message = assertThrows(IllegalArgumentException.class, () -> LinkUrl.parse(link))
                .getMessage();
        assertTrue(message.contains(words), message);
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void theSecretIsInNoMessage() {
        String message = assertThrows(IllegalArgumentException.class, () -> LinkUrl.parse("ftp://h/s/x#verysecret"))
                .getMessage();
        assertFalse(message.contains("verysecret"), message);
    }
}
