/** The host's own terminal: raw mode, size, keys. */
@NullMarked
package dev.jshare.console;

import org.jspecify.annotations.NullMarked;
