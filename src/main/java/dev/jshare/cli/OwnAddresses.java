package dev.jshare.cli;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses of this machine, as far as a link can lead to them. */
final class OwnAddresses {
    /** Those of others first; IPv4 first, since it is what people can read out. */
    private static final Comparator<InetAddress> ORDER =
            Comparator.comparing(InetAddress::isLoopbackAddress).thenComparing(own -> !(own instanceof Inet4Address));

    private OwnAddresses() {}

    /** Under which others reach the machine; its loopback addresses where there are no others. */
    static List<InetAddress> all() {
        List<InetAddress> own = new ArrayList<>();
        try {
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                own.addAll(of(network));
            }
        } catch (SocketException e) {
            // Then only loopback is known.
        }
        own.sort(ORDER);
        List<InetAddress> others =
                own.stream().filter(address -> !address.isLoopbackAddress()).toList();
        if (!others.isEmpty()) {
            return others;
        }
        return own.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : own;
    }

    /** Those of one interface that is up. Link-local ones are left out: a URL cannot name their zone (RFC 6874 §1). */
    static List<InetAddress> of(NetworkInterface network) throws SocketException {
        return network.isUp()
                ? network.inetAddresses()
                        .filter(address -> !address.isLinkLocalAddress())
                        .sorted(ORDER)
                        .toList()
                : List.of();
    }
}
