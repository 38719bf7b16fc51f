package dev.jshare.cli;

import dev.jshare.web.Site;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How others reach this server. Most of it is asked before the first prompt, for which streams take too long to load.
 *
 * @param listening the addresses it listens on
 * @param reachable the addresses that links lead to: the same, or those of the machine where it listens on all
 * @param tls whether it speaks https, and plain http only to say so
 * @param guest whose pages may use it beside its own
 */
record Reach(
        List<InetAddress> listening,
        List<InetAddress> reachable,
        int port,
        boolean tls,
        @Nullable URI publicUrl,
        @Nullable WebOrigin guest) {

    static Reach of(
            List<InetAddress> listening, int port, boolean tls, @Nullable URI publicUrl, @Nullable WebOrigin guest) {
        boolean all = false;
        for (InetAddress address : listening) {
            all |= address.isAnyLocalAddress();
        }
        return new Reach(listening, all ? OwnAddresses.all() : listening, port, tls, publicUrl, guest);
    }

    /** The URLs in front of {@code /s/}, without a slash at their end; the best one first. */
    List<String> bases() {
        String scheme = tls ? "https://" : "http://";
        if (publicUrl != null) {
            return List.of(publicUrl.toString());
        }
        List<String> bases = new ArrayList<>(reachable.size());
        for (InetAddress address : reachable) {
            bases.add(scheme + text(address));
        }
        return bases;
    }

    /** The addresses and ports listened on, as text. */
    List<String> addresses() {
        return listening.stream().map(this::text).toList();
    }

    private String text(InetAddress address) {
        return ListenAddress.literal(address) + ":" + port;
    }

    List<InetSocketAddress> sockets() {
        return listening.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** A line for the host if others could listen in on the way, or null. */
    @Nullable
    String warning() {
        boolean near = true;
        for (InetAddress address : listening) {
            near &= address.isLoopbackAddress();
        }
        String where = !tls && !near ? String.join(", ", addresses()) : publiclyPlain();
        return where == null
                ? null
                : "       Warning: plain http on " + where
                        + ": who sees the network's traffic sees the terminal and the links; --tls keeps it secret.";
    }

    /** The host of a public URL that is plain http to elsewhere, or null. */
    private @Nullable String publiclyPlain() {
        if (publicUrl == null || !"http".equals(publicUrl.getScheme())) {
            return null;
        }
        String host = publicUrl.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.")
                ? null
                : publicUrl.getAuthority();
    }

    /** The names that the server answers to: those of its links, and what a tunnel calls this machine. */
    Site site() {
        Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.addAll(reachable.stream().map(ListenAddress::literal).collect(Collectors.toSet()));
        return new Site(Set.copyOf(names), publicUrl, guest == null ? Set.of() : Set.of(guest.text()));
    }

    /** The names that a certificate has to have. */
    Set<String> names() {
        Set<String> names = new HashSet<>(site().names());
        if (publicUrl != null) {
            names.add(publicUrl.getHost());
        }
        return names;
    }
}
