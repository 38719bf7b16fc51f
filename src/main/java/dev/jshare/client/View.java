package dev.jshare.client;

import dev.jshare.vt.CanvasPart;
import dev.jshare.vt.Terminal;

/**
 * Which part of the host's screen is looked at, and where on the own terminal it is: in the middle where there is room, else a
 * part that follows the cursor until somebody scrolls.
 */
final class View {
    private int left;
    private int top;
    private boolean following = true;
    private CanvasPart part = new CanvasPart(0, 0, 0, 0, 0, 0);

    /** Has the cursor in sight from now on. */
    void follow() {
        following = true;
    }

    boolean isFollowing() {
        return following;
    }

    /** Moves by so many cells, as far as there is something to see; lines above the screen included. */
    void scroll(Terminal host, int columns, int lines) {
        following = false;
        left = clamp(left + columns, 0, host.cols() - part.cols());
        top = clamp(top + lines, -host.linesAbove(), host.rows() - part.rows());
    }

    /** What to draw on an own terminal of this size. */
    CanvasPart place(Terminal host, int cols, int rows) {
        int width = Math.min(cols, host.cols());
        int height = Math.min(rows, host.rows());
        if (following) {
            int x = Math.min(host.cursorX(), host.cols() - 1);
            int y = host.cursorY();
            if (x < width) {
                left = 0;
            } else if (x < left || x >= left + width) {
                left = x - width * 2 / 3; // Not at the edge, or each key would move all of it.
            }
            top = top < 0 ? 0 : clamp(top, y - height + 1, y);
        }
        left = clamp(left, 0, host.cols() - width);
        top = clamp(top, -host.linesAbove(), host.rows() - height);
        part = new CanvasPart(left, top, (cols - width) / 2, (rows - height) / 2, width, height);
        return part;
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(value, high));
    }

    /** What is drawn now. */
    CanvasPart part() {
        return part;
    }
}
