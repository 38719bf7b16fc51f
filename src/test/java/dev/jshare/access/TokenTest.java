package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final int MANY = 10_000;
    private final SecureRandom random = new SecureRandom();

    @Test
    void trap29TokensAreLongAndInTheAlphabetOfUrls() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            String text = Token.generate(random).reveal();
            assertTrue(text.matches("[A-Za-z0-9_-]{32}"), text);
            assertTrue(seen.add(text), "it came twice");
        }
    }

    @Test
    void trap29EveryPlaceTakesEveryCharacter() {
        int[][] counts = new int[32][128];
        for (int i = 0; i < MANY; i++) {
            String text = Token.generate(random).reveal();
            for (int place = 0; place < 32; place++) {
                counts[place][text.charAt(place)]++;
            }
        }
        for (int place = 0; place < 32; place++) {
            for (char c : "ABCxyz019-_".toCharArray()) {
                // 156 expected; 40 is over 9 standard deviations away.
                assertTrue(counts[place][c] > 40, c + " at " + place + " came " + counts[place][c] + " times");
            }
        }
    }

    @Test
    void trap04PrintingATokenDoesNotTellIt() {
        Token token = Token.generate(random);
        Links.Issued issued = new Links.Issued(new Link("watch1", Role.WATCH, null, null, null), token);
        assertFalse(token.toString().contains(token.reveal()));
        assertFalse(issued.toString().contains(token.reveal()));
        assertEquals(token.reveal(), token.reveal());
    }
}
