package dev.jshare.cli;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen: one address or those of one network interface, at one port. {@code port} is null for the first free one
 * from {@link #DEFAULT_PORT} on, 0 for any.
 */
record ListenAddress(List<InetAddress> addresses, @Nullable Integer port) {
    static final int DEFAULT_PORT = 7373;

    /** How many ports from the default on are tried: as many sessions run side by side without options. */
    private static final int PORTS = 200;

    /**
     * Reads {@code ADDR}, {@code ADDR:PORT}, {@code :PORT} or {@code PORT}; IPv6 as {@code ::1} or {@code [::1]:PORT}. A
     * network interface stands for its addresses. By hand, since regular expressions would be 10 ms of the time to the prompt.
     */
    static final class Converter implements ITypeConverter<ListenAddress> {
        /** What can be no address: a label without dots, or with some of a VLAN's number (eth0.100). */
        private static final String INTERFACE = "[A-Za-z][A-Za-z0-9_@-]{0,14}(?:\\.[0-9]{1,4})?";

        @Override
        public ListenAddress convert(String text) {
            String whole =
                    isNumber(text) ? ":" + text : text; // As an address (inet_aton(3)) nobody means digits alone.
            int bracket = whole.startsWith("[") ? whole.indexOf(']') : -1;
            int colon = whole.indexOf(':', bracket + 1);
            if (bracket < 0 && colon != whole.lastIndexOf(':')) {
                return new ListenAddress(resolve(whole, text), null);
            }
            String host = colon < 0 ? whole : whole.substring(0, colon);
            if (host.isEmpty() && colon < 0 || host.lastIndexOf(']') != bracket || host.lastIndexOf('[') > 0) {
                throw wrong(text);
            }
            Integer port = colon < 0 ? null : port(whole.substring(colon + 1), text);
            return new ListenAddress(resolve(host.isEmpty() ? "127.0.0.1" : host, text), port);
        }

        private static boolean isNumber(String text) {
            boolean number = !text.isEmpty();
            for (int i = 0; i < text.length(); i++) {
                number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
            }
            return number;
        }

        /** In brackets Java takes nothing but IPv6. */
        private static List<InetAddress> resolve(String host, String text) {
            try {
                boolean name = Character.isLetter(host.charAt(0));
                NetworkInterface network = name && host.matches(INTERFACE) ? NetworkInterface.getByName(host) : null;
                List<InetAddress> found =
                        network == null ? List.of(InetAddress.getByName(host)) : OwnAddresses.of(network);
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (IOException e) {
                // Said below.
            }
            throw wrong(text);
        }

        private static Integer port(String digits, String text) {
            int port = isNumber(digits) && digits.length() <= 5 ? Integer.parseInt(digits) : -1;
            if (port < 0 || port > 65535) {
                throw wrong(text);
            }
            return port;
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "'" + text
                            + "' is no address of this machine: write ADDR, ADDR:PORT or PORT, such as 127.0.0.1:8080, [::1], eth0 or 8080");
        }
    }

    static ListenAddress loopback() {
        return new ListenAddress(List.of(InetAddress.getLoopbackAddress()), null);
    }

    /**
     * Takes a port, so that links can be printed before the server is up.
     *
     * @throws CliException if the port is not free, or none is
     */
    Reservation reserve() {
        if (port != null) {
            try {
                return Reservation.of(addresses, port, true);
            } catch (IOException e) {
                throw failed("Cannot listen on " + shown(":" + port) + " (" + e.getMessage()
                        + "); choose another with --listen ADDR:PORT, or leave the port out to get a free one.");
            }
        }
        IOException last = new IOException("no port was tried");
        for (int candidate = DEFAULT_PORT; candidate < DEFAULT_PORT + PORTS; candidate++) {
            try {
                return Reservation.of(addresses, candidate, false);
            } catch (IOException e) {
                last = e;
            }
        }
        throw failed("Cannot listen on " + shown("") + " (" + last.getMessage()
                + "); choose an address of this machine with --listen.");
    }

    /** No fault of the command line: it is right while nobody else has the port. */
    private static CliException failed(String message) {
        return new CliException(ExitCode.FAILED, message);
    }

    private String shown(String portSuffix) {
        return addresses.stream().map(address -> literal(address) + portSuffix).collect(Collectors.joining(", "));
    }

    /** An address as browsers write it in a URL and in Host: IPv6 in brackets, shortened (RFC 5952 §4), without a zone. */
    static String literal(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return "[" + shortened(zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    /** The longest run of at least two zeros becomes {@code ::}, the first of several. */
    private static String shortened(String eightGroups) {
        Matcher run = Pattern.compile("(?:^|:)0(?::0)+(?::|$)").matcher(eightGroups);
        int from = 0;
        int to = 0;
        while (run.find()) {
            if (run.end() - run.start() > to - from) {
                from = run.start();
                to = run.end();
            }
        }
        return from == to ? eightGroups : eightGroups.substring(0, from) + "::" + eightGroups.substring(to);
    }
}
