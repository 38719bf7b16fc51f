package dev.jshare.client;

import dev.jshare.vt.Canvas;
import dev.jshare.vt.CanvasPart;
import dev.jshare.vt.KeyModes;
import dev.jshare.vt.Terminal;
import org.jspecify.annotations.Nullable;

/** What the own terminal shows: the host's screen or a part of it, and a line of words. Only the thread of {@link ViewerClient}. */
final class Show {
    private static final String CURTAIN = "The host has paused the session";

    private final Glass glass;
    private final Canvas canvas;
    private final View view = new View();

    Show(Glass glass, int cols, int rows, boolean trueColour) {
        this.glass = glass;
        canvas = new Canvas(cols, rows, trueColour);
    }

    View view() {
        return view;
    }

    void resize(int cols, int rows) {
        canvas.resize(cols, rows);
    }

    /** Has all of it written anew. */
    void forget() {
        canvas.forget();
    }

    int rows() {
        return canvas.rows();
    }

    /**
     * Brings the own terminal up to date.
     *
     * @param paused whether nothing is to be seen
     * @param words a line over the picture, or null
     * @param typing whether the own terminal sends keys as the host's program wants them
     */
    void paint(@Nullable Terminal host, boolean paused, @Nullable String words, boolean typing) {
        canvas.clear();
        if (paused) {
            canvas.sign(CURTAIN);
        } else if (host != null) {
            canvas.draw(host, view.place(host, canvas.cols(), canvas.rows()));
        }
        if (words != null) {
            canvas.bar(barRow(host), words);
        }
        glass.show(canvas.flush());
        glass.modes(typing && host != null && !paused ? known(host.keyModes()) : KeyModes.PLAIN);
    }

    /** Pixels of the mouse cannot be translated: then it stays the own terminal's. */
    private static KeyModes known(KeyModes modes) {
        return modes.encoding() != 1016
                ? modes
                : new KeyModes(
                        modes.applicationCursor(),
                        modes.applicationKeypad(),
                        modes.bracketedPaste(),
                        modes.focus(),
                        0,
                        0);
    }

    /** At the bottom, unless the cursor is there. */
    private int barRow(@Nullable Terminal host) {
        CanvasPart part = view.part();
        int last = canvas.rows() - 1;
        int cursor = host == null ? 0 : part.y() + host.cursorY() - part.top();
        return cursor == last ? 0 : last;
    }
}
