package dev.jshare.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** URLs under which a proxy or tunnel makes the server reachable. */
final class PublicUrl {
    private static final int MOST_PORT = 65_535;

    private PublicUrl() {}

    /** Reads an http or https URL with a host and perhaps a path; gives it without a slash at the end. */
    static final class Converter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI url = new URI(text.replaceFirst("/+$", ""));
                boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
                if (web
                        && url.getHost() != null
                        && url.getPort() <= MOST_PORT
                        && url.getUserInfo() == null
                        && url.getQuery() == null
                        && url.getFragment() == null) {
                    return asInOrigin(url);
                }
            } catch (URISyntaxException e) {
                // Said below.
            }
            throw new TypeConversionException("'" + text
                    + "' is no public URL: write https://host or https://host:PORT/path, PORT up to " + MOST_PORT);
        }

        /** As browsers write it in Host and Origin: in lower case, without the scheme's own port. */
        private static URI asInOrigin(URI url) throws URISyntaxException {
            int own = url.getScheme().equals("https") ? 443 : 80;
            int port = url.getPort() == own ? -1 : url.getPort();
            return new URI(
                    url.getScheme(), null, url.getHost().toLowerCase(Locale.ROOT), port, url.getPath(), null, null);
        }
    }
}
