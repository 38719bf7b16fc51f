package dev.jshare.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ^[} stands for ESC, {@code ^G} for BEL, and {@code ^\} for ST. */
class QueryRepliesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[[?1;2c", // DA1
                "^[[?62;4;9;22c",
                "^[[>0;276;0c", // DA2
                "^[P!|00000000^\\", // DA3
                "^[[0n", // DSR
                "^[[?997;1n", // Colour scheme
                "^[[5;80R", // CPR
                "^[[24;1R",
                "^[[1;1R",
                "^[[?24;80R", // DECXCPR
                "^[[?1;2R",
                "^[[?5;80;1R",
                "^[[?2004;1$y", // DECRQM
                "^[[4;2$y",
                "^[P1$r0m^\\", // DECRQSS
                "^[P1$r1;24r^\\",
                "^[P0$r^\\",
                "^[P>|xterm.js(6.0.0)^\\", // XTVERSION
                "^[P1+r544e=787465726d^\\", // XTGETTCAP
                "^[]4;1;rgb:cdcd/0000/0000^G", // Palette
                "^[]10;rgb:ffff/ffff/ffff^\\",
                "^[]11;rgb:0000/0000/0000^\\",
                "^[]12;rgb:ffff/ffff/ffff^G",
                "^[]52;c;c2VjcmV0^G", // Clipboard
                "^[[8;24;80t", // Window reports
                "^[[4;600;800t",
                "^[[48;24;80;600;800t",
                "^[]lname^\\", // Icon label and title
                "^[]Ltitle^\\",
                "^[[?1u", // Kitty keyboard flags
                "^[[?0;256;0S", // Graphics attributes
            })
    void trap13RepliesAreStripped(String reply) {
        assertEquals("", strip(reply));
        assertEquals("ls\r", strip("l" + reply + "s" + reply + reply + "\r"));
        assertEquals("\u00e9^[[A^[", strip("\u00e9" + reply + "^[[A" + reply + "^["));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[", // Escape
                "^[^[",
                "^[x", // Alt
                "^[[", // Alt+[
                "^[]", // Alt+]
                "^[P", // Alt+P
                "^[]x",
                "^[[A", // Arrows
                "^[OA",
                "^[[1;5D",
                "^[OP", // F1 to F4
                "^[OR",
                "^[[1;2P",
                "^[[1;2R", // F3 with a modifier
                "^[[1;16R",
                "^[[1;5S",
                "^[[15~", // F5 to F12
                "^[[24;8~",
                "^[[3~",
                "^[[Z",
                "^[[H",
                "^[[97;5u", // Keys of modifyOtherKeys and kitty
                "^[[27;5;9~",
                "^[[<0;12;7M", // Mouse
                "^[[<35;120;40m",
                "^[[M !!",
                "^[[Mc!!",
                "^[[I", // Focus
                "^[[O",
                "^[[200~two\nlines^[[201~", // Paste
                "\u00c3\u00a9\u00e2\u0082\u00ac", // UTF-8
                "\u0000\u0001\u007f",
            })
    void keysStay(String keys) {
        byte[] input = bytes(keys);
        assertSame(input, filter(input), "nothing is copied where nothing is removed");
        assertEquals(keys, strip("^[[0n" + keys));
    }

    @Test
    void anotherSequenceEndsAStringThatHasNoTerminator() {
        assertEquals("^[]^[[A^G", strip("^[]^[[A^G"));
        assertEquals("^[P^[OP^\\", strip("^[P^[OP^\\"));
        assertEquals("^[]", strip("^[]^[]11;rgb:0/0/0^G"));
    }

    @Test
    void trap14RepliesThatAreCutAnywhereAreStripped() {
        for (String reply : new String[] {
            "^[[?1;2c", "^[[24;80R", "^[]11;rgb:0/0/0^G", "^[P>|x^\\", "^[_Gi=1;OK^\\", "^[[<0;12;7M", "^[[Mc!!"
        }) {
            byte[] whole = bytes(reply);
            for (int cut = 1; cut < whole.length; cut++) {
                InputFilter filter = new InputFilter();
                String first = pass(filter, Arrays.copyOf(whole, cut));
                String second = pass(filter, Arrays.copyOfRange(whole, cut, whole.length));
                String third = pass(filter, bytes("ls"));
                assertEquals("", second, () -> reply + " was cut");
                assertTrue(first.length() == Math.min(cut, 2) || first.isEmpty(), reply + " cut at " + cut);
                assertEquals("ls", third);
            }
        }
    }

    @Test
    void trap14WhatLookedLikeAReplyIsTypedOnceItIsNone() {
        InputFilter filter = new InputFilter();
        assertEquals("", pass(filter, bytes("^[[1;5")));
        assertEquals("\u001b[1;5C", pass(filter, bytes("C")), "Ctrl and an arrow");
        assertEquals("\u001b", pass(filter, bytes("^[")), "Escape waits for nothing");
        assertEquals("[", pass(filter, bytes("[")));
        assertEquals("0", pass(filter, bytes("0")), "a key that was pressed");
        assertEquals("n", pass(filter, bytes("n")));
        assertEquals("\u001b[", pass(filter, bytes("^[[")), "Alt and a bracket");
        assertEquals("A\u001b[B", pass(filter, bytes("A^[[B")));
    }

    @Test
    void trap14EightBitIntroducersCountAsCharactersAndAsBytes() {
        assertEquals("ab", strip("a\u009b0nb"));
        assertEquals("ab", strip("a\u00c2\u009b?1;2cb"));
        assertEquals("ab", strip("a\u00c2\u009d11;rgb:0/0/0\u00c2\u009cb"));
        String text = "\u00e9\u009b\u009b0n"; // The character U+96DB, and then 0n.
        assertEquals(text, strip(text));
    }

    @Test
    void trap14HalvesDoNotMakeAReplyWhenWhatIsBetweenThemIsStripped() {
        assertEquals("c", strip("^[[?1;2^[[0nc"));
        assertEquals("[0n", strip("^[^[[5;5R[0n"));
    }

    private static final Reporting ALL = new Reporting(true, true, true, true, true);

    private static byte[] filter(byte[] input) {
        return new InputFilter().pass(input, ALL, true);
    }

    private static String pass(InputFilter filter, byte[] input) {
        return new String(filter.pass(input, Reporting.NONE, true), ISO_8859_1);
    }

    @Test
    void whatStaysIsASubsequence() {
        Random random = new Random(13);
        String alphabet = "\u001b\u001b\u001b[[]P?>;;$019cnRytuS\u0007\\M~a\u00ff";
        for (int round = 0; round < 50_000; round++) {
            byte[] input = new byte[random.nextInt(40)];
            for (int i = 0; i < input.length; i++) {
                input[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            byte[] before = input.clone();
            byte[] kept = filter(input);
            assertEquals(new String(before, ISO_8859_1), new String(input, ISO_8859_1), "the input is not changed");
            assertTrue(isSubsequence(kept, input));
        }
    }

    @Test
    void bytesWithoutAnIntroducerStay() {
        Random random = new Random(14);
        for (int round = 0; round < 1_000; round++) {
            byte[] input = new byte[random.nextInt(1000)];
            random.nextBytes(input);
            for (int i = 0; i < input.length; i++) {
                if (input[i] == 0x1b || (input[i] & 0xe0) == 0x80) {
                    input[i] = 'x';
                }
            }
            assertSame(input, filter(input));
        }
    }

    private static boolean isSubsequence(byte[] part, byte[] whole) {
        int found = 0;
        for (byte b : whole) {
            if (found < part.length && part[found] == b) {
                found++;
            }
        }
        return found == part.length;
    }

    private static String strip(String text) {
        String stripped = new String(filter(bytes(text)), ISO_8859_1);
        return stripped.replace("\u001b\\", "^\\").replace("\u001b", "^[").replace("\u0007", "^G");
    }

    private static byte[] bytes(String text) {
        return text.replace("^[", "\u001b")
                .replace("^G", "\u0007")
                .replace("^\\", "\u001b\\")
                .getBytes(ISO_8859_1);
    }
}
