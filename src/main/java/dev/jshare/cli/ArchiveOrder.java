package dev.jshare.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * The wish of the launcher that somebody make the archive of classes that it did not find. It waits until the share is up,
 * so that the first start costs no more than it must.
 */
final class ArchiveOrder {
    /** Set by the launcher to its own path. */
    private static final String PROPERTY = "jshare.train";

    private ArchiveOrder() {}

    /** Starts the launcher's training, if it is wanted, as no child of this process: it may outlive the share. */
    static void fulfil() {
        String launcher = System.getProperty(PROPERTY);
        if (launcher == null) {
            return;
        }
        String job = "trap '' HUP; sh \"$0\" " + Training.WORD + " &";
        try {
            new ProcessBuilder("/bin/sh", "-c", job, launcher)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The next start is as slow as this one was.
        }
    }
}
