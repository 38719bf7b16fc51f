package dev.jshare.client;

import dev.jshare.access.LinkUrl;
import dev.jshare.tls.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to join.
 *
 * @param pin the {@link Fingerprint} of the certificate to believe; null for the system's authorities
 * @param name what the viewer calls itself, or null
 * @param readOnly whether nothing is typed, even if the link may
 * @param prefix the byte of the control key that leads commands
 * @param trueColour whether the own terminal has 24-bit colours
 * @param titled whether it has a title, and keeps quiet about sequences that it does not know
 */
public record JoinSettings(
        LinkUrl url,
        @Nullable String pin,
        @Nullable String name,
        boolean readOnly,
        int prefix,
        String prefixName,
        boolean trueColour,
        boolean titled) {

    /** @throws IllegalArgumentException with a sentence if the pin is none */
    public JoinSettings {
        pin = pin == null ? null : Fingerprint.parse(pin);
    }
}
