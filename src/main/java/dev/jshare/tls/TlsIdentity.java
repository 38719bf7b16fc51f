package dev.jshare.tls;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who the server is to those who connect over TLS: a chain of certificates and the key of the first. Made quickly, since a
 * prompt waits for it; what is slow waits for the first connection. Any thread.
 */
public final class TlsIdentity {
    private final @Nullable Path certificateFile;
    private final @Nullable Path keyFile;
    private final String fingerprint;
    private Pem certificates; // Guarded by this, as is all below.
    private Pem key;
    private List<Object> stamp;
    private @Nullable SSLContext context;

    /** @param stamp of the files when they were read */
    private TlsIdentity(
            @Nullable Path certificateFile, @Nullable Path keyFile, Pem certificates, Pem key, List<Object> stamp)
            throws IOException {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.certificates = certificates;
        this.key = key;
        this.stamp = stamp;
        this.fingerprint = Fingerprint.of(certificates.certificates().get(0));
        key.privateKey();
    }

    /** One that never changes. */
    static TlsIdentity of(Pem both) throws IOException {
        return new TlsIdentity(null, null, both, both, List.of());
    }

    /**
     * Reads PEM files; they are read again when they change.
     *
     * @param certificates the server's first, then those that lead from it to an authority
     * @param key PKCS #8, PKCS #1 (RSA) or SEC 1 (EC), without a passphrase; may be the same file
     * @throws IOException with a sentence if they are not what they should be
     */
    public static TlsIdentity read(Path certificates, Path key) throws IOException {
        List<Object> stamp = stamp(certificates, key);
        Pem chain = pem(certificates);
        Pem secret = pem(key);
        try {
            chain.certificates();
        } catch (IOException e) {
            throw new IOException(certificates + ": " + e.getMessage(), e);
        }
        try {
            secret.privateKey();
        } catch (IOException e) {
            throw new IOException(key + ": " + e.getMessage(), e);
        }
        return new TlsIdentity(certificates, key, chain, secret, stamp);
    }

    private static Pem pem(Path file) throws IOException {
        try {
            return Pem.parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": it is not PEM (openssl x509 or pkey, with -inform DER, make that)", e);
        }
    }

    /** What is different once one of the files is another. */
    private static List<Object> stamp(Path certificates, Path key) throws IOException {
        BasicFileAttributes first = Files.readAttributes(certificates, BasicFileAttributes.class);
        BasicFileAttributes second = Files.readAttributes(key, BasicFileAttributes.class);
        return List.of(
                first.lastModifiedTime(),
                first.size(),
                String.valueOf(first.fileKey()),
                second.lastModifiedTime(),
                second.size(),
                String.valueOf(second.fileKey()));
    }

    /** The {@link Fingerprint} of the first certificate as it was at the start. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * What new connections are made from. If the files have changed to something that cannot be used, perhaps since only one
     * of them is written yet, it stays as it was.
     *
     * @throws IOException if there is nothing to stay with
     */
    public synchronized SSLContext context() throws IOException {
        SSLContext current = context;
        if (current == null) {
            current = Contexts.of(certificates, key);
            context = current;
            return current;
        }
        try {
            current = reread(current);
        } catch (IOException e) {
            // The next connection tries again.
        }
        return current;
    }

    private SSLContext reread(SSLContext current) throws IOException {
        if (certificateFile == null || keyFile == null) {
            return current;
        }
        List<Object> now = stamp(certificateFile, keyFile);
        if (now.equals(stamp)) {
            return current;
        }
        Pem newCertificates = pem(certificateFile);
        Pem newKey = pem(keyFile);
        SSLContext next = Contexts.of(newCertificates, newKey);
        certificates = newCertificates;
        key = newKey;
        stamp = now;
        context = next;
        return next;
    }
}
