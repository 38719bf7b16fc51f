package dev.jshare.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jshare.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCodecTest {
    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(new ControlMessage.Status(), "{\"type\":\"status\"}"),
                Arguments.of(
                        new ControlMessage.MakeLink(Role.TYPE, Duration.ofHours(1), 3, "Ann & “Bo”"),
                        "{\"type\":\"make-link\",\"role\":\"type\",\"seconds\":3600,\"uses\":3,\"label\":\"Ann & “Bo”\"}"),
                Arguments.of(
                        new ControlMessage.MakeLink(Role.WATCH, null, null, null),
                        "{\"type\":\"make-link\",\"role\":\"watch\",\"seconds\":null,\"uses\":null,\"label\":null}"),
                Arguments.of(
                        new ControlMessage.Extend("watch1", Duration.ofSeconds(1)),
                        "{\"type\":\"extend\",\"link\":\"watch1\",\"seconds\":1}"),
                Arguments.of(
                        new ControlMessage.Extend("a\nb", null),
                        "{\"type\":\"extend\",\"link\":\"a\\nb\",\"seconds\":null}"),
                Arguments.of(new ControlMessage.Revoke("x"), "{\"type\":\"revoke\",\"link\":\"x\"}"),
                Arguments.of(new ControlMessage.Revoke(null), "{\"type\":\"revoke\",\"link\":null}"),
                Arguments.of(new ControlMessage.Kick("3"), "{\"type\":\"kick\",\"viewer\":\"3\"}"),
                Arguments.of(
                        new ControlMessage.Grant("Ann", Duration.ofMinutes(5)),
                        "{\"type\":\"grant\",\"viewer\":\"Ann\",\"seconds\":300}"),
                Arguments.of(new ControlMessage.Deny("Ann"), "{\"type\":\"deny\",\"viewer\":\"Ann\"}"),
                Arguments.of(new ControlMessage.TakeBack(), "{\"type\":\"take-back\"}"),
                Arguments.of(new ControlMessage.Lock(true), "{\"type\":\"lock\"}"),
                Arguments.of(new ControlMessage.Lock(false), "{\"type\":\"unlock\"}"),
                Arguments.of(new ControlMessage.Pause(true), "{\"type\":\"pause\"}"),
                Arguments.of(new ControlMessage.Pause(false), "{\"type\":\"resume\"}"),
                Arguments.of(new ControlMessage.Stop(), "{\"type\":\"stop\"}"),
                Arguments.of(new ControlMessage.Say("hi\u001b"), "{\"type\":\"say\",\"text\":\"hi\\u001B\"}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsOneLineThatSaysTheSame(ControlMessage.Request request, String line) throws IOException {
        String written = ControlCodec.write(request);
        assertEquals(line, written);
        assertFalse(written.contains("\n"));
        assertEquals(request, ControlCodec.readRequest(written));
    }

    static Stream<Arguments> replies() throws IOException {
        return Stream.of(
                Arguments.of(
                        new ControlMessage.Done(Facts.read("{\"a\":[{\"b\":1},{}],\"c\":null,\"d\":true}")),
                        "{\"type\":\"done\",\"facts\":{\"a\":[{\"b\":1},{}],\"c\":null,\"d\":true}}"),
                Arguments.of(new ControlMessage.Failed("No."), "{\"type\":\"failed\",\"text\":\"No.\"}"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyIsOneLineThatSaysTheSame(ControlMessage.Reply reply, String line) throws IOException {
        assertEquals(line, ControlCodec.write(reply));
        assertEquals(reply, ControlCodec.readReply(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "status",
                "[]",
                "null",
                "{",
                "{}",
                "{\"type\":\"status\"",
                "{\"type\":\"status\"}{}",
                "{\"type\":\"dance\"}",
                "{\"type\":7}",
                "{\"type\":\"kick\"}",
                "{\"type\":\"kick\",\"viewer\":null}",
                "{\"type\":\"make-link\"}",
                "{\"type\":\"make-link\",\"role\":\"admin\"}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"uses\":0}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"uses\":-1}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"uses\":\"3\"}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"uses\":99999999999}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"seconds\":0}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"seconds\":9223372036854775807}",
                "{\"type\":\"make-link\",\"role\":\"watch\",\"seconds\":99999999999999999999}",
                "{\"type\":\"grant\",\"viewer\":\"3\"}",
                "{\"type\":\"done\",\"facts\":{}}",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}",
            })
    void whatIsNoRequestIsRefused(String line) {
        assertThrows(IOException.class, () -> ControlCodec.readRequest(line));
    }
}
