package dev.jshare.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jshare.console.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** Which keys are the shell's and which are ours, however the terminal cuts them into reads. */
class KeySorterTest implements KeySorter.Keys {
    private final List<String> sorted = new ArrayList<>();
    private final KeySorter sorter = new KeySorter(0x1D, this);
    private boolean typing = true;
    private boolean taken = true;

    @Override
    public boolean typing() {
        return typing;
    }

    @Override
    public boolean type(byte[] bytes) {
        String text =
                new String(bytes, StandardCharsets.UTF_8).replace("\033", "ESC").replace("\035", "PREFIX");
        sorted.add(taken ? text : "lost " + text);
        return taken;
    }

    @Override
    public void mouse(Matcher report) {
        sorted.add("mouse " + report.group(1) + " " + report.group(2) + "," + report.group(3) + report.group(4));
    }

    @Override
    public void command(int key) {
        sorted.add("command " + name(key));
    }

    @Override
    public void idle(int key) {
        sorted.add("idle " + name(key));
    }

    private static String name(int key) {
        return switch (key) {
            case Key.UP -> "up";
            case Key.HOME -> "home";
            case Key.PAGE_UP -> "page up";
            case Key.PAGE_DOWN -> "page down";
            case Key.ENTER -> "enter";
            default -> key < 0 ? "other" : String.valueOf((char) key);
        };
    }

    private List<String> take(String... reads) {
        sorted.clear();
        for (String read : reads) {
            sorter.take(read.getBytes(StandardCharsets.UTF_8));
        }
        return List.copyOf(sorted);
    }

    @Test
    void textGoesToTheShellAsItIs() {
        assertEquals(List.of("ls -l\n"), take("ls -l\n"));
        assertEquals(List.of("ESC"), take("\033"), "the key Escape waits for nothing");
        assertEquals(List.of("ESC[A", "ESCOBx"), take("\033[A", "\033OBx"));
        assertEquals(List.of("Grüße 世界"), take("Grüße 世界"));
    }

    @Test
    void thePrefixLeadsOneKey() {
        assertEquals(List.of("a", "command s", "b"), take("a\035sb"));
        assertEquals(List.of("command ."), take("\035", "."));
        assertEquals(List.of("command up", "x"), take("\035\033[Ax"));
        assertEquals(List.of("command page down"), take("\035", "\033[6", "~"));
        assertEquals(List.of("aPREFIXb"), take("a\035\035b"), "twice sends it on");
    }

    @Test
    void aPasteIsTextAndItsEndIsAnEnd() {
        assertEquals(List.of("ESC[200~a PREFIX. bESC[201~", "x"), take("\033[200~a \035. b\033[201~x"));
        assertEquals(
                List.of("ESC[200~one", " two", "ESC[201~", "command ."),
                take("\033[200~one", " two\033[2", "01~", "\035."));
        assertEquals(
                List.of("ESC[20", "0~aPREFIX.", "b", "ESC[201~", "command ."),
                take("\033[20", "0~a\035.", "b\033", "[201~", "\035."));
    }

    @Test
    void theRestOfAPasteThatWasLostIsNoKeys() {
        assertEquals(List.of("ESC[200~one"), take("\033[200~one"));
        sorter.lose();
        assertEquals(List.of("after"), take("two\r", "three\033[2", "01~after"));
        taken = false;
        assertEquals(List.of("lost xESC[200~one"), take("x\033[200~one", "two\r"));
        taken = true;
        assertEquals(List.of("ESC[200~next", "ESC[201~"), take("three\033[201~\033[200~next", "\033[201~"));
        sorter.lose();
        assertEquals(List.of("keys"), take("keys"));
    }

    @Test
    void theMouseIsKeptApart() {
        assertEquals(List.of("a", "mouse 0 12,5M", "mouse 0 12,5m", "b"), take("a\033[<0;12;5M\033[<0;12;5mb"));
        assertEquals(List.of("mouse 64 1,200M"), take("\033[<64;1", ";200M"));
        assertEquals(List.of("ESC[<nonsense"), take("\033[<nonsense"));
    }

    @Test
    void whileNothingIsTypedAllKeysAreOurs() {
        typing = false;
        assertEquals(List.of("idle l", "idle enter", "idle up", "idle home"), take("l\r\033[A\033[1~"));
        assertEquals(List.of("command q"), take("\035q"));
        assertEquals(List.of(), take("\035\035"), "there is nobody to send it on to");
        assertEquals(List.of("idle page up"), take("\033[5", "~"));
        assertEquals(List.of("idle other", "command q"), take("\033[15~\035\033[113;1:3uq"), "F5, and a key let go");
    }

    @Test
    void longInputIsNotCut() {
        char[] text = new char[10_000];
        Arrays.fill(text, 'x');
        assertEquals(List.of(new String(text)), take(new String(text)));
    }
}
