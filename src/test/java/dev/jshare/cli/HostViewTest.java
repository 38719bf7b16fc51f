package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostViewTest {
    @Test
    void whoWantsNoColoursIsStillToldWhoWatches() {
        Map<String, String> environment = Map.of("TERM", "xterm", "NO_COLOR", "1");
        assertTrue(HostView.hasTitle(environment));
        assertFalse(Colours.wanted(environment));
    }

    @ParameterizedTest
    @CsvSource({"xterm, true, true", "linux, false, true", "dumb, false, false", "'', false, true"})
    void notEveryTerminalHasColoursAndATitle(String kind, boolean title, boolean colours) {
        assertEquals(title, HostView.hasTitle(Map.of("TERM", kind)));
        assertEquals(colours, Colours.wanted(Map.of("TERM", kind)));
    }
}
