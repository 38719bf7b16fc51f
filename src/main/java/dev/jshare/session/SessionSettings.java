package dev.jshare.session;

/**
 * What is fixed for a session's life.
 *
 * @param id names it in links and to the shell; no secret
 * @param name what people call it
 * @param maxViewers the most viewers at one time
 * @param scrollback lines above the screen to keep for viewers
 * @param logSize the most bytes of output to keep for viewers that come back or lag, chunk overheads included
 * @param freeTyping whether two may type at the same time
 * @param chat whether viewers may talk to each other
 */
public record SessionSettings(
        String id, String name, int maxViewers, int scrollback, int logSize, boolean freeTyping, boolean chat) {

    /** Where one types at a time, and viewers talk. */
    public SessionSettings(String id, String name, int maxViewers, int scrollback, int logSize) {
        this(id, name, maxViewers, scrollback, logSize, false, true);
    }
}
