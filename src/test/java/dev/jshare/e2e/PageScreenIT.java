package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens the link sees what the host sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageScreenIT {
    private Browser browser;

    @BeforeAll
    void startBrowser() throws Exception {
        browser = Browser.start();
    }

    @AfterEach
    void closePages() throws Exception {
        browser.closePages();
    }

    @AfterAll
    void endBrowser() throws Exception {
        browser.close();
    }

    @Test
    void aShell(@TempDir Path directory) throws Exception {
        try (Share share = Share.start(new Sandbox(directory), "--", "bash", "--norc", "--noprofile")) {
            share.terminal()
                    .await(Sandbox.PROMPT)
                    .line("clear; printf '\\033[1;31mred\\033[0m plain \\033[44mblue\\033[K\\033[0m\\n'");
            Page page = browser.open(share.link("watch")).await("red plain");
            assertEquals(share.terminal().styled().toString(), page.styled().toString());
        }
    }
}
