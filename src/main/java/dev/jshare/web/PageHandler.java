package dev.jshare.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the page: one file, the same for every session, with a policy (Content Security Policy Level 3) that lets it run
 * its own script, talk to its own server, and nothing else.
 */
final class PageHandler implements HttpHandler {
    private static final String RESOURCE = "index.html";
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString FRAME = new HttpString("X-Frame-Options");
    private static final HttpString OPENER = new HttpString("Cross-Origin-Opener-Policy");
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL);

    /** Made when first used: it takes 50 ms of a start, which no link has to wait for. */
    private static final class Page {
        static final ByteBuffer PLAIN;
        static final ByteBuffer GZIPPED;
        static final String POLICY;

        static {
            byte[] html = load();
            PLAIN = ByteBuffer.wrap(html).asReadOnlyBuffer();
            GZIPPED = ByteBuffer.wrap(gzip(html)).asReadOnlyBuffer();
            POLICY = policy(new String(html, StandardCharsets.UTF_8));
        }

        private Page() {}

        /** Does nothing but have it made. */
        static void make() {}
    }

    /** Makes what is served; the first visitor waits for it otherwise. Any thread. */
    static void prepare() {
        Page.make();
    }

    PageHandler() {
        if (PageHandler.class.getResource(RESOURCE) == null) {
            throw new IllegalStateException("this build of jshare holds no page");
        }
    }

    private static byte[] load() {
        try (InputStream in = PageHandler.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not in memory.
        }
        return out.toByteArray();
    }

    /** Styles may stand inline since xterm.js writes its own style elements; scripts run only as built. */
    static String policy(String html) {
        Matcher scripts = SCRIPT.matcher(html);
        String hashes = scripts.results()
                .map(script -> " 'sha256-" + sha256(script.group(1)) + "'")
                .collect(Collectors.joining());
        return "default-src 'none'; script-src" + hashes
                + "; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
                + "; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        answer.put(POLICY, Page.POLICY);
        answer.put(FRAME, "DENY");
        answer.put(OPENER, "same-origin");
        answer.put(Headers.VARY, "Accept-Encoding");
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            answer.put(Headers.CONTENT_ENCODING, "gzip");
            exchange.getResponseSender().send(Page.GZIPPED.duplicate());
        } else {
            exchange.getResponseSender().send(Page.PLAIN.duplicate());
        }
    }
}
