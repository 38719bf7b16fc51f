package dev.jshare.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** What the launcher does behind a share, as no child of this process: it may outlive the share. */
final class LauncherJob {
    private LauncherJob() {}

    /**
     * Has sh do something behind this process, in silence; where it cannot be started nothing happens.
     *
     * @param commands in which {@code "$0"} is the launcher
     */
    static void start(String launcher, String commands, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "trap '' HUP; { " + commands + "; } &", launcher)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            builder.start();
        } catch (IOException e) {
            // The next start is as slow as this one was.
        }
    }
}
