package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.Json;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares that are reached in other ways than by one loopback address. */
class ReachIT {
    @TempDir
    Path directory;

    @Test
    void anInterfaceIsServedOnAllItsAddresses() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        List<InetAddress> addresses = OwnAddresses.of(loopback);
        try (Launched.Shared share =
                new Launched(directory).share("--listen", loopback.getName() + ":0", "--", "cat")) {
            List<String> urls = share.urls();
            assertEquals(addresses.size(), urls.size());
            for (String url : urls) {
                assertEquals("watch", role(url), url);
            }
        }
    }

    @Test
    void aLinkMadeLaterLeadsToEachAddress() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        Launched launched = new Launched(directory);
        try (Launched.Shared share = launched.share("--listen", loopback.getName() + ":0", "--", "cat")) {
            List<String> urls = launched.done("link", "--type").out().lines().toList();
            assertEquals(share.urls().size(), urls.size());
            for (String url : urls) {
                assertEquals("type", role(url), url);
            }
        }
    }

    /** What the session says when it is asked through this link. */
    private static String role(String link) throws Exception {
        URI url = URI.create(link);
        HttpRequest request = HttpRequest.newBuilder(
                        url.resolve(url.getPath().replaceFirst("/s/", "/api/v1/sessions/")))
                .header("Authorization", "Bearer " + url.getFragment())
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        Map<String, Object> facts = Json.object(answer.body());
        assertTrue(facts.containsKey("session"));
        return String.valueOf(facts.get("role"));
    }
}
