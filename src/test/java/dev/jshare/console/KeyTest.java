package dev.jshare.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys in all forms in which terminals send them. */
class KeyTest {
    private static byte[] bytes(String keys) {
        return keys.getBytes(StandardCharsets.UTF_8);
    }

    /** What is pressed, and known. */
    private static List<Integer> read(String keys) {
        byte[] bytes = bytes(keys);
        List<Integer> pressed = new ArrayList<>();
        int at = 0;
        for (Key key = Key.read(bytes, 0, bytes.length); key != null; ) {
            if (!key.released() && key.code() != Key.OTHER) {
                pressed.add(key.code());
            }
            at += key.length();
            key = at < bytes.length ? Key.read(bytes, at, bytes.length) : null;
        }
        return pressed;
    }

    @Test
    void asBytes() {
        assertEquals(List.of((int) 'g', Key.ENTER, (int) '\t', 0x1D), read("g\r\t\035"));
        assertEquals(List.of(), read("\u00fc\177"));
    }

    @Test
    void asSequences() {
        assertEquals(List.of(Key.UP, Key.DOWN, Key.UP), read("\033[A\033OB\033[1;2A"));
        assertEquals(List.of(Key.LEFT, Key.RIGHT, Key.HOME, Key.END), read("\033[D\033[C\033[H\033OF"));
        assertEquals(List.of(Key.HOME, Key.END, Key.HOME, Key.END), read("\033[1~\033[4~\033[7~\033[8~"));
        assertEquals(List.of(Key.PAGE_UP, Key.PAGE_DOWN, Key.BACK_TAB), read("\033[5~\033[6;5~\033[Z"));
        assertEquals(
                List.of(), read("\033[15~\033[17~\033[3~\033Ou\033[<0;3;4M\033[I"), "F5, F6, Delete, keypad, mouse");
    }

    @Test
    void escapeAndAlt() {
        assertEquals(List.of(Key.ESCAPE), read("\033"));
        assertEquals(List.of(Key.ESCAPE, Key.UP), read("\033\033[A"));
        assertEquals(List.of(Key.UP, Key.ENTER), read("\033[1\033[A\033[5\r"), "sequences that are broken off");
        assertEquals(List.of((int) 'y'), read("\033xy"), "a key with Alt is another one");
    }

    @Test
    void inTheFormsOfNewerProtocols() {
        assertEquals(List.of(Key.ESCAPE, (int) 'k', Key.ENTER), read("\033[27u\033[107;1:1u\033[13;1u"));
        assertEquals(List.of(0x1D, 0x1D, 0x1D, 1), read("\033[93;5u\033[93:125;69u\033[27;5;93~\033[97;5u"));
        assertEquals(List.of(Key.BACK_TAB, (int) 'k'), read("\033[9;2u\033[107;65u"));
        assertEquals(List.of(), read("\033[107;1:3u\033[1;1:3A"), "let go");
        assertEquals(
                List.of(), read("\033[107;3u\033[107;9u\033[57376u\033[93;6u"), "with Alt, Super, F13, Ctrl-Shift");
    }

    @Test
    void whatIsCutWaitsForItsRest() {
        assertTrue(Key.isCut(bytes("\033")) && Key.isCut(bytes("a\033[1;")) && Key.isCut(bytes("\033\033")));
        assertFalse(Key.isCut(bytes("\033[A")) || Key.isCut(bytes("a")) || Key.isCut(bytes("")));
        assertEquals(List.of((int) 'a'), read("a\033[1;"));
    }
}
