package dev.jshare.cli;

import dev.jshare.protocol.BadMessageException;
import dev.jshare.protocol.JsonText;
import dev.jshare.protocol.RenderCase;
import dev.jshare.vt.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code jshare render --batch}: answers each line of JSON with a snapshot, in order, until the input ends. */
final class RenderBatch {
    private RenderBatch() {}

    static void run(BufferedReader in, PrintStream out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.print(JsonText.of(answer(line)) + "\n");
                out.flush();
            }
        }
    }

    private static Map<String, Object> answer(String line) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            RenderCase request = RenderCase.read(line);
            answer.put("id", request.id());
            RenderCommand.checkUnicode(request.unicode());
            Terminal terminal = new Terminal(request.cols(), request.rows(), request.scrollback());
            feed(request, terminal);
            byte[] snapshot = terminal.snapshot(request.scrollback());
            answer.put("snapshot", Base64.getEncoder().encodeToString(snapshot));
            answer.put("title", terminal.title());
            answer.put("cols", terminal.cols());
            answer.put("rows", terminal.rows());
        } catch (BadMessageException | RuntimeException e) {
            answer.put("error", e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return answer;
    }

    private static void feed(RenderCase request, Terminal terminal) {
        resize(request, terminal, -1);
        for (int i = 0; i <= request.snapshotAfter(); i++) {
            byte[] chunk = request.chunks().get(i);
            terminal.feed(chunk, 0, chunk.length);
            resize(request, terminal, i);
        }
    }

    private static void resize(RenderCase request, Terminal terminal, int after) {
        for (RenderCase.Resize resize : request.resizes()) {
            if (resize.after() == after) {
                terminal.resize(resize.cols(), resize.rows());
            }
        }
    }
}
