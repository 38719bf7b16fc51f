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
        for (String file : List.of("src/main/java/dev/jshare/access/Token.java", "src/docs/PROTOCOL.md")) {
            Files.copy(
                    Sandbox.BASE.resolve(file),
                    sandbox.home().resolve(Path.of(file).getFileName()));
        }
        Files.writeString(sandbox.home().resolve("vimrc"), """
                syntax on
                set termguicolors background=dark nowrap number ruler laststatus=2 title titlestring=vim\\ Token.java
                colorscheme habamax
                set statusline=\\ %t%=%l:%c\\ \\ %P
                """);
        Path picture = Sandbox.BASE.resolve("target/jshare.png");
        Files.deleteIfExists(picture);
        try (Share share = Share.start(
                sandbox,
                124,
                34,
                List.of(
                        "--listen",
                        "127.0.0.1:0",
                        "--type",
                        "--free-typing",
                        "--name",
                        "ann@workstation",
                        "--",
                        "bash",
                        "--norc"))) {
            Tmux terminal = share.terminal().await(Sandbox.PROMPT);
            terminal.line("vim -u vimrc -i NONE -N -O Token.java PROTOCOL.md").await(" 1:1 ");
            Page watching = browser.open(share.link("watch").replace("#", "?name=Bob#"));
            Page typing = browser.open(
                    share.link("type").replace("#", "?name=Ann#"), Map.of("width", 1280, "height", 712, "scale", 2));
            typing.await(" 1:1 ").line("/nextBytes").await("/nextBytes");
            terminal.await("/nextBytes");
            typing.awaitLook("two viewers", look -> look.get("people").text().equals("2 watching"));
            typing.awaitSameAs(terminal);
            watching.awaitSameAs(terminal);
            typing.picture(picture);
        }
        assertTrue(Files.size(picture) > 20_000);
    }
}
