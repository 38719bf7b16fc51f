package dev.jshare.cli;

import java.util.Map;

/**
 * The wish of the launcher that somebody make the archive of classes that it did not find. It waits until the share is up,
 * so that the first start costs no more than it must.
 */
final class ArchiveOrder {
    /** Set by the launcher to its own path. */
    private static final String PROPERTY = "jshare.train";

    private ArchiveOrder() {}

    /** Starts the launcher's training, if it is wanted. */
    static void fulfil(Map<String, String> environment) {
        String launcher = System.getProperty(PROPERTY);
        if (launcher != null) {
            LauncherJob.start(launcher, "exec sh \"$0\" " + Training.WORD, environment);
        }
    }
}
