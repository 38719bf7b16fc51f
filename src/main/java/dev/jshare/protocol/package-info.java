/** The viewer wire format and nothing else: messages, dialects and close codes of {@code src/docs/PROTOCOL.md}. */
@NullMarked
package dev.jshare.protocol;

import org.jspecify.annotations.NullMarked;
