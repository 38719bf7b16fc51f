package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell in the host's own terminal: as if jshare were not there. */
class ConsoleIT {
    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(directory);
    }

    @Test
    void promptEchoAndExitStatusAreTheShells() throws Exception {
        try (Share share = Share.start(sandbox, "--", "bash", "--norc", "--noprofile")) {
            Tmux terminal = share.terminal();
            terminal.await(Sandbox.PROMPT)
                    .line("echo $((6 * 7)) in $COLUMNS columns")
                    .await("42 in 80 columns");
            terminal.line("exit 7");
            assertEquals(7, share.awaitStatus());
            assertEquals(share.attributesBefore(), share.attributesAfter());
        }
    }
}
