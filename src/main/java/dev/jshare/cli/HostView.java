package dev.jshare.cli;

import dev.jshare.control.HostWatch;
import dev.jshare.session.HostScreen;
import dev.jshare.session.Session;
import java.util.Map;

/** What the host sees of the sharing; all of it begins behind the prompt. */
final class HostView {
    private HostView() {}

    /** Begins to tell the host, if there is a console. */
    static void start(Session session, ShareCommand options, Map<String, String> environment) {
        HostScreen screen = session.hostScreen();
        if (screen != null && options.status == StatusPlace.TITLE && hasTitle(environment)) {
            HostWatch.start(session, screen);
        }
    }

    /** The Linux console and what calls itself dumb show escape sequences that they do not know, or ring for them. */
    private static boolean hasTitle(Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", "");
        return !environment.containsKey("NO_COLOR")
                && !terminal.isEmpty()
                && !terminal.equals("dumb")
                && !terminal.equals("linux");
    }
}
