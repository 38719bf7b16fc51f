package dev.jshare.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jshare.access.LinkUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
    /** With a label of 64 characters, which no name server is asked for (RFC 1035 §2.3.4). */
    @Test
    void nobodyJoinsAHostThatIsNotKnown() {
        LinkUrl link = LinkUrl.parse("http://" + "a".repeat(64) + "/s/abc#t");
        LoadLoop loop = new LoadLoop(new LoadPlan(link, 5, Duration.ofSeconds(1)), 5);
        loop.run();
        assertEquals(5, loop.refused);
    }
}
