package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelRandomTest {
    private final SecureRandom random = KernelRandom.open();

    @Test
    void itIsTheKernelsOwnWhereThereIsOne() {
        assertInstanceOf(KernelRandom.class, random);
    }

    /** Each bit of a million comes as often as not: six standard deviations are 3,000. */
    @Test
    void halfOfTheBitsAreSet() {
        byte[] bytes = new byte[125_000];
        random.nextBytes(bytes);
        assertEquals(500_000, BitSet.valueOf(bytes).cardinality(), 3_000);
    }

    @Test
    void nothingComesTwice() {
        Set<String> tokens = new HashSet<>();
        IntStream.range(0, 1_000).forEach(i -> tokens.add(Token.generate(random).reveal()));
        assertEquals(1_000, tokens.size());
    }

    @Test
    void numbersStayWithinTheirBound() {
        assertTrue(random.ints(1_000, 0, 31).allMatch(number -> number >= 0 && number < 31));
        assertEquals(31, random.ints(10_000, 0, 31).distinct().count());
    }

    @Test
    void aSeedIsAsLongAsAskedAndChangesNothing() {
        assertEquals(16, random.generateSeed(16).length);
        random.setSeed(1);
        long one = random.nextLong();
        random.setSeed(1);
        assertTrue(one != random.nextLong());
    }
}
