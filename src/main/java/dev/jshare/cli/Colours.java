package dev.jshare.cli;

import java.util.Map;

/** Whether the user wants colours (no-color.org). */
final class Colours {
    private Colours() {}

    static boolean wanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
