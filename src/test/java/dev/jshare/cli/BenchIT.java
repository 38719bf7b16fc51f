package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.cli.Launched.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jshare bench} by the launcher: what it counts, not how fast that is. */
class BenchIT {
    @TempDir
    Path directory;

    private Launched jshare;

    @BeforeEach
    void prepare() {
        jshare = new Launched(directory);
        jshare.environment.put("JSHARE_MAX_VIEWERS", "1"); // A default of the user's, which is not what is measured.
    }

    @Test
    void viewersOfASessionOfItsOwn() throws Exception {
        Map<String, Object> report = jshare.done("bench", "--viewers", "20", "--duration", "1s", "--json")
                .json();
        assertEquals(20L, report.get("joined"));
        assertEquals(0L, report.get("dropped"));
        assertEquals(0L, report.get("gaps"));
        assertEquals(true, report.get("complete"));
        assertTrue((long) report.get("stamps") >= 20, report.toString());
        assertTrue((long) report.get("bytes") > 20 * 4000, report.toString());
        assertTrue((long) report.get("wireBytes") > (long) report.get("bytes"), report.toString());
        Map<?, ?> lag = (Map<?, ?>) report.get("lagMicros");
        assertEquals(report.get("stamps"), lag.get("count"));
        assertTrue((long) lag.get("p50") > 0 && (long) lag.get("p50") <= (long) lag.get("max"), report.toString());
        assertEquals(
                "",
                jshare.done("ls", "--json").json().get("sessions").toString().replace("[]", ""));
    }

    @Test
    void viewersOfTheSessionBehindALink() throws Exception {
        jshare.environment.remove("JSHARE_MAX_VIEWERS");
        try (Launched.Shared shared = jshare.share("--max-viewers", "4", "--", "cat")) {
            Map<String, Object> report = jshare.done(
                            "bench", "--viewers", "4", "--duration", "1s", "--json", shared.url())
                    .json();
            assertEquals(4L, report.get("joined"));
            assertNull(report.get("lagMicros"), "nothing is printed");
            // The four may still be on their way out.
            while (!Long.valueOf(0)
                    .equals(jshare.done("status", "--json").json().get("watching"))) {
                assertTrue(shared.process().isAlive());
            }
            Result full = jshare.run("bench", "--viewers", "6", "--duration", "1s", "--json", shared.url());
            assertEquals(1, full.status());
            assertEquals(2L, full.json().get("refused"));
            Result wrong = jshare.run("bench", "--viewers", "1", shared.url() + "x");
            assertEquals(1, wrong.status());
            assertEquals("jshare: Nobody could join; is the link still good, and the server there?\n", wrong.err());
            Result script = jshare.run("bench", "--viewers", "1", "--json", shared.url() + "x");
            assertEquals(0L, script.json().get("joined"));
            assertEquals(1, script.status());
            assertEquals(wrong.err(), script.err());
        }
        assertEquals(2, jshare.run("bench", "https://host/s/a#b").status());
        assertEquals(2, jshare.run("bench", "--self", "http://host/s/a#b").status());
    }
}
