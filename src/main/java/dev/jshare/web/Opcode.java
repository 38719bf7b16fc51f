package dev.jshare.web;

import org.jspecify.annotations.Nullable;

/** What a WebSocket frame is (RFC 6455 §5.2). */
enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xa);

    private static final @Nullable Opcode[] BY_VALUE = new Opcode[16];

    static {
        for (Opcode opcode : values()) {
            BY_VALUE[opcode.value] = opcode;
        }
    }

    private final int value;

    Opcode(int value) {
        this.value = value;
    }

    /** The opcode of these four bits, or null for those that are reserved. */
    static @Nullable Opcode of(int value) {
        return BY_VALUE[value];
    }

    int value() {
        return value;
    }

    /** Whether it may stand between the fragments of a message (RFC 6455 §5.5). */
    boolean control() {
        return value >= CLOSE.value;
    }
}
