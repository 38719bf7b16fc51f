package dev.jshare.cli;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * The log manager of a process that logs nothing. JNA asks for a logger as it is loaded, and for that the JDK's own would read
 * its configuration and look for other systems of logging, on the way to the prompt. Public for the JDK, which makes it.
 */
public final class NoLogs extends LogManager {
    /** What comes behind it would be the search for other systems. */
    @Override
    public void readConfiguration() throws IOException {
        throw new IOException("there is none");
    }
}
