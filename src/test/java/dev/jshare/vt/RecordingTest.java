package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real programs: {@code NAME.bin} is what they wrote, {@code NAME.txt} what xterm.js showed then: size, cursor (row and
 * column from 0), lines with the scrollback.
 */
class RecordingTest {
    private static final int CUTS = 40;

    @ParameterizedTest
    @ValueSource(strings = {"ls", "less", "vim"})
    void theScreenIsXtermJss(String name) throws IOException {
        List<String> expected = new String(resource(name + ".txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        Vt vt = terminal(expected).feed(resource(name + ".bin"));

        List<String> actual = new ArrayList<>();
        actual.add(expected.get(0));
        actual.add(vt.emulator.screen.y + " " + vt.emulator.screen.x);
        new ScreenReader(vt.emulator, 100).forEachLine(row -> actual.add(ScreenReader.text(row)), () -> 0);
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "less", "vim"})
    void whoeverJoinsInBetweenSeesTheSame(String name) throws IOException {
        List<String> facts = new String(resource(name + ".txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        byte[] bytes = resource(name + ".bin");
        for (int i = 0; i <= CUTS; i++) {
            int cut = bytes.length * i / CUTS;
            Vt always = terminal(facts).feed(Arrays.copyOf(bytes, cut));
            Vt joined = always.join();
            Vt.assertSameState(always, joined, name + " at " + cut);
            byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
            Vt.assertSameState(always.feed(rest), joined.feed(rest), name + " after " + cut);
        }
    }

    private static Vt terminal(List<String> facts) {
        String[] size = facts.get(0).split(" ");
        return new Vt(Integer.parseInt(size[0]), Integer.parseInt(size[1]), 100);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RecordingTest.class.getResourceAsStream("/vt/recordings/" + name)) {
            return in.readAllBytes();
        }
    }
}
