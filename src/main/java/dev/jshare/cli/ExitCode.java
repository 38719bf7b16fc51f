package dev.jshare.cli;

/** The exit codes of jshare's own; a share ends with the exit status of its shell. */
final class ExitCode {
    static final int OK = 0;
    /** Something that jshare needs cannot be had now. */
    static final int FAILED = 1;
    /** The command line, a setting or the place of the call is wrong. */
    static final int USAGE = 2;
    /** There is no such session, or none at all. */
    static final int NO_SESSION = 3;
    /** With {@code --wait}: nobody came in time. */
    static final int NOBODY_CAME = 4;
    /** The link that was joined by has expired or was taken back. */
    static final int EXPIRED = 5;
    /** The host has removed who joined. */
    static final int REMOVED = 6;
    /** The command was found and cannot be executed, as in a shell. */
    static final int NOT_EXECUTABLE = 126;
    /** The command was not found, as in a shell. */
    static final int NOT_FOUND = 127;
    /** Added to the number of a signal that ended the shell, or jshare. */
    static final int SIGNAL = 128;
    /** The pipe that takes the output has no reader any more: SIGPIPE, which ends other programs in silence. */
    static final int NOBODY_READS = SIGNAL + 13;

    private ExitCode() {}
}
