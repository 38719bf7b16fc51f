package dev.jshare.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes what TLS connections are made from. */
final class Contexts {
    /** Sessions remembered for clients that come back; each costs some kilobytes, and a new one is quickly made. */
    private static final int SESSIONS = 100;

    static {
        // A client could ask for one key exchange after the other on one connection (CVE-2011-1473).
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private Contexts() {}

    /** @throws IOException if the certificates or the key cannot be used, or do not belong together */
    static SSLContext of(Pem certificates, Pem key) throws IOException {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] each : certificates.certificates()) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each)));
            }
            PublicKey publicKey = chain.get(0).getPublicKey();
            PrivateKey privateKey = KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.privateKey()));
            if (!belongTogether(publicKey, privateKey)) {
                throw new IOException("the private key is not that of the first certificate");
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new OneKey(chain, privateKey)}, new TrustManager[0], null);
            context.getServerSessionContext().setSessionCacheSize(SESSIONS);
            return context;
        } catch (InvalidKeySpecException e) {
            throw new IOException(
                    "the private key is damaged, or of another kind than that of the first certificate", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("the certificate or its private key cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether one verifies what the other has signed. */
    private static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        byte[] text = new byte[32];
        new SecureRandom().nextBytes(text);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        return signature.verify(signed);
    }
}
