package dev.jshare.cli;

import dev.jshare.web.Site;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How others reach this server: the address it listens on, and the URL that links begin with. */
record Reach(InetSocketAddress listening, @Nullable URI publicUrl) {

    /** The URL in front of {@code /s/}, without a slash at its end. */
    String base() {
        return publicUrl != null ? publicUrl.toString() : "http://" + shown();
    }

    /** The address and port listened on, as text. */
    String address() {
        return ListenAddress.literal(listening.getAddress()) + ":" + listening.getPort();
    }

    /** One of the machine's own addresses where it listens on all. */
    private String shown() {
        if (!listening.getAddress().isAnyLocalAddress()) {
            return address();
        }
        InetAddress reachable = ownAddresses().stream()
                .filter(own -> !own.isLoopbackAddress() && !own.isLinkLocalAddress())
                .findFirst()
                .orElse(InetAddress.getLoopbackAddress());
        return ListenAddress.literal(reachable) + ":" + listening.getPort();
    }

    private static List<InetAddress> ownAddresses() {
        List<InetAddress> own = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .forEach(each -> each.inetAddresses().forEach(own::add));
        } catch (SocketException e) {
            own.add(InetAddress.getLoopbackAddress());
        }
        return own;
    }

    /** A line for the host if others could listen in on the way. */
    Optional<String> warning() {
        if (listening.getAddress().isLoopbackAddress()) {
            return Optional.empty();
        }
        return Optional.of("       Warning: plain http on " + address()
                + ": who sees the network's traffic sees the terminal and the links.");
    }

    /** The names that the server answers to. */
    Site site() {
        Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(ListenAddress.literal(listening.getAddress()));
        if (listening.getAddress().isAnyLocalAddress()) {
            ownAddresses().forEach(own -> names.add(ListenAddress.literal(own).toLowerCase(Locale.ROOT)));
        }
        return new Site(Set.copyOf(names), publicUrl);
    }
}
