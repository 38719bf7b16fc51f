package dev.jshare.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bells of all transports of a session; any thread. */
final class Outlets {
    private final List<Outlet> outlets = new CopyOnWriteArrayList<>();

    void add(Outlet outlet) {
        outlets.add(outlet);
    }

    void wake() {
        for (Outlet outlet : outlets) {
            try {
                outlet.wake();
            } catch (RuntimeException e) {
                outlets.remove(outlet); // A transport that fails is left alone; the shell and the others go on.
            }
        }
    }
}
