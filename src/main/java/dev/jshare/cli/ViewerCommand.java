package dev.jshare.cli;

import dev.jshare.control.Facts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command about one viewer of a session. */
@Command
abstract class ViewerCommand extends SessionCommand {
    @Parameters(paramLabel = "VIEWER", description = "The viewer's number or name; see 'jshare status'.")
    String viewer = "";

    /** The viewer as an answer names it. */
    static String who(Facts answer) {
        return Table.plain(answer.text("name")) + " (" + answer.number("viewer") + ")";
    }
}
