package dev.jshare.web;

import java.time.Duration;

/**
 * How long the server bears with those who say or take nothing.
 *
 * @param head for a request's head, and for a connection without a request: slow ones hold nothing but a socket
 * @param ping silence after which a viewer is asked whether it is still there
 * @param dead silence after which it is not
 * @param stall how long one frame may wait for a socket that takes nothing, and a closed connection for its end
 * @param check how often viewers are looked at
 */
record Patience(Duration head, Duration ping, Duration dead, Duration stall, Duration check) {
    static final Patience USUAL = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
}
