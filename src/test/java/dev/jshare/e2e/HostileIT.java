package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.pty.LocalPty;
import dev.jshare.pty.Pty;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session that is attacked while its host works in it. The attacker runs at the lowest priority, as one that has a machine
 * of its own would: what is measured is what the attack costs jshare, and not what sending it costs.
 */
class HostileIT {
    private static final int SECONDS = Integer.getInteger("jshare.hostile.seconds", 12);

    /** A key every few milliseconds: quicker than anybody types. */
    private static final long KEY_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    /**
     * How much longer half of the keys may take at most, so that nobody at the terminal notices. How much an attack really costs is
     * printed, and in {@code src/docs/SECURITY.md}: it is hundredths of this, where the machine does nothing else.
     */
    private static final long NOTICED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long MEBI = 1024;

    /** The launcher's bound for the heap: the attack may fill it up with garbage, and has to fit into it. */
    private static final long GROWTH_KIB = 64 * MEBI;

    @TempDir
    Path directory;

    private final byte[] buffer = new byte[Pty.READ_SIZE];

    @Test
    @Timeout(360)
    void trap08And09TheHostNoticesNothingOfAnAttack() throws Exception {
        Sandbox sandbox = new Sandbox(directory);
        Files.writeString(sandbox.file("share.sh"), """
                export TERM=xterm-256color
                exec %s -w --status none --listen 127.0.0.1:0 -- sh -c 'stty raw -echo; printf READY; exec cat' 2>../errors
                """.formatted(Tmux.quoted(Sandbox.LAUNCHER.toString())));
        LocalPty terminal =
                LocalPty.start(List.of("/bin/sh", "../share.sh"), sandbox.home(), sandbox.environment(), 80, 24);
        try {
            awaitReady(terminal);
            URI watch = URI.create(link(sandbox, "watch"));
            Share.awaitServer(watch);
            echoes(terminal, 2); // Until all that a key needs has been compiled.
            long[] quiet = echoes(terminal, 4);
            long before = Footprint.memory(terminal.pid());
            Process attacker = attack(sandbox, watch);
            long[] attacked = echoes(terminal, SECONDS);
            long after = Footprint.memory(terminal.pid());
            assertTrue(attacker.waitFor(300, TimeUnit.SECONDS), "the attack ends");
            String done = Files.readString(sandbox.file("attack")).strip();
            String figures = String.format(
                    "%s. Echo p50 %d µs, p99 %d µs; attacked %d µs, %d µs. RSS %d MiB, then %d MiB",
                    done,
                    part(quiet, 50) / 1000,
                    part(quiet, 99) / 1000,
                    part(attacked, 50) / 1000,
                    part(attacked, 99) / 1000,
                    before / MEBI,
                    after / MEBI);
            System.out.println(figures);
            assertTrue(done.startsWith("10000 wrong tokens"), figures);
            assertTrue(part(attacked, 50) <= part(quiet, 50) + NOTICED_NANOS, figures);
            assertTrue(after <= before + GROWTH_KIB, figures);
            assertWorks(terminal, URI.create(link(sandbox, "type")));
            assertNoFileHasAToken(sandbox);
        } finally {
            terminal.hangUp();
            terminal.waitFor();
        }
    }

    private Process attack(Sandbox sandbox, URI link) throws IOException {
        return new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Sandbox.BASE.resolve("target/test-classes").toString(),
                        HostileClient.class.getName(),
                        link.toString(),
                        String.valueOf(SECONDS),
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(sandbox.file("attack").toFile())
                .start();
    }

    private void awaitReady(LocalPty terminal) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().endsWith("READY")) {
            int length = terminal.read(buffer);
            assertTrue(length > 0, "the terminal was closed: " + seen);
            seen.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    private static String link(Sandbox sandbox, String role) throws Exception {
        return Await.value("a link to " + role, () -> Share.find(sandbox.read("errors"), role), () -> "");
    }

    /** The nanoseconds from key to echo at the host's terminal, for so many seconds. */
    private long[] echoes(LocalPty terminal, int seconds) throws IOException {
        long[] nanos = new long[(int) (seconds * 1_000_000_000L / KEY_NANOS)];
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        int count = 0;
        while (count < nanos.length && System.nanoTime() < end) {
            byte key = (byte) ('a' + count % 26);
            long begin = System.nanoTime();
            terminal.write(new byte[] {key}, 1);
            assertEquals(1, terminal.read(buffer), "one key, one echo, and nothing that anybody else typed");
            nanos[count++] = System.nanoTime() - begin;
            assertEquals(key, buffer[0]);
            LockSupport.parkNanos(KEY_NANOS);
        }
        long[] all = Arrays.copyOf(nanos, count);
        Arrays.sort(all);
        return all;
    }

    private static long part(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100];
    }

    private void assertWorks(LocalPty terminal, URI link) throws Exception {
        URI socket = URI.create("ws://" + link.getAuthority() + link.getPath().replaceFirst("/s/", "/ws/"));
        try (SocketClient typist = SocketClient.connect(
                HttpClient.newHttpClient(), socket, link.getFragment(), List.of("jshare.v1.json"))) {
            Thread reader = new Thread(() -> drain(terminal));
            reader.setDaemon(true);
            reader.start();
            typist.await("\"typing\":null"); // The host has just typed, and has the turn for a while.
            typist.sendText("{\"type\":\"input\",\"data\":\"still here\"}");
            typist.awaitOutput("still here");
        }
    }

    private void drain(LocalPty terminal) {
        try {
            while (terminal.read(buffer) > 0) {
                // The typist watches.
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** Neither a valid one nor one that was tried; the card alone shows those of the host. */
    private void assertNoFileHasAToken(Sandbox sandbox) throws Exception {
        String secret = URI.create(link(sandbox, "watch")).getFragment();
        for (Path file : FileTexts.below(directory)) {
            String text = Files.isRegularFile(file) ? FileTexts.of(file) : "";
            boolean card = file.endsWith("errors");
            assertTrue(card || !text.contains(secret), file + " has a token");
            assertTrue(!text.contains("WRONG"), file + " has a token that was tried");
        }
        List<String> lines = Files.readAllLines(sandbox.file("errors"));
        Optional<String> more = lines.stream()
                .filter(line -> !line.contains("jshare") && !line.contains("Links expire"))
                .findFirst();
        assertEquals(Optional.empty(), more, "nothing was printed on the host's terminal");
    }
}
