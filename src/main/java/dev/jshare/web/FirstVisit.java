package dev.jshare.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The server's own visit to its page, as a browser asks for it. What a first request takes longer than others, since it loads
 * and links what all of them need, nobody has to wait for then.
 */
final class FirstVisit {
    private static final String REQUEST =
            "GET /s/first HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";

    private FirstVisit() {}

    /** Visits the server that is bound to this address, until it has answered. Any thread but the server's own. */
    static void to(InetSocketAddress bound) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.connect(reachable(bound));
            channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
            while (channel.read(answer) >= 0) {
                answer.clear();
            }
        } catch (IOException e) {
            // Somebody else will be the first.
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress bound) {
        return bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
                : bound;
    }
}
