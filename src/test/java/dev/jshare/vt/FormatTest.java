package dev.jshare.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FormatTest {
    private final Terminal terminal = new Terminal(12, 2, 10);

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    @Test
    void textLeavesOutBlanksAtTheEnd() {
        feed("old\r\na  b   \r\n世\t");
        assertEquals("a  b\n世\n", terminal.text(0));
        assertEquals("old\na  b\n世\n", terminal.text(10));
    }

    @Test
    void jsonEscapes() {
        feed("\033]2;a\"b\\\u2028\007say \"hi\"\033[?25l");
        assertEquals(
                "{\"cols\":12,\"rows\":2,\"title\":\"a\\\"b\\\\\\u2028\",\"cursor\":{\"x\":8,\"y\":0,\"visible\":false},"
                        + "\"alternate\":false,\"scrollback\":0,\"lines\":[\"say \\\"hi\\\"\",\"\"]}\n",
                terminal.json(5));
    }

    @Test
    void htmlHoldsNothingTheProgramCouldMean() {
        feed("\033[1;31m<b>\033[0m&\"'\r\n\033]8;;javascript:x\007\033[7ml\033[4:3mx");
        assertEquals(
                "<pre style=\"color:#ffffff;background:#000000\">"
                        + "<span style=\"color:#cc0000;font-weight:bold;\">&lt;b&gt;</span>&amp;&quot;&#39;\n"
                        + "<span style=\"color:#000000;background:#ffffff;\">l</span>"
                        + "<span style=\"color:#000000;background:#ffffff;text-decoration:underline wavy;\">x</span>\n"
                        + "</pre>\n",
                terminal.html(0));
    }
}
