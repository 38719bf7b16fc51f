package dev.jshare.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the host's keys are the shell's, and which the panel's. */
class HostKeysTest {
    private final StringBuilder shell = new StringBuilder();
    private final StringBuilder panel = new StringBuilder();
    private final List<byte[]> unread = new ArrayList<>();
    private final HostKeys keys =
            new HostKeys((bytes, length) -> shell.append(new String(bytes, 0, length, ISO_8859_1)));

    private void listen() {
        keys.listen(0x1D, new HostKeys.Panel() {
            @Override
            public void open(byte[] prefix) {
                panel.append("<open>");
            }

            @Override
            public void press(byte[] pressed) {
                panel.append(new String(pressed, ISO_8859_1));
            }

            @Override
            public List<byte[]> unread() {
                return List.copyOf(unread);
            }
        });
    }

    private void press(String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        keys.take(bytes, bytes.length);
    }

    @Test
    void withoutAPanelAllIsTheShells() throws IOException {
        press("a\035b");
        assertEquals("a\035b", shell.toString());
    }

    @Test
    void thePrefixOpensThePanel() throws IOException {
        listen();
        press("ls");
        press("x\035gd");
        press("k");
        assertEquals("lsx", shell.toString());
        assertEquals("<open>gdk", panel.toString());
        keys.close();
        press("y");
        assertEquals("lsxy", shell.toString());
        keys.listenNoMore();
        press("\035");
        assertEquals("lsxy\035", shell.toString());
    }

    @Test
    void whatCameTooLateForThePanelIsTheShells() throws IOException {
        listen();
        press("\035q");
        unread.add(new byte[] {'l', 's'});
        unread.add(new byte[0]);
        keys.close();
        press("!");
        assertEquals("ls!", shell.toString());
    }

    @Test
    void twiceIsOnceForTheShell() throws IOException {
        listen();
        press("a\035\035b\035\035");
        assertEquals("a\035b\035", shell.toString());
        assertEquals("", panel.toString());
    }

    @Test
    void otherFormsOfTheKeyAreThePrefixToo() throws IOException {
        for (String form : new String[] {
            "\033[93;5u", "\033[93:125;5u", "\033[93;5:1u", "\033[93;69u", "\033[93;133:1u", "\033[27;5;93~"
        }) {
            listen();
            press("a" + form + "k");
            assertEquals("a", shell.toString(), form);
            assertEquals("<open>k", panel.toString(), form);
            shell.setLength(0);
            panel.setLength(0);
            keys.close();
            press(form + form);
            assertEquals(form, shell.toString(), form);
            shell.setLength(0);
        }
    }

    @Test
    void letGoItOpensNothingAndIsNobodys() throws IOException {
        listen();
        press("a\033[93;5:3ub");
        assertEquals("ab", shell.toString());
        assertEquals("", panel.toString());
    }

    @Test
    void otherKeysPass() throws IOException {
        listen();
        String others =
                "\033[93u\033[93;3u\033[93;6u\033[61;5u\033[91;5u\033[A\033[1;5A\033[<0;29;29M\033[M\035\033[27;5;91~\033\035\033[93;5\u00c3\u009d";
        String typed = others.replace("\033[M\035", "");
        press(typed);
        assertEquals(typed, shell.toString());
        for (int i = 0; i < typed.length(); i++) {
            press(typed.substring(i, i + 1).replace("\035", "x"));
        }
        assertEquals(typed + typed.replace("\035", "x"), shell.toString());
        assertEquals("", panel.toString());
    }

    @Test
    void withinAPasteItIsText() throws IOException {
        listen();
        String paste = "\033[200~one\035two\033[93;5u\033[20\033[201";
        press(paste);
        for (String piece : "more\035|~\033[2|0|0~\035|\033[201~".split("\\|")) {
            press(piece);
        }
        assertEquals("", panel.toString());
        assertEquals(paste + "more\035~\033[200~\035\033[201~", shell.toString());
        press("\035");
        assertEquals("<open>", panel.toString());
    }
}
