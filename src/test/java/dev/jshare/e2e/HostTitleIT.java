package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches, in the title of the host's own terminal. */
class HostTitleIT {
    private static final String TITLE = "#{pane_title}";

    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws Exception {
        sandbox = new Sandbox(directory);
        Programs.writeTexts(sandbox);
    }

    private Share share(String... options) throws Exception {
        Share share = Share.start(sandbox, words(options));
        share.terminal().await(Sandbox.PROMPT);
        return share;
    }

    private static String[] words(String... options) {
        String[] command = {"--", "bash", "--norc", "--noprofile"};
        String[] words = new String[options.length + command.length];
        System.arraycopy(options, 0, words, 0, options.length);
        System.arraycopy(command, 0, words, options.length, command.length);
        return words;
    }

    static SocketClient join(Share share, String role, String name) throws Exception {
        URI link = URI.create(share.link(role));
        URI socket = new URI(
                "ws",
                null,
                link.getHost(),
                link.getPort(),
                link.getPath().replaceFirst("/s/", "/ws/"),
                "name=" + name,
                null);
        SocketClient client =
                SocketClient.connect(HttpClient.newHttpClient(), socket, link.getFragment(), List.of("jshare.v1.json"));
        client.message(0);
        return client;
    }

    private static void type(SocketClient client, String text) throws Exception {
        client.sendText("{\"type\":\"input\",\"data\":\"" + text + "\"}");
    }

    private static void awaitTitle(Share share, String title) throws Exception {
        Await.until(
                "the title " + title,
                () -> share.terminal().show(TITLE).equals(title),
                () -> share.terminal().show(TITLE));
    }

    @Test
    void theTitleSaysWhoIsThereAndComesBack() throws Exception {
        try (Share share = share("--type")) {
            SocketClient ann = join(share, "type", "Ann");
            awaitTitle(share, "● 1 watching");
            SocketClient bo = join(share, "watch", "Bo");
            awaitTitle(share, "● 2 watching");
            bo.sendText("{\"type\":\"ask-to-type\"}");
            awaitTitle(share, "● 2 watching · Bo asks to type");
            bo.close();
            awaitTitle(share, "● 1 watching");
            // Nobody else has typed in the last two seconds.
            type(ann, "printf '\\\\033]0;mine\\\\a'\\n");
            Await.until(
                    "the title while Ann types",
                    () -> {
                        type(ann, " "); // A turn lasts two seconds; a terminal that is busy shows it later.
                        return share.terminal().show(TITLE).equals("● 1 watching · Ann types · mine");
                    },
                    share.terminal()::screen);
            awaitTitle(share, "● 1 watching · mine");
            share.terminal()
                    .line("vim -u NONE -i NONE -N -c 'set title' demo.c")
                    .await("return 0x2a");
            Await.until(
                    "the editor's title",
                    () -> share.terminal().show(TITLE).startsWith("● 1 watching · demo.c"),
                    share.terminal()::screen);
            ann.close();
            Await.until(
                    "the editor's own title",
                    () -> share.terminal().show(TITLE).startsWith("demo.c"),
                    share.terminal()::screen);
            share.terminal().line(":q").await(Sandbox.PROMPT);
            awaitTitle(share, "mine");
        }
    }

    @Test
    void theTitleOfBeforeComesBackAtTheEnd() throws Exception {
        try (Share share = share()) {
            String before = share.terminal().show(TITLE);
            join(share, "watch", "Ann");
            awaitTitle(share, "● 1 watching");
            share.terminal().line("exit");
            assertEquals(0, share.awaitStatus());
            awaitTitle(share, before);
        }
    }

    @Test
    void theTitleOfBeforeComesBackAfterASignal() throws Exception {
        try (Share share = share()) {
            String before = share.terminal().show(TITLE);
            join(share, "watch", "Ann");
            awaitTitle(share, "● 1 watching");
            share.process().destroy();
            assertEquals(143, share.awaitStatus());
            awaitTitle(share, before);
        }
    }

    @Test
    void stoppingTheSharingPutsItRight() throws Exception {
        try (Share share = share()) {
            String before = share.terminal().show(TITLE);
            join(share, "watch", "Ann");
            awaitTitle(share, "● 1 watching");
            share.awaitAll().terminal().line(Sandbox.LAUNCHER + " stop").await("sharing has ended");
            awaitTitle(share, before);
        }
    }

    /** With nobody there, or without a title to write to, not a byte is written that is not the shell's. */
    @Test
    void otherwiseNothingIsWritten() throws Exception {
        try (Share share = share("--status", "none")) {
            Path record = sandbox.file("record");
            share.terminal().record(record);
            SocketClient ann = join(share, "watch", "Ann");
            share.terminal().line("echo $((6 * 7)); printf '\\033]2;x\\a'").await("42");
            ann.awaitOutput("42");
            awaitTitle(share, "x");
            ann.close();
            share.terminal().line("echo $((7 * 8))").await("56");
            Await.until(
                    "all of it in the record", () -> Files.readString(record).contains("56"));
            assertFalse(Files.readString(record).contains("watching"));
        }
    }

    @Test
    void theTitleIsPutDuringAFlood() throws Exception {
        try (Share share = share()) {
            String before = share.terminal().show(TITLE);
            share.terminal().line("while :; do echo $((n++)) $'\\033[31mred\\033[m'; done");
            share.terminal().await("red");
            SocketClient ann = join(share, "watch", "Ann");
            awaitTitle(share, "● 1 watching");
            ann.close();
            awaitTitle(share, before);
            share.terminal().press("C-c").await(Sandbox.PROMPT);
        }
    }
}
