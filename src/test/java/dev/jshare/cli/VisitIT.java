package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares that end by who comes and goes, as CI uses them. */
class VisitIT {
    @TempDir
    Path directory;

    private Launched launched;

    @BeforeEach
    void prepare() {
        launched = new Launched(directory);
    }

    @Test
    void ifNobodyComesItEnds() throws Exception {
        try (Launched.Shared share = launched.share("--wait", "1s", "--", "sleep", "60")) {
            assertEquals(4, share.awaitEnd());
        }
    }

    @Test
    void whoeverComesInTimeIsNotHurried() throws Exception {
        // A machine with much else to do may need longer than that for the visitor.
        for (int seconds = 10; !comesInTime(seconds); seconds *= 2) {
            assertTrue(seconds < 100, "nobody comes in time");
        }
    }

    private boolean comesInTime(int seconds) throws Exception {
        try (Launched.Shared share =
                launched.share("--wait", seconds + "s", "--type", "--", "sh", "-c", "read line; exit 7")) {
            Launched.Visitor visitor;
            try {
                visitor = Launched.Visitor.join(share.url("type"), "Ann");
            } catch (CompletionException e) {
                assertEquals(4, share.awaitEnd());
                return false;
            }
            if (share.process().waitFor(seconds + 1, TimeUnit.SECONDS)) {
                assertEquals(4, share.process().exitValue());
                return false;
            }
            visitor.await("connected");
            visitor.send("{\"type\":\"input\",\"data\":\"\\n\"}");
            assertEquals(7, share.awaitEnd(), "the status of the shell");
            return true;
        }
    }

    @Test
    void onceTheFirstViewerHasLeftItEnds() throws Exception {
        try (Launched.Shared share = launched.share("--once", "--", "sleep", "60")) {
            Launched.Visitor first = Launched.Visitor.join(share.url(), "Ann");
            first.await("connected");
            assertThrows(CompletionException.class, () -> Launched.Visitor.join(share.url(), "Ben"), "one at a time");
            first.leave();
            Launched.Visitor again = joinWhenFree(share.url());
            again.await("connected");
            again.leave();
            assertEquals(0, share.awaitEnd());
        }
    }

    /** A place is free a moment after its viewer has left. */
    private static Launched.Visitor joinWhenFree(String url) {
        for (int attempts = 1; ; attempts++) {
            try {
                return Launched.Visitor.join(url, "Ann");
            } catch (CompletionException e) {
                if (attempts == 1000) {
                    throw e;
                }
            }
        }
    }

    @Test
    void theShellMayEndItToo() throws Exception {
        try (Launched.Shared share = launched.share("--once", "--wait", "1m", "--", "sh", "-c", "exit 3")) {
            assertEquals(3, share.awaitEnd());
        }
    }

    @Test
    void waitingIsForSharesWithoutATerminal() throws Exception {
        Launched.Result result = launched.run("--wait", "1m");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("--wait is for --headless"), result.err());
    }
}
