package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of proxies and tunnels, on loopback. Without the programs there is nothing to test. */
class ProxyIT {
    private static final Path README =
            Path.of(System.getProperty("jshare.basedir", ".")).resolve("README.md");

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private int near;
    private int far;

    @BeforeEach
    void choosePorts() throws IOException {
        near = freePort();
        far = freePort();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The README's block in this language, with the test's ports for its own. */
    private String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertTrue(block.find(), language);
        return block.group(1).replace("127.0.0.1:7373", "127.0.0.1:" + far);
    }

    private static void assume(String program) {
        assumeTrue(Files.isExecutable(Path.of(program)), "there is no " + program);
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private void awaitPort(int port) throws IOException {
        for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new AssertionError("nobody listens: " + Files.readString(directory.resolve("output")));
    }

    /** Whoever opens the link sees the page, may ask, watches, and types. */
    private void assertWorksThrough(String publicUrl) throws Exception {
        try (Launched.Shared share = new Launched(directory)
                .share("--type", "--listen", "127.0.0.1:" + far, "--public-url", publicUrl, "--", "cat")) {
            awaitPort(near);
            URI link = URI.create(share.url("type"));
            assertTrue(link.toString().startsWith(publicUrl + "/s/"), link.toString());
            assertTrue(get(link, "").body().startsWith("<!doctype html>"));
            URI api = URI.create(
                    link.toString().replaceFirst("/s/", "/api/v1/sessions/").replaceFirst("#.*", ""));
            assertEquals(401, get(api, "").statusCode());
            assertEquals(
                    200, get(api, link.getFragment(), "Origin", origin(link)).statusCode());
            assertEquals(
                    403,
                    get(api, link.getFragment(), "Origin", "http://evil.example")
                            .statusCode());
            Launched.Visitor visitor = Launched.Visitor.join(link.toString(), "Ann");
            visitor.await("connected");
            visitor.send("{\"type\":\"input\",\"data\":\"through\\n\"}");
            visitor.awaitOutput("through");
            visitor.leave();
        }
    }

    private static String origin(URI link) {
        return link.getScheme() + "://" + link.getAuthority();
    }

    private static HttpResponse<String> get(URI url, String token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void behindNginxUnderAPath() throws Exception {
        assume("/usr/sbin/nginx");
        Path settings = directory.resolve("nginx.conf");
        Files.writeString(settings, """
                daemon off;
                pid %1$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server {
                        listen 127.0.0.1:%2$d;
                        %3$s
                    }
                }
                """.formatted(directory, near, block("nginx")));
        start("/usr/sbin/nginx", "-e", "stderr", "-c", settings.toString());
        assertWorksThrough("http://127.0.0.1:" + near + "/term");
    }

    @Test
    void behindCaddyUnderAPath() throws Exception {
        assume("/usr/bin/caddy");
        Path settings = directory.resolve("Caddyfile");
        String site = block("caddy").replace("share.example.org", "http://127.0.0.1:" + near);
        Files.writeString(settings, "{\n    admin off\n}\n" + site);
        start(
                "env",
                "XDG_CONFIG_HOME=" + directory,
                "XDG_DATA_HOME=" + directory,
                "/usr/bin/caddy",
                "run",
                "--config",
                settings.toString(),
                "--adapter",
                "caddyfile");
        assertWorksThrough("http://127.0.0.1:" + near + "/term");
    }

    /** A server of its own for one connection, with keys that are thrown away. */
    @Test
    void throughSsh() throws Exception {
        assume("/usr/sbin/sshd");
        assume("/usr/bin/ssh");
        assumeTrue(Files.isDirectory(Path.of("/run/sshd")), "there is no /run/sshd");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        int server = freePort();
        for (String key : new String[] {"host", "user"}) {
            assertEquals(
                    0,
                    start("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory + "/" + key)
                            .waitFor());
        }
        Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
        start(
                "/usr/sbin/sshd",
                "-D",
                "-e",
                "-f",
                "/dev/null",
                "-h",
                directory + "/host",
                "-o",
                "ListenAddress=127.0.0.1:" + server,
                "-o",
                "AuthorizedKeysFile=" + directory + "/authorized",
                "-o",
                "StrictModes=no",
                "-o",
                "PidFile=none",
                "-o",
                "GatewayPorts=clientspecified");
        awaitPort(server);
        start(
                "ssh",
                "-NT",
                "-F",
                "/dev/null",
                "-o",
                "ExitOnForwardFailure=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-i",
                directory + "/user",
                "-p",
                String.valueOf(server),
                "-R",
                "127.0.0.1:" + near + ":127.0.0.1:" + far,
                "127.0.0.1");
        assertWorksThrough("http://localhost:" + near);
    }
}
