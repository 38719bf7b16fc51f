package dev.jshare.protocol;

import java.util.List;

/** The sizes and rates of the protocol, named once; viewers are told of them in {@link ServerMessage.Welcome}. */
public final class Limits {
    /** The largest message from a viewer, in bytes: a page sends larger pastes in parts. */
    public static final int MESSAGE_IN = 64 * 1024;

    /** The most terminal bytes in one message to a viewer: one piece of work for a page that draws. */
    public static final int MESSAGE_OUT = 256 * 1024;

    /** The most bytes that come of one deflated message: many times the size of any screen, yet no bomb. */
    public static final int INFLATED = 4 * 1024 * 1024;

    /** The most bytes on the way to a viewer that has not said that it has drawn them. */
    public static final int WINDOW = 512 * 1024;

    /** The most bytes that a viewer may leave unacknowledged; it can promise to leave less. */
    public static final int ACK_STEP = 64 * 1024;

    /** Input bytes per second of one viewer: a paste is fine, a flood is not. */
    public static final int INPUT_RATE = 256 * 1024;

    /** Input bytes that one viewer may send at once, ahead of the rate: one large paste. */
    public static final int INPUT_BURST = 1024 * 1024;

    /** Requests per second of one viewer: a person makes few, and each may cost a snapshot. */
    public static final int REQUEST_RATE = 20;

    /** Requests that one viewer may make at once, ahead of the rate. */
    public static final int REQUEST_BURST = 200;

    /** The longest thing to say in the chat, in characters. */
    public static final int CHAT_TEXT = 280;

    /** Chat messages and reactions per second of one viewer: as fast as people write. */
    public static final int CHAT_RATE = 1;

    /** Those that one viewer may send at once, ahead of the rate: applause. */
    public static final int CHAT_BURST = 8;

    /** Chat messages and reactions per second of all viewers: each goes to everybody. */
    public static final int CHAT_RATE_ALL = 20;

    /** Those of all viewers at once, ahead of the rate. */
    public static final int CHAT_BURST_ALL = 40;

    /** What viewers can react with. */
    public static final List<String> REACTIONS = List.of("👍", "👏", "🎉", "❤️", "😂", "😮", "🤔", "👀");

    /** The longest name of a viewer, in characters. */
    public static final int NAME = 40;

    /** The most viewers listed by name in {@link ServerMessage.Presence}: its size must not grow with the crowd. */
    public static final int PRESENCE = 100;

    /** The largest offset: JSON numbers and JavaScript count exactly up to here (RFC 8259 §6). */
    public static final long OFFSET = (1L << 53) - 1;

    private Limits() {}
}
