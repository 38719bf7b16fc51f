package dev.jshare.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests with one browser for all of a class, and a sandbox and fresh windows for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageTest {
    @SuppressWarnings("NullAway.Init")
    Browser browser;

    @SuppressWarnings("NullAway.Init")
    Sandbox sandbox;

    @BeforeAll
    void startBrowser() throws IOException {
        browser = Browser.start();
    }

    @BeforeEach
    void prepare(@TempDir Path directory) throws IOException {
        sandbox = new Sandbox(directory);
    }

    @AfterEach
    void closePages() throws IOException {
        browser.closePages();
    }

    @AfterAll
    void endBrowser() throws IOException, InterruptedException {
        browser.close();
    }

    /** bash in a terminal, with these options of jshare's, and its prompt at the top of an empty screen; all of it is up. */
    Share shareBash(String... options) throws Exception {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(options, 0, arguments, 0, options.length);
        System.arraycopy(new String[] {"--", "bash", "--norc", "--noprofile"}, 0, arguments, options.length, 4);
        Share share = Share.start(sandbox, arguments);
        share.terminal().await(Sandbox.PROMPT);
        return share.awaitAll();
    }
}
