package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenHashTest {
    @Test
    void itIsTheHashOfTheToken() {
        Token token = Token.generate(KernelRandom.open());
        TokenHash hash = new TokenHash(token);
        assertArrayEquals(Token.hash(token.reveal()), hash.get());
        assertSame(hash.get(), hash.get());
    }

    @Test
    void trap06NoTokenIsKept() throws InterruptedException {
        Links links = new Links(KernelRandom.open(), new ManualClock());
        ReferenceQueue<Token> free = new ReferenceQueue<>();
        WeakReference<Token> token =
                new WeakReference<>(links.issue(Role.WATCH, Duration.ofHours(1)).token(), free);
        links.forgetTokens();
        System.gc();
        assertNotNull(free.remove(10_000), "nothing holds the token");
        assertNull(token.get());
    }

    @Test
    void aLinkIsFoundBeforeAndAfter() {
        Links links = new Links(KernelRandom.open(), new ManualClock());
        Links.Issued one = links.issue(Role.WATCH, Duration.ofHours(1));
        assertEquals(Optional.of(one.link()), links.find(one.token().reveal()));
        Links.Issued two = links.issue(Role.TYPE, Duration.ofHours(1));
        links.forgetTokens();
        assertEquals(Optional.of(two.link()), links.find(two.token().reveal()));
        assertEquals(Optional.of(one.link()), links.find(one.token().reveal()));
        assertEquals(Optional.empty(), links.find("x"));
    }
}
