package dev.jshare.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerNameTest {
    private static final ViewerId SEVEN = new ViewerId(7);

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u001b",
                "\u0000\u007f\u009b",
                "\u200b\u202e\ufeff",
                "\n\r\t",
                "\ue000",
                "\ud800",
                "\u00a0\u3000",
                "\u3164\u2800",
                "\u0301\u20dd"
            })
    void aNameOfNothingBecomesAGuest(String presented) {
        assertEquals("guest 7", ViewerName.clean(presented, SEVEN));
    }

    @Test
    void trap18NoSequenceReachesATerminal() {
        assertEquals("[31mred]0;x", ViewerName.clean("\u001b[31mred\u001b]0;x\u0007", SEVEN));
        assertEquals("31m", ViewerName.clean("\u009b31m", SEVEN));
        assertEquals("a b c", ViewerName.clean(" a \r\n b\u2028\tc ", SEVEN));
        assertEquals("evil.exe", ViewerName.clean("evil\u202e.exe\u2066\u200d", SEVEN));
    }

    @Test
    void namesOfPeopleStay() {
        for (String name : new String[] {"Zo\u00eb", "\u6f22\u5b57", "\ud83d\ude00 Ann", "O'Hara <b>", "a"}) {
            assertEquals(name, ViewerName.clean(name, SEVEN));
        }
    }

    @Test
    void marksDoNotPileUpAndNeedALetter() {
        assertEquals("e\u0301\u0302\u0303x", ViewerName.clean("e\u0301\u0302\u0303\u0304\u0305x", SEVEN));
        assertEquals("a b", ViewerName.clean("\u0301a \u0301b", SEVEN));
        assertEquals("\u05e9\u05c1\u05b8", ViewerName.clean("\u05e9\u05c1\u05b8", SEVEN), "Hebrew with its points");
    }

    @Test
    void blanksOfAllKindsAreOne() {
        assertEquals("a b", ViewerName.clean("\u00a0a\u2003\u3000 \u2029b\u202f", SEVEN));
        assertEquals("a", ViewerName.clean("a" + " ".repeat(100), SEVEN));
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        String name = ViewerName.clean("\ud83d\ude00".repeat(1000), SEVEN);
        assertEquals("\ud83d\ude00".repeat(40), name);
    }

    @Test
    void trap17RandomNamesBecomeShortVisibleText() {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder presented = new StringBuilder();
            for (int i = random.nextInt(80); i >= 0; i--) {
                presented.append((char) random.nextInt(random.nextBoolean() ? 0x300 : 0x10000));
            }
            String name = ViewerName.clean(presented.toString(), SEVEN);
            assertFalse(name.isBlank());
            assertTrue(name.codePointCount(0, name.length()) <= 40);
            assertTrue(name.codePoints().noneMatch(Character::isISOControl), name);
            assertEquals(name, ViewerName.clean(name, SEVEN), "cleaning twice changes nothing");
        }
    }
}
