package dev.jshare.protocol;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells a viewer. The twin in TypeScript is {@code share-page/src/core/protocol.ts}; both list the messages
 * in the order of {@code src/docs/PROTOCOL.md}.
 *
 * <p>Offsets count the terminal bytes that the session printed before a point, from 0. Buffers are read-only to whoever
 * gets them and are never moved: codecs work on duplicates.
 */
public sealed interface ServerMessage {

    /**
     * Terminal bytes, the first of which has this offset; printed at {@code time}, milliseconds since 1970, which is {@code
     * since} milliseconds after the output or resize before them.
     */
    record Output(long offset, ByteBuffer bytes, long time, long since) implements ServerMessage {}

    /** Bytes which rebuild the whole terminal as it is at this offset, at this size in cells. */
    record Snapshot(long offset, int cols, int rows, ByteBuffer bytes) implements ServerMessage {}

    /** The terminal has a new size in cells from this offset on, {@code since} as with output. */
    record Resize(long offset, int cols, int rows, long since) implements ServerMessage {}

    /** Output as one raw deflate stream (RFC 1951) of {@code rawLength} bytes. */
    record Deflated(long offset, int rawLength, ByteBuffer bytes) implements ServerMessage {}

    /** A snapshot as one raw deflate stream (RFC 1951) of {@code rawLength} bytes, for viewers that have asked for such. */
    record DeflatedSnapshot(long offset, int cols, int rows, int rawLength, ByteBuffer bytes)
            implements ServerMessage {}

    /** Something that is not part of the terminal's output. */
    sealed interface Event extends ServerMessage {}

    /**
     * The first message of every connection; {@code ticket} is for coming back as who one was, or null; {@code
     * chat}: viewers may talk to each other.
     */
    record Welcome(
            String session,
            String name,
            int viewer,
            String role,
            int cols,
            int rows,
            long offset,
            @Nullable Instant expires,
            @Nullable String ticket,
            boolean chat)
            implements Event {}

    /** Who watches: the number of all viewers, and the first of them by name; {@code typing} is the viewer that types. */
    record Presence(int watching, List<Person> viewers, int typing) implements Event {
        /** Stands for the viewer that types while the host does. */
        public static final int HOST = 0;
        /** Stands for the viewer that types while nobody does. */
        public static final int NOBODY = -1;

        /** One viewer as the others see it. */
        public record Person(int id, String name, String role) {
            /** Whether this is the same person, unchanged; much faster the first time than a record's own equals. */
            boolean isStill(Person other) {
                return id == other.id && name.equals(other.name) && role.equals(other.role);
            }
        }

        /** Whether this tells what another has told. */
        public boolean tellsAs(Presence other) {
            boolean same =
                    watching == other.watching && typing == other.typing && viewers.size() == other.viewers.size();
            for (int i = 0; same && i < viewers.size(); i++) {
                same = viewers.get(i).isStill(other.viewers.get(i));
            }
            return same;
        }
    }

    /** The terminal's title has changed. */
    record Title(String title) implements Event {}

    /**
     * The colours of the host's terminal, as {@code #rrggbb}.
     *
     * @param cursor null if that is not known
     * @param colors the sixteen of SGR 30 to 37 and 90 to 97, or none if they are not known
     */
    record Palette(
            String foreground, String background, @Nullable String cursor, List<String> colors) implements Event {}

    /** The viewer's own role is this, until then if that is not null; also the answer to {@link ClientMessage.AskToType}. */
    record RoleChange(String role, @Nullable Instant until) implements Event {}

    /** The link that the viewer came by expires then, or never if that is null. */
    record Expiry(@Nullable Instant expires) implements Event {}

    /** Nobody but the host types, whatever the roles. */
    record Locked() implements Event {}

    /** Those who may do so type again. */
    record Unlocked() implements Event {}

    /** The host has drawn a curtain: no output comes until {@link Resumed}. */
    record Paused() implements Event {}

    /** The curtain is gone; the snapshot that stands before this message shows what is there now. */
    record Resumed() implements Event {}

    /** Words for the person at the viewer. */
    record Notice(String text) implements Event {}

    /** A viewer says something to everybody. */
    record Chat(int from, String name, String text) implements Event {}

    /** A viewer shows everybody one of {@link Limits#REACTIONS}. */
    record Reaction(int from, String name, String emoji) implements Event {}

    /** The answer to {@link ClientMessage.Ping}. */
    record Pong(long id) implements Event {}

    /** A request or an input was not taken; the connection goes on. */
    record Refusal(String code, String text) implements Event {
        /** Input on a link that may only watch. */
        public static final String READ_ONLY = "read-only";
        /** Input over the rate; it was dropped. */
        public static final String TOO_FAST = "too-fast";
        /** Input while somebody else types. */
        public static final String SOMEONE_TYPES = "someone-types";
        /** Input while only the host may type. */
        public static final String LOCKED = "locked";
        /** Input while the host has paused the session. */
        public static final String PAUSED = "paused";
        /** A request to type where nobody but the host ever may. */
        public static final String NO_TYPING = "no-typing";
        /** Chat where there is none. */
        public static final String NO_CHAT = "no-chat";
        /** A request that this server does not know. */
        public static final String UNKNOWN_REQUEST = "unknown-request";
    }

    /** The shell has ended with this status, 128 + n after signal n. */
    record Ended(int status) implements Event {}
}
