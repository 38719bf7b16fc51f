package dev.jshare.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page over an address that is not of loopback: plain http there is no secure context, and output comes deflated. */
class PageAfarIT extends PageTest {
    private static final String LAST = "the last line";
    /** More than a screen, and than what is worth deflating. */
    private static final String MUCH = "clear; seq 1 3000; echo " + LAST;

    private static Optional<InetAddress> ownAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
    }

    private Share shareWithAll() throws Exception {
        return Share.start(
                sandbox,
                80,
                24,
                List.of("--listen", "0.0.0.0:0", "--type", "--free-typing", "--", "bash", "--norc", "--noprofile"));
    }

    /** The link to type by the machine's own address, with a drawer that counts messages. */
    private static String afar(Share share, InetAddress address) throws Exception {
        URI link = URI.create(share.link("type"));
        return "http://" + address.getHostAddress() + ":" + link.getPort() + link.getPath() + "?debug&name=Ann#"
                + link.getFragment();
    }

    @Test
    void outputIsInflatedInChromium() throws Exception {
        Optional<InetAddress> address = ownAddress();
        assumeTrue(address.isPresent(), "this machine has loopback only");
        try (Share share = shareWithAll()) {
            share.terminal().await(Sandbox.PROMPT);
            Page page = browser.open(afar(share, address.get()));
            page.await(Sandbox.PROMPT).awaitPhase("live");
            page.line(MUCH).await("3000\n" + LAST);
            page.awaitSameAs(share.terminal());
            awaitTraffic(page, "deflated");
            Page late = browser.open(afar(share, address.get()));
            late.await("3000\n" + LAST).awaitPhase("live");
            late.awaitSameAs(share.terminal());
            awaitTraffic(late, "deflated-snapshot");
            // Chromium says that the opener policy counts for nothing by plain http, which is so.
            assertEquals(
                    List.of(),
                    page.complaints().stream()
                            .filter(complaint -> !complaint.startsWith("The Cross-Origin-Opener-Policy header"))
                            .toList());
        }
    }

    /** Waits until messages of this type have come. */
    private void awaitTraffic(Page page, String type) throws Exception {
        Await.until(
                type,
                () -> browser.ask(page.name(), "innerText", Map.of("selector", "#debug"))
                        .text()
                        .contains(type));
    }

    @Test
    void outputIsInflatedInFirefox() throws Exception {
        Optional<InetAddress> address = ownAddress();
        assumeTrue(address.isPresent(), "this machine has loopback only");
        assumeTrue(
                Files.isExecutable(Path.of(System.getenv().getOrDefault("FIREFOX", "/usr/bin/firefox-esr"))),
                "there is no Firefox");
        try (Share share = shareWithAll()) {
            share.terminal().await(Sandbox.PROMPT);
            Process firefox = new ProcessBuilder("node", "firefox.mjs", afar(share, address.get()), LAST)
                    .directory(Sandbox.BASE.resolve("share-page/e2e").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said = firefox.inputReader()) {
                assertEquals("live", said.readLine());
                share.terminal().line(MUCH).await(LAST);
                String line = said.readLine();
                assertTrue(line != null, "Firefox's screen came; why not is above");
                Json seen = Json.parse(line);
                assertTrue(
                        seen.get("screen").text().contains("2999\n3000\n" + LAST),
                        seen.get("screen").text());
                assertEquals(List.of(), seen.get("complaints").list());
            } finally {
                // Its end ends the browser, too.
                firefox.waitFor();
            }
        }
    }
}
