package dev.jshare.client;

import dev.jshare.tls.Fingerprint;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate of a server is believed: the one with the fingerprint that somebody gave, whoever has signed it and whatever
 * it says; without one, what the system's authorities vouch for. Any thread.
 */
final class Trust extends X509ExtendedTrustManager {
    private final @Nullable String pin;
    private final @Nullable X509ExtendedTrustManager authorities;
    private volatile @Nullable String seen;

    private Trust(@Nullable String pin, @Nullable X509ExtendedTrustManager authorities) {
        this.pin = pin;
        this.authorities = authorities;
    }

    /** @param pin a {@link Fingerprint}, or null for the system's authorities */
    static Trust of(@Nullable String pin) throws GeneralSecurityException {
        return new Trust(pin, pin == null ? authorities() : null);
    }

    /** One that believes nobody, for a client that speaks no TLS: Java's own would read all authorities, for 80 ms. */
    static Trust none() {
        return new Trust("", null);
    }

    private static X509ExtendedTrustManager authorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509ExtendedTrustManager known) {
                return known;
            }
        }
        throw new CertificateException("this Java has no authorities");
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, new SecureRandom());
        return context;
    }

    /** The fingerprint of the certificate that the server showed last, or null. */
    @Nullable
    String seen() {
        return seen;
    }

    boolean isPinned() {
        return pin != null;
    }

    /** Whether that settles it. */
    private boolean isPin(X509Certificate[] chain) throws CertificateException {
        String now = Fingerprint.of(chain[0].getEncoded());
        seen = now;
        if (pin != null && !pin.equals(now)) {
            throw new CertificateException("another certificate than the pinned one");
        }
        return pin != null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (!isPin(chain) && authorities != null) {
            authorities.checkServerTrusted(chain, type, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (!isPin(chain) && authorities != null) {
            authorities.checkServerTrusted(chain, type, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (!isPin(chain) && authorities != null) {
            authorities.checkServerTrusted(chain, type);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no client is asked for a certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no client is asked for a certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no client is asked for a certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
