package dev.jshare.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The bells of all transports of a session; any thread. */
final class Outlets {
    private final List<Outlet> outlets = new CopyOnWriteArrayList<>();

    void add(Outlet outlet) {
        outlets.add(outlet);
    }

    /** As {@link Outlet#wake()}. */
    void wake() {
        forEach(Outlet::wake);
    }

    /** As {@link Outlet#deliver()}. */
    void deliver() {
        forEach(Outlet::deliver);
    }

    private void forEach(Consumer<Outlet> bell) {
        for (Outlet outlet : outlets) {
            try {
                bell.accept(outlet);
            } catch (RuntimeException e) {
                outlets.remove(outlet); // A transport that fails is left alone; the shell and the others go on.
            }
        }
    }
}
