package dev.jshare.web;

import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Those who have connected and are no viewers. There is room for so many; when one more comes, the one that came first is cut
 * off. So a crowd that never says what it wants holds little memory, and keeps nobody out who says it at once. Any thread.
 */
final class Lobby implements ChannelListener<StreamConnection> {
    /** As many as may watch a session unless told otherwise, all at once; a head that is half read takes up to 16 KiB. */
    static final int ROOM = 1_000;

    /** The same over TLS, where each takes some 40 KiB before it has said anything. */
    static final int SECURE_ROOM = 500;

    private final int room;
    private final ChannelListener<? super StreamConnection> next;

    /** By the other end's address; in the order in which they came. Those that are closed stand here until their turn comes. */
    private final Map<SocketAddress, WeakReference<StreamConnection>> waiting = new LinkedHashMap<>(); // Guarded by it.

    /** @param next takes who comes in */
    Lobby(int room, ChannelListener<? super StreamConnection> next) {
        this.room = room;
        this.next = next;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        StreamConnection first = null;
        synchronized (waiting) {
            SocketAddress from = connection.getPeerAddress();
            waiting.remove(from);
            if (waiting.size() >= room) {
                first = takeFirst();
            }
            waiting.put(from, new WeakReference<>(connection));
        }
        // At once: its own thread may be busy with those who come, and more of them than there is memory for.
        IoUtils.safeClose(first);
        next.handleEvent(connection);
    }

    private @Nullable StreamConnection takeFirst() {
        Iterator<WeakReference<StreamConnection>> order = waiting.values().iterator();
        StreamConnection first = order.next().get();
        order.remove();
        return first;
    }

    /** Who has come from this address is a viewer now. */
    void leave(SocketAddress from) {
        synchronized (waiting) {
            waiting.remove(from);
        }
    }
}
