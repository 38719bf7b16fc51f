package dev.jshare.control;

import dev.jshare.access.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said on a control socket. Both sides first send the line {@link ControlCodec#HEADER}; then each request, a JSON
 * object on one line, is answered by one reply, the same. A viewer is named by its number or name, a link by its id or
 * label.
 */
public sealed interface ControlMessage {

    /** What a command wants of a session. */
    sealed interface Request extends ControlMessage {}

    /** Everything about the session, its viewers and its links. */
    record Status() implements Request {}

    /** A new link; {@code life} is null for ever, {@code uses} for any number of joins. */
    record MakeLink(
            Role role,
            @Nullable Duration life,
            @Nullable Integer uses,
            @Nullable String label) implements Request {}

    /** A longer life for a link; {@code more} is null for ever. */
    record Extend(String link, @Nullable Duration more) implements Request {}

    /** The end of a link, or of all if it is null. */
    record Revoke(@Nullable String link) implements Request {}

    /** A viewer is sent away. */
    record Kick(String viewer) implements Request {}

    /** A viewer may type for some time. */
    record Grant(String viewer, Duration time) implements Request {}

    /** A viewer may not type, whatever its link says, and its request is answered with no. */
    record Deny(String viewer) implements Request {}

    /** The end of all grants. */
    record TakeBack() implements Request {}

    /** Nobody but the host types, or those who may do so again. */
    record Lock(boolean on) implements Request {}

    /** Viewers see nothing, or the screen again. */
    record Pause(boolean on) implements Request {}

    /** The end of sharing. */
    record Stop() implements Request {}

    /** Words to all viewers. */
    record Say(String text) implements Request {}

    /** What the session answers. */
    sealed interface Reply extends ControlMessage {}

    /** The request was met. */
    record Done(Facts facts) implements Reply {}

    /** The request was not met; {@code text} is a sentence for the user. */
    record Failed(String text) implements Reply {}
}
