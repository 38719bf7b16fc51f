package dev.jshare.vt;

/** The modes that are set. */
final class Modes {
    private int set;

    Modes() {
        for (Mode mode : Mode.all()) {
            set(mode, mode.initial);
        }
    }

    boolean isSet(Mode mode) {
        return (set & mode.bit()) != 0;
    }

    void set(Mode mode, boolean on) {
        if (mode.group != Mode.Group.NONE) {
            for (Mode other : Mode.all()) {
                if (other.group == mode.group) {
                    set &= ~other.bit();
                }
            }
        }
        set = on ? set | mode.bit() : set & ~mode.bit();
    }

    /** Resets what DECSTR resets. */
    void softReset() {
        reset(Mode.Reset.SOFT);
    }

    /** Resets what RIS resets. */
    void fullReset() {
        reset(Mode.Reset.FULL);
    }

    private void reset(Mode.Reset kind) {
        for (Mode mode : Mode.all()) {
            if (mode.reset == kind || mode.reset == Mode.Reset.SOFT_AND_FULL) {
                set(mode, mode.initial);
            }
        }
    }
}
