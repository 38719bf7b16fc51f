package dev.jshare.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page: one file, the same for every session, with a policy (Content Security Policy Level 3) that lets it run
 * its own script, talk to its own server, and nothing else.
 */
final class PageHandler implements HttpHandler {
    private static final String RESOURCE = "index.html";
    /** The coding, unless its weight is nought. */
    private static final Pattern GZIP =
            Pattern.compile("(?<![^,\\s])gzip(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))(?![^,;\\s])", Pattern.CASE_INSENSITIVE);

    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString FRAME = new HttpString("X-Frame-Options");
    private static final HttpString OPENER = new HttpString("Cross-Origin-Opener-Policy");

    /** Read when first used: no link has to wait for it. */
    private static final class Page {
        /** Compressed when it was built. */
        static final byte[] GZIPPED = load(".gz");

        static final String POLICY = policy(new String(load(".hashes"), StandardCharsets.US_ASCII));

        private Page() {}
    }

    /** For the few that do not unpack it themselves; once for all of them, as they may be many and slow. */
    private static final class Unpacked {
        static final byte[] PAGE = unpack();

        private Unpacked() {}

        private static byte[] unpack() {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Page.GZIPPED))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    PageHandler() {
        if (PageHandler.class.getResource(RESOURCE + ".gz") == null) {
            throw new IllegalStateException("this build of jshare holds no page");
        }
    }

    private static byte[] load(String part) {
        try (InputStream in = PageHandler.class.getResourceAsStream(RESOURCE + part)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this value of Accept-Encoding (RFC 9110 section 12.5.3) takes gzip; null where there is none. */
    static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && GZIP.matcher(accepted).find();
    }

    /** The bytes of the page, which are the same array for everybody. */
    static byte[] bytes(boolean gzipped) {
        return gzipped ? Page.GZIPPED : Unpacked.PAGE;
    }

    /**
     * Styles may stand inline since xterm.js writes its own style elements; scripts run only as built.
     *
     * @param hashes of the page's scripts, a line each
     */
    private static String policy(String hashes) {
        StringBuilder scripts = new StringBuilder();
        hashes.lines().forEach(hash -> scripts.append(" '").append(hash).append('\''));
        return "default-src 'none'; script-src" + scripts
                + "; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
                + "; frame-ancestors 'none'";
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        answer.put(POLICY, Page.POLICY);
        answer.put(FRAME, "DENY");
        answer.put(OPENER, "same-origin");
        answer.put(Headers.VARY, "Accept-Encoding");
        boolean gzipped = takesGzip(exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING));
        if (gzipped) {
            answer.put(Headers.CONTENT_ENCODING, "gzip");
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes(gzipped)));
    }
}
