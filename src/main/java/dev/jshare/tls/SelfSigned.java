package dev.jshare.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A certificate that vouches for itself (X.509 version 3, RFC 5280), with its key: ECDSA on P-256, which all browsers take. */
record SelfSigned(byte[] certificate, byte[] privateKey) {
    /** Browsers take no longer life from an authority (CA/Browser Forum, section 6.3.2), so nothing longer is needed. */
    static final Duration LIFE = Duration.ofDays(397);

    /** For clocks that are behind. */
    private static final Duration SKEW = Duration.ofDays(1);

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final String COMMON_NAME = "2.5.4.3";
    private static final byte[] TRUE = Der.value(0x01, new byte[] {(byte) 0xff});
    private static final int DNS_NAME = Der.CONTEXT | 2;
    private static final int IP_ADDRESS = Der.CONTEXT | 7;

    /**
     * Makes a key and a certificate.
     *
     * @param names host names, and addresses as literals, in brackets if they are of IPv6
     */
    static SelfSigned make(List<String> names, Instant now, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair keys = generator.generateKeyPair();
        byte[] name = Der.sequence(Der.value(Der.SET, Der.sequence(Der.oid(COMMON_NAME), Der.text("jshare"))));
        byte[] toBeSigned = Der.sequence(
                Der.value(Der.CONTEXT_CONSTRUCTED, Der.integer(2)), // Version 3.
                Der.integer(new BigInteger(126, random).setBit(126)),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(now.minus(SKEW)), Der.time(now.plus(LIFE))),
                name,
                keys.getPublic().getEncoded(),
                Der.value(Der.CONTEXT_CONSTRUCTED | 3, extensions(names)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(toBeSigned);
        byte[] certificate = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return new SelfSigned(certificate, keys.getPrivate().getEncoded());
    }

    /** No authority, even if somebody trusts it; only a server, only of these names. */
    private static byte[] extensions(List<String> names) {
        return Der.sequence(
                Der.sequence(Der.oid("2.5.29.19"), TRUE, Der.value(Der.OCTET_STRING, Der.sequence())),
                Der.sequence(
                        Der.oid("2.5.29.15"), TRUE, Der.value(Der.OCTET_STRING, Der.value(Der.BIT_STRING, new byte[] {
                            7, (byte) 0x80
                        }))),
                Der.sequence(
                        Der.oid("2.5.29.37"), Der.value(Der.OCTET_STRING, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1")))),
                Der.sequence(Der.oid("2.5.29.17"), Der.value(Der.OCTET_STRING, alternativeNames(names))));
    }

    private static byte[] alternativeNames(List<String> names) {
        List<byte[]> encoded = new ArrayList<>();
        for (String name : names) {
            encoded.add(
                    isAddress(name)
                            ? Der.value(IP_ADDRESS, address(name))
                            : Der.value(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(encoded.toArray(new byte[0][]));
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || name.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress(); // No look-up: it is a literal.
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address", e);
        }
    }
}
