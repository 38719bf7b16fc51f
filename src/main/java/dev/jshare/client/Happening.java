package dev.jshare.client;

import dev.jshare.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/** What the loop of {@link ViewerClient} hears of from other threads. */
sealed interface Happening {
    /** The number of the connection that it is about, so that what is late is known to be. */
    interface OfLine {
        int line();
    }

    /** There is a connection. */
    record Opened(int line) implements Happening, OfLine {}

    /** The server says something; null if it is only a sign of life. */
    record Heard(int line, @Nullable ServerMessage message) implements Happening, OfLine {}

    /** The connection is over, or could not be made; {@code code} is the server's, 0 if it gave none. */
    record Lost(int line, int code, @Nullable Throwable why) implements Happening, OfLine {}

    /** Somebody has pressed keys. */
    record Pressed(byte[] keys) implements Happening {}

    /** The own terminal has another size. */
    record Resized() implements Happening {}

    /** The own terminal is gone. */
    record Alone() implements Happening {}
}
