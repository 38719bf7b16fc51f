package dev.jshare.protocol;

import org.jspecify.annotations.Nullable;

/** What a viewer tells the server. The twin in TypeScript is {@code share-page/src/core/protocol.ts}. */
public sealed interface ClientMessage {

    /** Bytes to type. */
    record Input(byte[] bytes) implements ClientMessage {}

    /** The viewer has drawn everything up to this offset. */
    record Ack(long offset) implements ClientMessage {
        static Ack of(long offset) throws BadMessageException {
            if (offset < 0 || offset > Limits.OFFSET) {
                throw new BadMessageException("the offset is out of range");
            }
            return new Ack(offset);
        }
    }

    /** Asks for a {@link ServerMessage.Pong} with the same id. */
    record Ping(long id) implements ClientMessage {}

    /** Asks for a fresh snapshot. */
    record Refresh() implements ClientMessage {}

    /** Asks for a snapshot with this many lines above the screen, as far as there are so many. */
    record History(int lines) implements ClientMessage {}

    /** Takes another name; not yet cleaned. */
    record Rename(String name) implements ClientMessage {}

    /** Says something to everybody; not yet cleaned. */
    record Say(String text) implements ClientMessage {}

    /** Shows everybody an emoji; not yet checked. */
    record React(String emoji) implements ClientMessage {}

    /** Asks the host to be allowed to type. */
    record AskToType() implements ClientMessage {}

    /** A well-formed request that this version does not know; {@code type} is what it called itself. */
    record UnknownRequest(@Nullable String type) implements ClientMessage {}
}
