package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
        try (Share share = Share.start(sandbox, "--", "sh")) {
            share.link("watch");
            Await.until("an archive", () -> archives(cache).size() == 1, share.terminal()::screen);
            share.terminal().line("exit 3");
            assertEquals(3, share.awaitStatus());
            assertEquals(share.attributesBefore(), share.attributesAfter());
        }
        assertEquals(List.of(), sandbox.leftovers());
    }

    /** The finished ones. */
    private static List<Path> archives(Path cache) throws IOException {
        try (Stream<Path> found = Files.walk(cache)) {
            return found.filter(path -> path.toString().matches(".*-[0-9]+\\.(jsa|aot)"))
                    .toList();
        }
    }
}
