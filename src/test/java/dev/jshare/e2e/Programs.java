package dev.jshare.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What full-screen programs need to show the same twice. */
final class Programs {
    /** An editor with colours, a title and a ruler, and none of the machine's settings. */
    static final String VIM = "vim -u NONE -i NONE -N -c 'syntax on' -c 'set ruler hlsearch title' demo.c";

    private static final String SOURCE = """
            #include <stdio.h>

            /* Says hello: "Grüße", 你好, 🙂. */
            int main(int argc, char **argv) {
                const char *greeting = "hello\\tworld";
                for (int i = 0; i < argc; i++) {
                    printf("%s %d: %s\\n", greeting, i, argv[i]);
                }
                return 0x2a - 42;
            }
            """;

    private Programs() {}

    /** Puts a program's text to edit, a long one of the kind, and a long text to page through, into the home directory. */
    static void writeTexts(Sandbox sandbox) throws IOException {
        Files.writeString(sandbox.home().resolve("demo.c"), SOURCE);
        Files.writeString(sandbox.home().resolve("long.c"), (SOURCE + '\n').repeat(300));
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 300; i++) {
            text.append("line ").append(i).append(i % 7 == 0 ? " is a seventh\n" : " of the text\n");
        }
        Files.writeString(sandbox.home().resolve("text"), text);
    }

    /**
     * htop on one process that sleeps, with just those columns and meters whose values do not change: two that look at
     * different moments show the same.
     */
    static String htop(Sandbox sandbox, ProcessHandle sleeper) throws IOException {
        Path settings = Files.write(
                sandbox.home().resolve("htoprc"),
                List.of(
                        "fields=0 48 17 18 38 39 40 2 1",
                        "header_layout=two_50_50",
                        "column_meters_0=Hostname",
                        "column_meter_modes_0=2",
                        "column_meters_1=Hostname",
                        "column_meter_modes_1=2",
                        "hide_userland_threads=1",
                        "enable_mouse=1",
                        "delay=15"));
        return "HTOPRC=" + settings + " htop -p " + sleeper.pid();
    }
}
