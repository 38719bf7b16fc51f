package dev.jshare.client;

import dev.jshare.access.LinkUrl;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be made, in words that say what to do. */
final class Failure {
    private Failure() {}

    /**
     * What ends the visit: the server's answer, a certificate that is not believed.
     *
     * @return null if it is worth another try
     */
    static @Nullable Outcome lasting(Throwable why, LinkUrl url, Trust trust, boolean lived) {
        WebSocketHandshakeException answer = find(why, WebSocketHandshakeException.class);
        if (answer != null) {
            return refusal(answer.getResponse().statusCode(), url, lived);
        }
        if (find(why, CertificateException.class) != null) {
            return new Outcome(Outcome.Kind.UNREACHABLE, certificate(url, trust));
        }
        return null;
    }

    private static @Nullable Outcome refusal(int status, LinkUrl url, boolean lived) {
        return switch (status) {
            case 401 ->
                lived
                        ? new Outcome(
                                Outcome.Kind.EXPIRED,
                                "The link has expired or was taken back, or the session is over. Ask for a new one.")
                        : new Outcome(
                                Outcome.Kind.REFUSED,
                                "The link is not valid, or not any more: copy it to its very end, or ask for a new one.");
            case 503 ->
                lived // Perhaps the place is still held for the line that was lost.
                        ? null
                        : new Outcome(
                                Outcome.Kind.REFUSED, "The session is full: as many watch as may. Try again later.");
            case 308 ->
                new Outcome(
                        Outcome.Kind.UNREACHABLE, "The server speaks TLS: the link begins with https://, not http://.");
            case 421, 403 ->
                new Outcome(
                        Outcome.Kind.REFUSED,
                        "The server does not answer as " + url.place() + "; see its --public-url and --listen.");
            default ->
                lived
                        ? null
                        : new Outcome(
                                Outcome.Kind.UNREACHABLE,
                                "At " + url.place() + " is no shared session (HTTP status " + status
                                        + "): is the address right?");
        };
    }

    private static String certificate(LinkUrl url, Trust trust) {
        return (trust.isPinned()
                        ? "The certificate of " + url.place() + " is not the pinned one: somebody may be in between."
                        : "Nobody vouches for the certificate of " + url.place() + ".")
                + " Its SHA-256 is\n  " + trust.seen()
                + "\nIf that is what jshare prints on the host, use --pin with it.";
    }

    /** Why the first connection came to nothing. */
    static String words(@Nullable Throwable why, LinkUrl url) {
        String reason = reason(why);
        return "Cannot reach " + url.place() + (reason.isEmpty() ? "" : " (" + reason + ")")
                + ": is the session still shared, and the address right from here?";
    }

    private static String reason(@Nullable Throwable why) {
        if (find(why, UnresolvedAddressException.class) != null || find(why, UnknownHostException.class) != null) {
            return "no such host";
        } else if (find(why, HttpTimeoutException.class) != null) {
            return "no answer";
        } else if (find(why, ConnectException.class) != null) {
            return "connection refused";
        } else if (find(why, SSLException.class) != null) {
            return "it does not speak TLS as it should";
        }
        return "";
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable why, Class<T> kind) {
        Throwable cause = why;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
