package dev.jshare.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.control.FileProblem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What the values of options mean. */
class ConvertersTest {

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "90m, PT1H30M", "8h, PT8H", "2d, PT48H", "1w, PT168H", "36525d, PT876600H"})
    void durations(String text, Duration duration) {
        assertEquals(duration, new Lifetime.Converter().convert(text).duration());
    }

    @Test
    void neverHasNoDuration() {
        assertNull(new Lifetime.Converter().convert("never").duration());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0s",
                "0h",
                "8",
                "h",
                "-1h",
                "1.5h",
                "8 h",
                "8H",
                "1h30m",
                "1000000s",
                "36526d",
                "Never",
                "8h\n"
            })
    void noDurations(String text) {
        assertThrows(TypeConversionException.class, () -> new Lifetime.Converter().convert(text));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT59S, 59 s", "PT1H5M7S, 1 h 5 min", "PT48H, 2 d", "PT49H30M, 2 d 1 h", "PT0.9S, 0 s"})
    void durationsInWords(Duration duration, String words) {
        assertEquals(words, Lifetime.inWords(duration));
    }

    @ParameterizedTest
    @CsvSource({"80x24, 80, 24", "2x1, 2, 1", "1000X1000, 1000, 1000"})
    void sizes(String text, int cols, int rows) {
        assertEquals(new TerminalSize(cols, rows), new TerminalSize.Converter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "80", "80x", "x24", "1x1", "80x0", "1001x24", "80x1001", "-80x24", "80 x 24", "99999x1"})
    void trap21NoSizes(String text) {
        assertThrows(TypeConversionException.class, () -> new TerminalSize.Converter().convert(text));
    }

    @Test
    void theSmallestSizeIsNamed() {
        TypeConversionException problem =
                assertThrows(TypeConversionException.class, () -> new TerminalSize.Converter().convert("1x1"));
        assertTrue(problem.getMessage().endsWith("from 2x1 to 1000x1000"), problem.getMessage());
    }

    @Test
    void whatIsWrongWithAFileIsSaidInWords() {
        assertEquals("/x: you may not", FileProblem.of(new AccessDeniedException("/x")));
        assertEquals("/x: there is no such file", FileProblem.of(new NoSuchFileException("/x")));
        assertEquals(
                "/x: Read-only file system",
                FileProblem.of(new FileSystemException("/x", null, "Read-only file system")));
        assertEquals("it is closed", FileProblem.of(new IOException("it is closed")));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, ",
        "127.0.0.1:8080, 127.0.0.1, 8080",
        ":8080, 127.0.0.1, 8080",
        "8080, 127.0.0.1, 8080",
        "0.0.0.0:0, 0.0.0.0, 0",
        "[::1]:80, ::1, 80",
        "::1, ::1, ",
        "[::], ::, ",
        "[::ffff]:0, ::ffff, 0",
        "00080, 127.0.0.1, 80",
        "localhost:65535, localhost, 65535"
    })
    void listenAddresses(String text, String address, Integer port) throws Exception {
        ListenAddress expected = new ListenAddress(List.of(InetAddress.getByName(address)), port);
        assertEquals(expected, new ListenAddress.Converter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "127.0.0.1:x",
                "99999",
                "000080",
                ":",
                "[]",
                "[]:80",
                "[localhost]",
                "[127.0.0.1]",
                "::1]:80",
                "127.0.0.1]:80",
                "127.0.0.1:8O",
                "[::1",
                "[::1]x",
                "300.1.1.1:1",
                "a b"
            })
    void noListenAddresses(String text) {
        assertThrows(TypeConversionException.class, () -> new ListenAddress.Converter().convert(text));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]",
        "::, [::]",
        "fd00::5, [fd00::5]",
        "fd00:0:0:1::, [fd00:0:0:1::]",
        "1:0:0:2:0:0:0:3, [1:0:0:2::3]",
        "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]",
        "1:0:2:3:4:5:6:7, [1:0:2:3:4:5:6:7]"
    })
    void addressesAreWrittenAsBrowsersWriteThem(String text, String literal) throws Exception {
        assertEquals(literal, ListenAddress.literal(InetAddress.getByName(text)));
    }

    @Test
    void aPortThatIsTakenIsTheUsersToChange() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            ListenAddress same = new ListenAddress(List.of(loopback), taken.getLocalPort());
            CliException problem = assertThrows(CliException.class, same::reserve);
            assertTrue(problem.getMessage().contains("--listen"), problem.getMessage());
            assertEquals(1, problem.exitCode(), "sharing could not start");
        }
        try (Reservation free = new ListenAddress(List.of(loopback), 0).reserve()) {
            assertTrue(free.port() > 0);
        }
    }

    /** Two shares that start at once: the port of the first is its own at each moment until its server listens on it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPortIsHandedToItsServerWithoutAGap() throws Exception {
        List<InetAddress> loopback = List.of(InetAddress.getLoopbackAddress());
        try (ServerSocket server = new ServerSocket();
                Reservation first = ListenAddress.loopback().reserve()) {
            int port = first.port();
            for (boolean again : new boolean[] {false, true}) {
                assertThrows(IOException.class, () -> Reservation.of(loopback, port, again));
            }
            first.share();
            assertThrows(IOException.class, () -> Reservation.of(loopback, port, false));
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(loopback.get(0), port));
            first.close();
            assertThrows(IOException.class, () -> Reservation.of(loopback, port, false));
            try (Socket visitor = new Socket(loopback.get(0), port)) {
                server.accept().close();
            }
        }
    }

    @Test
    void sessionsSideBySideTakePortsSideBySide() throws Exception {
        try (Reservation first = ListenAddress.loopback().reserve();
                Reservation second = ListenAddress.loopback().reserve()) {
            assertTrue(first.port() >= ListenAddress.DEFAULT_PORT);
            assertTrue(second.port() > first.port());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://share.example, https://share.example", "http://Share.Example:8080/, http://share.example:8080",
        "https://share.example:443, https://share.example", "http://share.example:80, http://share.example",
        "https://share.example:80, https://share.example:80", "https://x/Path/to//, https://x/Path/to",
        "https://[::1]:8443, https://[::1]:8443"
    })
    void publicUrls(String text, String url) {
        assertEquals(URI.create(url), new PublicUrl.Converter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "share.example",
                "ftp://x",
                "https://",
                "https://u:p@x",
                "https://x?q",
                "https://x:65536",
                "https://x:99999/path",
                "https://x#f",
                "https://x y"
            })
    void noPublicUrls(String text) {
        assertThrows(TypeConversionException.class, () -> new PublicUrl.Converter().convert(text));
    }

    @Test
    void aLogHasAThirdOfTheMemoryAtMost() {
        long heap = 64L << 20;
        assertEquals(21 << 20, ByteSize.Converter.convert("21M", heap).bytes());
        assertEquals(512 << 10, ByteSize.Converter.convert("512K", heap).bytes());
        for (String wrong : List.of("22M", "1024M", "511K", "2", "9999999M")) {
            TypeConversionException problem =
                    assertThrows(TypeConversionException.class, () -> ByteSize.Converter.convert(wrong, heap));
            assertTrue(problem.getMessage().contains("write 512K to 21M"), problem.getMessage());
        }
        assertEquals(85 << 20, ByteSize.most(256L << 20));
        assertEquals(1 << 30, ByteSize.most(64L << 30));
    }

    @Test
    void originsOfOtherSites() {
        WebOrigin.Converter converter = new WebOrigin.Converter();
        assertEquals(
                "https://example.org",
                converter.convert("https://Example.org:443/").text());
        assertEquals(
                "http://127.0.0.1:8000",
                converter.convert("http://127.0.0.1:8000").text());
        for (String wrong : List.of("https://example.org/demo", "example.org", "*", "null", "https://*", "file:///x")) {
            assertThrows(TypeConversionException.class, () -> converter.convert(wrong), wrong);
        }
    }

    @Test
    void aNetworkInterfaceStandsForItsAddresses() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        ListenAddress found = new ListenAddress.Converter().convert(loopback.getName() + ":0");
        assertEquals(Set.copyOf(OwnAddresses.of(loopback)), Set.copyOf(found.addresses()));
        assertEquals(InetAddress.getByName("127.0.0.1"), found.addresses().get(0), "IPv4 comes first");
        try (Reservation both = found.reserve()) {
            for (InetAddress address : found.addresses()) {
                try (ServerSocket other = new ServerSocket()) {
                    other.setReuseAddress(false);
                    assertThrows(BindException.class, () -> other.bind(new InetSocketAddress(address, both.port())));
                }
            }
        }
    }

    @Test
    void allAddressesMeansALinkForEach() throws Exception {
        for (String all : new String[] {"0.0.0.0", "::"}) {
            Reach reach = reach(all);
            List<String> names =
                    OwnAddresses.all().stream().map(ListenAddress::literal).toList();
            assertFalse(names.isEmpty());
            assertEquals(names.stream().map(name -> "http://" + name + ":7373").toList(), reach.bases());
            Set<String> expected = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
            expected.addAll(names);
            assertEquals(expected, reach.site().names(), "and no other name is answered");
        }
    }

    @Test
    void onlyPlainHttpOffLoopbackWarns() throws Exception {
        assertNull(reach("127.0.0.1").warning());
        assertNull(reach("::1").warning());
        assertTrue(reach("0.0.0.0").warning().contains("0.0.0.0:7373"));
        assertTrue(
                reach("127.0.0.1", "http://share.example:8080/term").warning().contains(" share.example:8080:"));
        for (String safe :
                List.of("https://share.example/term", "http://localhost:7373", "http://127.0.0.2", "http://[::1]:1")) {
            assertNull(reach("127.0.0.1", safe).warning(), safe);
        }
        assertEquals(List.of("http://127.0.0.1:7373"), reach("127.0.0.1").bases());
        assertEquals(
                Set.of("localhost", "127.0.0.1", "[::1]"),
                reach("127.0.0.1").site().names());
        Reach tunnel = Reach.of(reach("127.0.0.1").listening(), 7373, false, URI.create("https://x/p"), null);
        assertEquals(List.of("https://x/p"), tunnel.bases());
    }

    private static Reach reach(String address) throws Exception {
        return Reach.of(List.of(InetAddress.getByName(address)), 7373, false, null, null);
    }

    private static Reach reach(String address, String publicUrl) throws Exception {
        return Reach.of(List.of(InetAddress.getByName(address)), 7373, false, URI.create(publicUrl), null);
    }

    @Test
    void trap29SessionIdsAreShortAndReadable() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1000; i++) {
            assertTrue(SessionId.generate(random).matches("[2-9a-hjkmnp-z]{10}"));
        }
        assertTrue(HostName.userAtHost(Map.of()).length() > 0);
    }
}
