package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes the picture of the README, of an editor that two people look at. It goes to {@code target/jshare.png}; copy it to
 * {@code src/docs} when the page looks different.
 */
class PictureIT extends PageTest {
    @Test
    void anEditorWithTwoViewers() throws Exception {
        Files.copy(
                Sandbox.BASE.resolve("src/main/java/dev/jshare/access/Token.java"),
                sandbox.home().resolve("Token.java"));
        Path picture = Sandbox.BASE.resolve("target/jshare.png");
        Files.deleteIfExists(picture);
        try (Share share = Share.start(
                sandbox,
                104,
                30,
                List.of("--listen", "127.0.0.1:0", "--type", "--name", "ann@workstation", "--", "bash", "--norc"))) {
            Tmux terminal = share.terminal().await(Sandbox.PROMPT);
            terminal.line(
                    "vim -u NONE -i NONE -N -c 'syntax on | set number ruler hlsearch laststatus=2 title titlestring=vim\\ Token.java' Token.java");
            terminal.await("1,1");
            Page watching = browser.open(share.link("watch").replace("#", "?name=Bob#"));
            Page typing = browser.open(
                    share.link("type").replace("#", "?name=Ann#"), Map.of("width", 1280, "height", 780, "scale", 2));
            typing.await("1,1").line("/random").press("z", "z");
            terminal.await("random");
            typing.awaitLook("two viewers", look -> look.get("people").text().equals("2 watching"));
            typing.awaitSameAs(terminal);
            watching.awaitSameAs(terminal);
            typing.picture(picture);
        }
        assertTrue(Files.size(picture) > 20_000);
    }
}
