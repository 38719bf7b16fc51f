package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joining from a terminal: what is seen, what is typed, and how it ends. */
class JoinIT {
    private static final String[] BASH = {"bash", "--norc", "--noprofile"};

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    private Guest.Headless bash(String size, String... options) throws IOException {
        return new Guest.Headless(sandbox, size, List.of(options), BASH);
    }

    @Test
    void typesSeesAndEndsWithTheShellsStatus() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal()
                    .await(Sandbox.PROMPT)
                    .line("echo $((6 * 7)) $COLUMNS")
                    .await("42 80");
            guest.terminal().line("exit 9");
            assertEquals(9, guest.awaitStatus());
            assertTrue(guest.isRestored(), guest.terminal()::screen);
            assertEquals("jshare: The shell has ended with status 9.\n", guest.errors());
        }
    }

    @Test
    void leavesByThePrefixAndSendsItOnIfPressedTwice() throws Exception {
        try (Guest.Headless host = bash("80x24");
                Guest guest = Guest.join(sandbox, "guest", 80, 24, host.link("type"))) {
            guest.terminal()
                    .await(Sandbox.PROMPT)
                    .line("stty -echo; echo go; cat -v")
                    .await("\ngo\n");
            guest.terminal().press("C-]", "C-]", "Enter");
            guest.terminal().await("\n^]\n");
            guest.terminal().press("C-]", ".");
            assertEquals(0, guest.awaitStatus());
            assertTrue(guest.isRestored(), guest.terminal()::screen);
            assertEquals("", guest.errors());
            assertTrue(host.process().isAlive(), "the session goes on");
        }
    }
}
