package dev.jshare.cli;

import java.util.Map;

/** Whether the user wants colours (no-color.org), and has a terminal for them. */
final class Colours {
    private Colours() {}

    static boolean wanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
