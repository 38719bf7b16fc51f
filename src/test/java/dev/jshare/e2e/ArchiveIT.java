package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the first share leaves for those after it. */
class ArchiveIT {
    @TempDir
    Path temp;

    @Test
    void theFirstShareHasItMadeAndNobodyNotices() throws Exception {
        Sandbox sandbox = new Sandbox(temp);
        Path cache = temp.resolve("cache");
        sandbox.set("XDG_CACHE_HOME", cache.toString());
        sandbox.set("PATH", Sandbox.BASE.resolve("src/test/bin") + ":" + System.getenv("PATH"));
        try (Share share = Share.start(sandbox, "--", "sh")) {
            share.link("watch");
            Await.until("an archive", () -> !archives(cache).isEmpty(), share.terminal()::screen);
            share.terminal().line("exit 3");
            assertEquals(3, share.awaitStatus());
            assertEquals(share.attributesBefore(), share.attributesAfter());
        }
        assertEquals(List.of(), sandbox.leftovers());
        // What goes on behind its end would write into a directory that is about to be deleted.
        Await.until(
                "the one for who joins, and the end of the work",
                () -> archives(cache).size() == 2
                        && FileTexts.below(cache).stream()
                                .noneMatch(path -> path.toString().matches(".*(\\.lock|\\.new\\..*|/run\\..*)")),
                () -> FileTexts.below(cache).toString());
    }

    /** The finished ones. */
    private static List<Path> archives(Path cache) throws IOException {
        return FileTexts.below(cache).stream()
                .filter(path -> path.toString().matches(".*-[0-9]+\\.(jsa|aot)"))
                .toList();
    }
}
