package dev.jshare.cli;

import dev.jshare.control.Attendant;
import dev.jshare.control.HostPanel;
import dev.jshare.control.HostRow;
import dev.jshare.control.HostWatch;
import dev.jshare.session.HostScreen;
import dev.jshare.session.Session;
import java.util.List;
import java.util.Map;

/** What the host sees of the sharing; all of it begins behind the prompt. */
final class HostView {
    private HostView() {}

    /** Begins to tell the host, and to listen to its keys, if there is a console. */
    static void start(
            Session session,
            Attendant attendant,
            ShareCommand options,
            Map<String, String> environment,
            List<String> card) {
        HostScreen screen = session.hostScreen();
        if (screen == null) {
            return;
        }
        if (options.status == StatusPlace.TITLE && hasTitle(environment)) {
            HostWatch.start(session, screen);
        } else if (options.status == StatusPlace.ROW) {
            String hint = options.prefix.control() < 0 ? "" : options.prefix.name();
            HostRow.start(session, screen, attendant, session::now, Colours.wanted(environment), card, hint);
        }
        if (options.prefix.control() >= 0) {
            boolean colour = Colours.wanted(environment);
            HostPanel.Settings settings =
                    new HostPanel.Settings(options.prefix.control(), options.prefix.name(), colour, HostView::picture);
            HostPanel.listen(session, screen, attendant, session::now, settings);
        }
    }

    private static List<String> picture(String link, int cols, int rows) {
        return new QrPicture(link).lines(false, new TerminalSize(cols, rows)).orElse(List.of());
    }

    /** The Linux console and what calls itself dumb show escape sequences that they do not know, or ring for them. */
    static boolean hasTitle(Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", "");
        return !terminal.isEmpty() && !terminal.equals("dumb") && !terminal.equals("linux");
    }
}
