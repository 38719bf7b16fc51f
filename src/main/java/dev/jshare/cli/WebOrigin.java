package dev.jshare.cli;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where pages of somebody else's come from, as in an Origin header (RFC 6454 §7).
 *
 * @param text scheme, host and, unless it is the scheme's own, port
 */
record WebOrigin(String text) {

    /** Reads {@code https://host} or {@code http://host:port}. */
    static final class Converter implements ITypeConverter<WebOrigin> {
        @Override
        public WebOrigin convert(String text) {
            try {
                URI url = new PublicUrl.Converter().convert(text);
                if (url.getRawPath().isEmpty()) {
                    return new WebOrigin(url.toString());
                }
            } catch (TypeConversionException e) {
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is no origin: write https://host or http://host:port");
        }
    }
}
