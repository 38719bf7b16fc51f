package dev.jshare.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java and OpenSSL read the certificates that we write. */
class SelfSignedTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final List<String> NAMES =
            List.of("localhost", "127.0.0.1", "[::1]", "192.0.2.7", "[fd00::5]", "h.example");

    private static SelfSigned make(Instant now) throws Exception {
        return SelfSigned.make(NAMES, now, new SecureRandom());
    }

    private static X509Certificate parse(SelfSigned made) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.certificate()));
    }

    @Test
    void javaReadsItAndTheSignatureIsRight() throws Exception {
        SelfSigned made = make(NOW);
        X509Certificate certificate = parse(made);
        certificate.verify(certificate.getPublicKey());
        assertArrayEquals(made.certificate(), certificate.getEncoded());
        assertEquals(3, certificate.getVersion());
        assertEquals(-1, certificate.getBasicConstraints(), "it is no authority");
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
        assertTrue(certificate.getKeyUsage()[0] && !certificate.getKeyUsage()[5]);
        assertEquals(NOW.plus(SelfSigned.LIFE), certificate.getNotAfter().toInstant());
        assertTrue(certificate.getNotBefore().toInstant().isBefore(NOW));
        assertEquals(
                List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.7", "fd00:0:0:0:0:0:0:5", "h.example"),
                certificate.getSubjectAlternativeNames().stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .toList());
        assertTrue(!certificate.getSerialNumber().equals(parse(make(NOW)).getSerialNumber()));
    }

    @Test
    void itsLifeMayGoBeyondYearsOfTwoDigits() throws Exception {
        Instant late = Instant.parse("2049-06-01T00:00:00Z");
        assertEquals(late.plus(SelfSigned.LIFE), parse(make(late)).getNotAfter().toInstant());
    }

    @Test
    void opensslVerifiesIt(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("own.pem");
        SelfSigned made = make(Instant.parse("2026-01-01T00:00:00Z"));
        Files.writeString(
                file, Pem.write(Pem.CERTIFICATE, made.certificate()) + Pem.write(Pem.PKCS8, made.privateKey()));
        String text =
                Openssl.run("x509", "-in", file.toString(), "-noout", "-text", "-certopt", "no_pubkey,no_sigdump");
        assertTrue(text.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"), text);
        assertTrue(text.contains("Signature Algorithm: ecdsa-with-SHA256"), text);
        assertTrue(text.contains("CA:FALSE") && text.contains("Digital Signature"), text);
        assertTrue(Openssl.run("x509", "-in", file.toString(), "-noout", "-pubkey")
                .equals(Openssl.run("pkey", "-in", file.toString(), "-pubout")));
        String verified = Openssl.run(
                "verify",
                "-x509_strict",
                "-partial_chain",
                "-purpose",
                "sslserver",
                "-attime",
                "1780000000",
                "-CAfile",
                file.toString(),
                file.toString());
        assertTrue(verified.contains(": OK"), verified);
    }

    @ParameterizedTest
    @CsvSource({"0, 020100", "127, 02017f", "128, 02020080", "-1, 0201ff", "65536, 0203010000"})
    void integers(long number, String hex) {
        assertEquals(hex, hex(Der.integer(number)));
    }

    @ParameterizedTest
    @CsvSource({"1.2.840.113549.1.1.1, 06092a864886f70d010101", "2.5.29.17, 0603551d11", "1.3.128, 06032b8100"})
    void objectIdentifiers(String dotted, String hex) {
        assertEquals(hex, hex(Der.oid(dotted)));
    }

    @ParameterizedTest
    @CsvSource({"127, 047f", "128, 048180", "255, 0481ff", "256, 04820100", "65536, 0483010000"})
    void lengths(int length, String hex) {
        byte[] value = Der.value(Der.OCTET_STRING, new byte[length]);
        assertEquals(hex, hex(value).substring(0, hex.length()));
        assertEquals(hex.length() / 2 + length, value.length);
    }

    private static String hex(byte[] bytes) {
        return new BigInteger(1, bytes)
                .toString(16)
                .transform(text -> "0".repeat(bytes.length * 2 - text.length()) + text);
    }
}
