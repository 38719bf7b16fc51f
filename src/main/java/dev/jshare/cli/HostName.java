package dev.jshare.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a session is called when nobody says. */
final class HostName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** {@code user@host}; never asks the network. */
    static String userAtHost(Map<String, String> environment) {
        String user = System.getProperty("user.name", "someone");
        String host = environment.getOrDefault("HOSTNAME", "");
        try {
            host = Files.isReadable(LINUX) ? Files.readString(LINUX).strip() : host;
        } catch (IOException e) {
            // The variable is good enough.
        }
        return host.isEmpty() ? user : user + "@" + host;
    }
}
