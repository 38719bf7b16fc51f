package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.pty.LocalPty;
import dev.jshare.pty.Pty;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session used for long and in every way at once: floods and full screens, resizes, viewers that come and go, one that
 * takes nothing, scripts that ask for the screen. What it takes of the machine must not grow. Not among the usual tests, for
 * its length: {@code mvn -Psoak -Dpage.skip test-compile failsafe:integration-test failsafe:verify}, for an
 * hour with {@code -Dsoak.minutes=60}.
 */
class Soak {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int VIEWERS = 20;
    private static final long MEBI = 1024;

    /** Between the middle third and the last one; a heap that grows to its bound does it before. */
    private static final long GROWTH_KIB = 3 * MEBI;

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ArrayDeque<WebSocket> viewers = new ArrayDeque<>();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean hostReads = true;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void takesNoMoreInTheEndThanInTheMiddle() throws Exception {
        Sandbox sandbox = new Sandbox(directory);
        writeProgram(sandbox);
        LocalPty terminal =
                LocalPty.start(List.of("/bin/sh", "../share.sh"), sandbox.home(), sandbox.environment(), 100, 30);
        try {
            Thread reader = new Thread(() -> drain(terminal), "host");
            reader.setDaemon(true);
            reader.start();
            URI link = URI.create(Await.value("a link", () -> Share.find(sandbox.read("errors"), "watch"), () -> ""));
            Share.awaitServer(link);
            join(link, false); // Takes nothing from the start.
            List<Long> memory = new ArrayList<>();
            long files = Footprint.openFiles(terminal.pid());
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                act(terminal, link);
                memory.add(Footprint.memory(terminal.pid()));
                LockSupport.parkNanos(TICK_NANOS);
            }
            while (!viewers.isEmpty()) {
                viewers.poll().abort();
            }
            assertTrue(hostReads, "the host's terminal lives");
            Await.until("all connections are closed", () -> Footprint.openFiles(terminal.pid()) <= files);
            report(memory);
        } finally {
            terminal.hangUp();
            terminal.waitFor();
        }
    }

    private void writeProgram(Sandbox sandbox) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("\033[3").append(i % 8).append('m').append(i).append(" Grüße 你好 🙂 \033[0m");
            lines.append("x".repeat(random.nextInt(120))).append('\n');
        }
        Files.writeString(sandbox.file("lines"), lines.toString());
        Files.writeString(
                sandbox.file("screen"), "\033[?1049h\033[2J\033[5;10Hfull\033[1;4;35m screen\033[m\033[?1049l");
        Files.writeString(sandbox.file("program.sh"), """
                while :; do
                    cat ../lines
                    for i in 1 2 3 4 5 6 7 8 9; do cat ../screen; sleep 0.1; done
                done
                """);
        Files.writeString(sandbox.file("share.sh"), """
                export TERM=xterm-256color
                exec %s --listen 127.0.0.1:0 -- sh ../program.sh 2>../errors
                """.formatted(Tmux.quoted(Sandbox.LAUNCHER.toString())));
    }

    /** One of the things that happen to a session. */
    private void act(LocalPty terminal, URI link) throws Exception {
        switch (random.nextInt(4)) {
            case 0 -> terminal.resize(60 + random.nextInt(80), 15 + random.nextInt(40));
            case 1 -> assertEquals(200, screen(link));
            default -> {
                if (viewers.size() > random.nextInt(VIEWERS)) {
                    viewers.poll().abort();
                }
                viewers.add(join(link, true));
            }
        }
    }

    private int screen(URI link) throws Exception {
        URI url = link.resolve(link.getPath().replaceFirst("/s/", "/api/v1/sessions/") + "/screen?format=html");
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + link.getFragment())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private WebSocket join(URI link, boolean reading) throws Exception {
        URI socket = URI.create("ws://" + link.getAuthority() + link.getPath().replaceFirst("/s/", "/ws/"));
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (random.nextBoolean()) {
            builder.subprotocols("jshare.v1.json"); // Raw bytes otherwise.
        }
        return builder.header("Authorization", "Bearer " + link.getFragment())
                .buildAsync(socket, reading ? new Reader() : new Staller())
                .get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void drain(LocalPty terminal) {
        byte[] buffer = new byte[Pty.READ_SIZE];
        try {
            while (terminal.read(buffer) >= 0) {
                // Nobody looks.
            }
        } catch (IOException e) {
            // It has ended.
        }
        hostReads = false;
    }

    private void report(List<Long> memory) {
        int third = memory.size() / 3;
        long middle = median(memory.subList(third, 2 * third));
        long last = median(memory.subList(2 * third, memory.size()));
        double hours = LENGTH.toMillis() / 3_600_000.0;
        String figures = String.format(
                "%d min, %d MiB to viewers: RSS %d MiB at first, %.1f in the middle third, %.1f in the last; %+.1f MiB an hour",
                LENGTH.toMinutes(),
                received.get() / MEBI / MEBI,
                memory.get(0) / MEBI,
                middle / (double) MEBI,
                last / (double) MEBI,
                (last - middle) / (double) MEBI / (hours / 3));
        System.out.println(figures);
        assertTrue(received.get() > 0, figures);
        assertTrue(last <= middle + GROWTH_KIB, figures);
    }

    private static long median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A viewer that forgets what it has read. */
    private final class Reader implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            received.addAndGet(data.length());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            received.addAndGet(data.remaining());
            from.request(1);
            return null;
        }
    }

    /** A viewer that reads nothing. */
    private static final class Staller implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket socket) {
            // Asks for no message.
        }
    }
}
