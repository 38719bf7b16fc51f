/** What the server shows of itself over TLS: certificates and keys from PEM files, or self-signed ones of its own. */
@NullMarked
package dev.jshare.tls;

import org.jspecify.annotations.NullMarked;
