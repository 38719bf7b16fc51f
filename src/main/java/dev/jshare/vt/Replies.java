package dev.jshare.vt;

/** What the terminal answers to queries, until somebody takes it; nothing while answering is off. */
final class Replies {
    /** Most bytes kept; a program that asks and never reads gets no more answers. */
    static final int MAX_BYTES = 4096;

    private final ByteBuilder pending = new ByteBuilder(64);
    private boolean on;

    void turn(boolean isOn) {
        on = isOn;
    }

    boolean isOn() {
        return on;
    }

    void send(String text) {
        if (on && pending.size() + text.length() <= MAX_BYTES) {
            pending.put(text);
        }
    }

    byte[] take() {
        byte[] bytes = pending.toByteArray();
        pending.clear();
        return bytes;
    }
}
