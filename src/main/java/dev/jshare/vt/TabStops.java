package dev.jshare.vt;

import java.util.BitSet;

/** Horizontal tab stops of one screen; at first every eighth column. Columns count from 0. */
final class TabStops {
    private static final int INTERVAL = 8;

    private final BitSet stops = new BitSet();

    TabStops(int cols) {
        reset(cols);
    }

    void reset(int cols) {
        stops.clear();
        fill(0, cols);
    }

    private void fill(int from, int cols) {
        for (int col = from; col < cols; col += INTERVAL) {
            stops.set(col);
        }
    }

    void set(int col) {
        stops.set(col);
    }

    void clear(int col) {
        stops.clear(col);
    }

    void clearAll() {
        stops.clear();
    }

    boolean isSet(int col) {
        return stops.get(col);
    }

    /** Continues the stops over a new width, from the last one before it; xterm.js does so even when it shrinks. */
    void resize(int cols) {
        fill(stops.get(cols) ? cols : previous(cols, cols), cols);
    }

    int next(int col, int cols) {
        int stop = stops.nextSetBit(col + 1);
        return stop < 0 || stop >= cols ? cols - 1 : stop;
    }

    int previous(int col, int cols) {
        int stop = col > 0 ? stops.previousSetBit(col - 1) : -1;
        return stop < 0 ? 0 : Math.min(stop, cols - 1);
    }

    /** Returns whether the stops are those of a new screen. */
    boolean isDefault(int cols) {
        for (int col = 0; col < cols; col++) {
            if (stops.get(col) != (col % INTERVAL == 0)) {
                return false;
            }
        }
        return true;
    }
}
