package dev.jshare.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys from files, and the user's own. */
class TlsIdentityTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    /** A certificate from OpenSSL with a key of this kind; the key is in {@code key.pem}. */
    private void make(String... newKey) throws Exception {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("certificate.pem");
        Openssl.run(newKey);
        Openssl.run("req", "-x509", "-key", key.toString(), "-out", certificate.toString(), "-subj", "/CN=test");
    }

    private TlsIdentity read() throws IOException {
        return TlsIdentity.read(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out KEY",
                "genrsa -traditional -out KEY 2048",
                "ecparam -name prime256v1 -genkey -out KEY",
                "ecparam -name secp384r1 -genkey -noout -out KEY",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out KEY",
                "genpkey -algorithm ED25519 -out KEY"
            })
    void keysOfAllFormsAreRead(String command) throws Exception {
        make(command.replace("KEY", directory.resolve("key.pem").toString()).split(" "));
        TlsIdentity identity = read();
        String fingerprint = Openssl.run(
                "x509", "-in", directory.resolve("certificate.pem").toString(), "-noout", "-fingerprint", "-sha256");
        assertEquals(fingerprint.strip().toUpperCase(Locale.ROOT).replaceFirst(".*=", ""), identity.fingerprint());
        assertEquals("TLS", identity.context().getProtocol());
    }

    @Test
    void whatIsWrongWithTheFilesIsSaid() throws Exception {
        Path key = directory.resolve("key.pem");
        Path other = directory.resolve("other.pem");
        make("genpkey", "-algorithm", "ED25519", "-out", key.toString());
        Openssl.run("genpkey", "-algorithm", "ED25519", "-out", other.toString());
        Path certificate = directory.resolve("certificate.pem");
        Path ofOtherKind = directory.resolve("rsa.pem");
        Openssl.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", ofOtherKind.toString());

        assertSaid(
                "of another kind than that of the first certificate",
                () -> TlsIdentity.read(certificate, ofOtherKind).context());
        assertSaid(
                "not that of the first certificate",
                () -> TlsIdentity.read(certificate, other).context());
        assertSaid(key + ": there is no certificate", () -> TlsIdentity.read(key, key));
        assertSaid(certificate + ": there is no private key", () -> TlsIdentity.read(certificate, certificate));
        assertThrows(IOException.class, () -> TlsIdentity.read(certificate, directory.resolve("none")));
        Openssl.run("genrsa", "-traditional", "-aes128", "-passout", "pass:secret", "-out", other.toString(), "2048");
        assertSaid(other + ": the private key has a passphrase", () -> TlsIdentity.read(certificate, other));
        Files.writeString(other, "-----BEGIN EC PRIVATE KEY-----\nMIGk\n-----END EC PRIVATE KEY-----\n");
        assertSaid("too early", () -> TlsIdentity.read(certificate, other));
        Openssl.run("x509", "-in", certificate.toString(), "-outform", "DER", "-out", other.toString());
        assertSaid(other + ": it is not PEM", () -> TlsIdentity.read(other, key));
        Files.writeString(other, Files.readString(key).replaceFirst("M", "!"));
        assertThrows(
                IOException.class, () -> TlsIdentity.read(certificate, other).context());
    }

    private static void assertSaid(String words, Executable attempt) {
        IOException problem = assertThrows(IOException.class, attempt);
        assertTrue(String.valueOf(problem.getMessage()).contains(words), problem.getMessage());
    }

    @Test
    void filesThatChangeAreReadAgainOnceTheyFit() throws Exception {
        Path key = directory.resolve("key.pem");
        make("genpkey", "-algorithm", "ED25519", "-out", key.toString());
        TlsIdentity identity = read();
        SSLContext first = identity.context();
        assertSame(first, identity.context());

        Path certificate = directory.resolve("certificate.pem");
        String old = Files.readString(certificate);
        make("ecparam", "-name", "prime256v1", "-genkey", "-out", key.toString());
        String renewed = Files.readString(certificate);
        Files.writeString(certificate, old);
        assertSame(first, identity.context(), "the key is there already, its certificate is not");
        Files.delete(certificate);
        assertSame(first, identity.context());
        Files.writeString(certificate, renewed);
        SSLContext second = identity.context();
        assertNotSame(first, second);
        assertSame(second, identity.context());
    }

    private TlsIdentity own(Set<String> names, Instant now) throws IOException {
        return new OwnCertificate(directory.resolve("data/tls")).identity(names, now, random);
    }

    @Test
    void trap27TheOwnKeyIsItsOwnersAlone() throws Exception {
        own(HERE, NOW);
        Path tls = directory.resolve("data/tls");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(tls)));
        try (var files = Files.list(tls)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))));
        }
        Files.setPosixFilePermissions(tls, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertSaid("chmod 700", () -> own(HERE, NOW));
        Files.move(tls, directory.resolve("elsewhere"));
        Files.createSymbolicLink(tls, directory.resolve("elsewhere"));
        assertThrows(IOException.class, () -> own(HERE, NOW));
    }

    @Test
    void theOwnCertificateIsKeptAsLongAsItFits() throws Exception {
        String first = own(HERE, NOW).fingerprint();
        assertEquals(first, own(HERE, NOW).fingerprint());
        assertEquals(
                first, own(Set.of("localhost"), NOW.plus(Duration.ofDays(300))).fingerprint());
        String wider =
                own(Set.of("localhost", "127.0.0.1", "[::1]", "192.0.2.7"), NOW).fingerprint();
        assertNotEquals(first, wider, "it has to name another address");
        assertEquals(wider, own(HERE, NOW).fingerprint());
        assertNotEquals(wider, own(HERE, NOW.plus(Duration.ofDays(380))).fingerprint(), "it ends soon");
    }

    @Test
    void aBrokenOwnCertificateIsMadeAnew() throws Exception {
        String first = own(HERE, NOW).fingerprint();
        Path file = directory.resolve("data/tls/self-signed.pem");
        Files.writeString(file, Files.readString(file).substring(0, 300));
        String second = own(HERE, NOW).fingerprint();
        assertNotEquals(first, second);
        assertEquals("TLS", own(HERE, NOW).context().getProtocol());
    }
}
