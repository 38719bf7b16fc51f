package dev.jshare.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConnectionTest {
    @Test
    void theServerIsToldWhereToGoOnAndWhoComes() {
        assertEquals("snapshots=deflated&ack=16384", Connection.query(-1, null));
        assertEquals("snapshots=deflated&ack=16384&from=7&name=J%C3%BCrg+%26+Co", Connection.query(7, "Jürg & Co"));
    }
}
